"""What must hold of an edition beyond each entry: every way can be gone, sentences say what rules do, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from .addressing import ADDRESSED, addresses_another
from .edition import Edition, Library
from .entries import Term
from .examples import facts_of_example
from .facts import Facts
from .outcome import Outcome
from .paper_entries import Material
from .verdict import assess

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_NAMED = re.compile(r"(?:条件|附件|第|表)\s*\d+|\d{4}\s*年\s*\d+\s*月(?:\s*\d+\s*日)?")
"""Numbers that only name something: a condition's place in the list, the day of a form."""
_UNIT_AFTER = re.compile(r"\s*个?(年|月|周岁|岁)")
OPEN_WAYS = (Outcome.MET, Outcome.TO_BE_JUDGED)


def unsound(library: Library) -> Iterator[str]:
    """Every sentence about what does not hold, edition by edition; nothing when all does."""
    for edition in library.editions:
        yield from _ways(edition)
        yield from _words(edition)
        yield from _address(edition)


def _ways(edition: Edition) -> Iterator[str]:
    """No two criteria exclude one another: every pathway of a business is gone by somebody who is not refused.

    A worked example is the proof; the base person stands for businesses without pathways.
    """
    for business, base in edition.bases.items():
        gone = {
            code for on, facts in _people(edition, business, base.on) for code in _gone(edition, business, on, facts)
        }
        pathways = {one.code for one in edition.criteria_of(business) if one.kind == "pathway"}
        for code in sorted(pathways - gone):
            yield f"{edition.key} {business}：没有一个例子经 {code} 全部满足，看不出它走得通"
        if not pathways and "" not in gone:
            yield f"{edition.key} {business}：样本人不能全部满足，条件之间可能互相排斥"


def _people(edition: Edition, business: str, on: date) -> Iterator[tuple[date, Facts]]:
    for one in edition.examples:
        if one.business == business:
            yield one.on, facts_of_example(edition, one)
    for line in edition.criterion_examples:
        if line.business == business:
            yield line.on or on, facts_of_example(edition, line)


def _gone(edition: Edition, business: str, on: date, facts: Facts) -> Iterator[str]:
    """The pathways that are met where the whole is; "" for the whole itself."""
    verdict = assess(edition, business, on, facts)
    if verdict.outcome in OPEN_WAYS:
        yield ""
        yield from (one.code for one in verdict.criteria if one.outcome in OPEN_WAYS)


def _words(edition: Edition) -> Iterator[str]:
    """A number in a sentence is one that the entry works with."""
    for criterion in edition.criteria:
        if criterion.trees:
            told = (criterion.title, criterion.unmet, criterion.met, criterion.ask_officer)
            rules = (criterion.rule, *criterion.readings.values(), *_PLACEHOLDER.findall(" ".join(told)))
            yield from _loose(f"{edition.key} {criterion.code}", told, _numbers_of_rules(edition, rules))
    for term in edition.terms:
        yield from _loose(f"{edition.key} {term.code}", (term.title, term.sentence), _numbers_of_term(term))
    for material in edition.materials:
        yield from _loose(f"{edition.key} {material.code}", (material.title,), _numbers_of_material(edition, material))


def _address(edition: Edition) -> Iterator[str]:
    """Of whom a criterion speaks as 您 is the applicant, and no value has the word: so others can be told of one."""
    for one in edition.criteria:
        for sentence in filter(addresses_another, (one.unmet, one.met, one.ask_officer)):
            yield f"{edition.key} {one.code}：“{sentence}”里的“{ADDRESSED}”不是申请人，换一个说法"
    for spec in edition.facts.values():
        for choice in spec.choices:
            if ADDRESSED in choice:
                yield f"{edition.key} {spec.name}：选项“{choice}”里不能有“{ADDRESSED}”"


def _loose(where: str, sentences: Iterable[str], known: set[Fraction]) -> Iterator[str]:
    for sentence in sentences:
        bare = _NAMED.sub("", _PLACEHOLDER.sub("", sentence))
        for found in _NUMBER.finditer(bare):
            number = _as_number(found[0])
            unit = _UNIT_AFTER.match(bare, found.end())
            if number not in known and not (unit and unit[1] == "年" and number * 12 in known):
                yield f"{where}：“{sentence}”里的 {found[0]} 不是它用到的数"


def _as_number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _numbers_in(text: str) -> set[Fraction]:
    return {_as_number(one) for one in _NUMBER.findall(text)}


def _numbers_of_term(term: Term) -> set[Fraction]:
    return {Fraction(term.length)} | _numbers_in(term.from_label)


def _numbers_of_material(edition: Edition, material: Material) -> set[Fraction]:
    windows = (material.freshness, material.length, material.remaining and material.remaining.months)
    known = {Fraction(months) for months in windows if months}
    if material.look_back:
        known |= {Fraction(material.look_back.months)}
    return known | _numbers_of_rules(edition, (material.when or "",)) | _numbers_in(material.annotation)


def _numbers_of_rules(edition: Edition, rules: Iterable[str]) -> set[Fraction]:
    """The numbers written in the rules and in all that they name: values, parameters, facts with their labels."""
    known: set[Fraction] = set()
    texts, seen = list(rules), set[str]()
    while texts:
        text = texts.pop()
        known |= _numbers_in(text)
        for name in _NAME.findall(text):
            if name not in seen:
                seen.add(name)
                texts += _texts_of(edition, name)
    return known


def _texts_of(edition: Edition, name: str) -> Iterator[str]:
    if name in edition.values:
        yield from (edition.values[name].label, edition.values[name].rule)
    if name in edition.parameters:
        yield edition.parameters[name].label
        for one in edition.parameters[name].values:
            yield from (str(one.value or ""), one.rule or "", one.basis)
    if name in edition.tables:
        yield edition.tables[name].label
    if name in edition.facts:
        spec = edition.facts[name]
        yield from (spec.label, spec.ask, *spec.choices)
