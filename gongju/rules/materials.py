"""Which papers are due for what is known of a person, the months they cover, and what is still missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from .branches import facts_of
from .calendar import look_back_months
from .edition import Edition
from .facts import Facts, FactSpec
from .outcome import Outcome
from .paper_entries import LookBack, Material
from .questions import live_facts
from .ruleset import RuleSet, truth_of

Months = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class MaterialDue:
    """One paper that is due, or may be (`certain` False: it depends on what is not known or is left to choose).

    `ways` names the pathways it would serve while several are open. `months` are the first days of the months it
    must cover, `look_back_text` the same in words.
    """

    material: Material
    certain: bool
    group: str = ""
    ways: tuple[str, ...] = ()
    months: Months = ()
    look_back_text: str = ""


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
    return tuple(_left_to_choose([one for one in found if one is not None]))


def paper_questions(
    edition: Edition, *, business: str, facts: Facts, on: date, due: Iterable[MaterialDue]
) -> tuple[FactSpec, ...]:
    """The unknown facts on which it hangs whether a paper that may be due must be handed in, in the edition's order.

    `due`: what `materials_due` gave for the same. A paper that is wanted and never a reason to send back asks nothing.
    A paper of a pathway that may still be open asks for that pathway, also where the verdict is settled without it:
    nobody is to bring proof of what they never said they have.
    """
    rules, due = edition.rule_set(business, on), tuple(due)
    open_ones = [edition.whens[one.material.code] for one in due if _hangs(edition, one)]
    found = {spec for when in open_ones for spec in live_facts(rules.bind(when), facts)}
    proven = {code for one in due if not one.material.advisable for code in one.material.pathway}
    ways = proven.intersection(_open_ways(rules, facts))
    trees = [tree for item in rules.prepared if item.criterion.code in ways for tree in item.trees]
    found |= {spec for tree in trees for spec in live_facts(tree, facts)}
    return tuple(spec for spec in edition.facts.values() if spec in found)


def _hangs(edition: Edition, one: MaterialDue) -> bool:
    return not one.certain and not one.material.advisable and one.material.code in edition.whens


@lru_cache(maxsize=256)
def facts_of_papers(edition: Edition, business: str) -> frozenset[str]:
    """Names of the facts on which it hangs whether a paper of the business is due."""
    whens = (edition.whens[one.code] for one in edition.materials_of(business) if one.code in edition.whens)
    return frozenset(spec.name for when in whens for spec in facts_of(when))


def _left_to_choose(due: Iterable[MaterialDue]) -> Iterator[MaterialDue]:
    """Of a group with several options open any one suffices, so that no paper of it is certain."""
    due = list(due)
    options: dict[str, set[str]] = {}
    for one in due:
        options.setdefault(one.material.group, set()).add(one.material.option)
    for one in due:
        several = one.material.group and len(options[one.material.group]) > 1
        yield replace(one, certain=False) if several else one


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
    spans = windows(material.look_back, rules.on)
    if material.look_back and not spans:
        return None
    settled = not material.pathway or set(open_ways) <= set(material.pathway)
    return MaterialDue(
        material=material,
        certain=bool(needed) and settled,
        group=edition.groups[material.group].title if material.group else "",
        ways=() if settled else ways,
        months=spans[0] if spans else (),
        look_back_text="，也可以是".join(span_text(span) for span in spans),
    )


def windows(window: LookBack | None, on: date) -> tuple[Months, ...]:
    """The months a paper covers when handed in on that day, for each end that is accepted; () where none is left."""
    if window is None:
        return ()
    spans = (look_back_months(on, window.months, end) for end in window.ends)
    kept = (tuple(month for month in span if within(window, month)) for span in spans)
    return tuple(dict.fromkeys(span for span in kept if span))


def within(window: LookBack, month: date) -> bool:
    """Whether this kind of paper is for that month at all."""
    return (window.since is None or window.since <= month) and (window.until is None or month <= window.until)


def span_text(months: Months) -> str:
    """2021年1月至2021年3月."""
    first, last = months[0], months[-1]
    ends = [f"{month.year}年{month.month}月" for month in (first, last)]
    return "至".join(dict.fromkeys(ends))


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
    """What each option lacks; of a choice within it the least."""
    for members in options.values():
        alone, choices = [one for one in members if not one.material.group], _choices_within(members)
        least = (min((_left(option, handed_in) for option in one.values()), key=len) for one in choices)
        yield [*_left(alone, handed_in), *(one for lacking in least for one in lacking)]


def _choices_within(members: Iterable[MaterialDue]) -> list[dict[str, list[MaterialDue]]]:
    """The grouped papers among them, by group and then by option."""
    choices: dict[str, dict[str, list[MaterialDue]]] = {}
    for one in members:
        if one.material.group:
            choices.setdefault(one.material.group, {}).setdefault(one.material.option, []).append(one)
    return list(choices.values())


def _left(members: Iterable[MaterialDue], handed_in: Collection[str]) -> list[MaterialDue]:
    return [one for one in members if one.material.code not in handed_in]
