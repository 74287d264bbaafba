"""Which papers are due for what is known of a person, what is still missing, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .calendar import add_months, look_back_months, remains
from .edition import Edition
from .entries import (
    LookBack,
    Material,
)
from .facts import Facts
from .outcome import Outcome
from .ruleset import RuleSet, truth_of
from .wording import day_text
from .worked import Paper

Months = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class MaterialDue:
    """One paper that is due, or may be (`certain` False: it depends on what is not known or not chosen yet).

    `ways` names the pathways it would serve while several are open. `months` are the first days of the months it
    must cover, `look_back_text` the same in words.
    """

    material: Material
    certain: bool
    group: str = ""
    ways: tuple[str, ...] = ()
    months: Months = ()
    look_back_text: str = ""


@dataclass(frozen=True, slots=True)
class PaperFault:
    """What is wrong with a paper, in words that say what to do; `soft`: an officer may let it pass."""

    code: str
    sentence: str
    soft: bool = False


def materials_due(
    edition: Edition, *, business: str, facts: Facts, on: date, pathway: str = ""
) -> tuple[MaterialDue, ...]:
    """The papers of a business for these facts, in the order of the rulebook.

    `pathway` is the code of the one the person applies by. Without it the pathways that hold count; if none holds
    yet, those that still may. UnknownBusiness for a business the edition does not have.
    """
    rules = edition.rule_set(business, on)
    open_ways = (pathway,) if pathway else _open_ways(rules, facts)
    found = (_due(edition, rules, material, facts, open_ways) for material in edition.materials_of(business))
    return tuple(one for one in found if one is not None)


def _open_ways(rules: RuleSet, facts: Facts) -> tuple[str, ...]:
    """Codes of the pathways that hold (or an officer may grant); else of those that are not known yet."""
    ways = [
        (criterion.code, outcome)
        for criterion, outcome in zip(rules.criteria, rules.outcomes(facts), strict=True)
        if criterion.kind == "pathway"
    ]
    for wanted in (Outcome.MET, Outcome.TO_BE_JUDGED, Outcome.NOT_KNOWN):
        found = tuple(code for code, outcome in ways if outcome is wanted)
        if found:
            return found
    return ()


def _due(
    edition: Edition, rules: RuleSet, material: Material, facts: Facts, open_ways: tuple[str, ...]
) -> MaterialDue | None:
    ways = tuple(code for code in material.pathway if code in open_ways)
    if material.pathway and not ways:
        return None
    when = edition.whens.get(material.code)
    needed = True if when is None else truth_of(when, rules, facts)
    if needed is False:
        return None
    settled = not material.pathway or set(open_ways) <= set(material.pathway)
    months, text = _look_back(material.look_back, rules.on)
    return MaterialDue(
        material=material,
        certain=bool(needed) and settled,
        group=edition.groups[material.group].title if material.group else "",
        ways=() if settled else ways,
        months=months,
        look_back_text=text,
    )


def _look_back(window: LookBack | None, on: date) -> tuple[Months, str]:
    if window is None:
        return (), ""
    spans = [look_back_months(on, window.months, end) for end in window.ends]
    return spans[0], "，也可以是".join(_span_text(span) for span in spans)


def _span_text(months: Months) -> str:
    first, last = months[0], months[-1]
    return f"{first.year}年{first.month}月至{last.year}年{last.month}月"


def missing_materials(due: Iterable[MaterialDue], handed_in: Collection[str]) -> tuple[MaterialDue, ...]:
    """What is due and not handed in, by code. Of open alternatives the one that lacks least counts."""
    needed = [one for one in due if not one.material.advisable]
    certain = [one for one in needed if one.certain and one.material.code not in handed_in]
    open_groups = _alternatives(one for one in needed if not one.certain)
    least = (min(_lacks(options, handed_in), key=len) for options in open_groups)
    return (*certain, *(one for lacking in least for one in lacking))


def _alternatives(uncertain: Iterable[MaterialDue]) -> list[dict[str, list[MaterialDue]]]:
    """Open papers by the choice they belong to, then by option; what hangs on a single unknown is left out."""
    choices: dict[str, dict[str, list[MaterialDue]]] = {}
    for one in uncertain:
        for way in one.ways or ("",):
            if way:
                choices.setdefault("pathway", {}).setdefault(way, []).append(one)
            elif one.material.group:
                choices.setdefault(one.material.group, {}).setdefault(one.material.option, []).append(one)
    return list(choices.values())


def _lacks(options: Mapping[str, list[MaterialDue]], handed_in: Collection[str]) -> Iterator[list[MaterialDue]]:
    for members in options.values():
        yield [one for one in members if one.material.code not in handed_in]


def paper_faults(material: Material, paper: Paper, on: date) -> tuple[PaperFault, ...]:
    """What is wrong with a paper handed in on that day; what nobody looked at is not judged."""
    found = (_form_fault(material, paper), _date_fault(material, paper, on), _validity_fault(material, paper, on))
    return (*(fault for fault in found if fault is not None), *_page_faults(material, paper))


def _form_fault(material: Material, paper: Paper) -> PaperFault | None:
    if not material.form or paper.form is None or paper.form.lower() == material.form:
        return None
    what = "原件的" if material.original else ""
    return PaperFault("form", f"“{material.title}”要上传{what} {material.form.upper()} 扫描件。")


def _date_fault(material: Material, paper: Paper, on: date) -> PaperFault | None:
    if material.freshness is None or paper.dated is None:
        return None
    earliest = add_months(on, -material.freshness)
    if paper.dated >= earliest:
        return None
    return PaperFault(
        "fresh",
        f"“{material.title}”的日期是 {day_text(paper.dated)}，要在 {material.freshness} 个月以内"
        f"（{day_text(earliest)}以后），请重新出具或下载。",
    )


def _validity_fault(material: Material, paper: Paper, on: date) -> PaperFault | None:
    rule = material.remaining
    if rule is None or paper.last_day is None or remains(paper.last_day, on, rule.months):
        return None
    needed = day_text(add_months(on, rule.months))
    return PaperFault(
        "remaining",
        f"“{material.title}”到 {day_text(paper.last_day)} 为止，"
        f"{'一般' if rule.soft else ''}要剩 {rule.months} 个月以上（到 {needed} 或更晚）。",
        rule.soft,
    )


def _page_faults(material: Material, paper: Paper) -> Iterator[PaperFault]:
    """Pages without the seal or the handler's note, where each page needs them."""
    for code, seen, wanted in (
        ("sealed", paper.sealed, material.seal and f"加盖{material.seal}"),
        (
            "annotated",
            paper.annotated,
            material.annotation and f"由{material.signature}写“{material.annotation}”并签字",
        ),
    ):
        if not wanted or seen is None or paper.pages is None:
            continue
        pages = range(1, paper.pages + 1) if material.every_page else range(1, 2)
        lacking = [str(page) for page in pages if page not in seen]
        if lacking:
            yield PaperFault(code, f"“{material.title}”第 {'、'.join(lacking)} 页没有{wanted}。")
