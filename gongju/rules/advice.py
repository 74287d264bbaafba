"""What would make the answer yes: all reasons at once, the cheapest changes, the first day by time alone.

Every plan was tried: with its changes made the verdict is no longer a refusal. Where an officer decides it says so.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count

from .facts import Facts, FactSpec, FactValue
from .functions import moved
from .outcome import UNMET, Outcome
from .repairs import Changes, cost_of, repairs
from .scalar import Prepared
from .units import Kind
from .verdict import CriterionResult, Judged, Verdict, assess
from .waiting import NOTHING, Waiting
from .wording import day_text, fact_text

PLANS = 4
"""So many plans are told."""
TRIES = 120
"""So many sets of changes are tried."""
DAYS_TRIED = 6
"""So many later days are tried together with changes."""
HORIZON_MONTHS = 120
"""How far ahead waiting is looked into."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact to change, in words; `fact` is "on" for a day to wait for."""

    fact: str
    label: str
    from_text: str
    to_text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes that together turn a refusal, and what the verdict is then."""

    changes: tuple[Change, ...]
    cost: Decimal
    outcome: Outcome
    ways: tuple[Mapping[str, FactValue], ...]
    """The changed facts with their new held values; several where one of them may be this or that option."""
    on: date
    """The day on which it holds: the day asked about, or one to wait for."""


@dataclass(frozen=True, slots=True)
class Advice:
    """For one verdict: what stands in the way, plans (cheapest first), the first day by time alone, who decides."""

    unmet: tuple[CriterionResult, ...]
    plans: tuple[Plan, ...]
    first_day: date | None
    first_day_reason: str
    officer: str | None


def advise(edition: Judged, *, business: str, on: date, facts: Facts) -> Advice:
    """Advice on the day for the facts given; no plans where the answer is not a refusal."""
    verdict = assess(edition, business, on, facts)
    waiting = _waiting(edition, business, on, facts)
    first_day = _first_day(waiting, verdict.outcome)
    plans = _plans(waiting, first_day) if verdict.outcome is Outcome.UNMET else ()
    return Advice(
        unmet=_in_the_way(verdict),
        plans=plans,
        first_day=first_day,
        first_day_reason=_day_reason(waiting, first_day, verdict.outcome),
        officer=_officer(verdict),
    )


def _waiting(edition: Judged, business: str, on: date, facts: Facts) -> Waiting:
    return Waiting(
        edition.rule_set(business, on),
        facts,
        moved(on, HORIZON_MONTHS),
        lambda day: edition.rule_set(business, day),
        edition.figure_days,
    )


def _in_the_way(verdict: Verdict) -> tuple[CriterionResult, ...]:
    """Unmet criteria; the pathways only where none is open."""
    ways = [found for found in verdict.criteria if found.kind == "pathway"]
    closed = all(found.outcome is Outcome.UNMET for found in ways)
    return tuple(found for found in verdict.of(Outcome.UNMET) if found.kind != "pathway" or closed)


def _first_day(waiting: Waiting, now: Outcome) -> date | None:
    """The first later day that is better than a refusal; where an officer decides now, the first that needs none."""
    if now is Outcome.UNMET:
        return waiting.first_day(lambda outcome: outcome in (Outcome.MET, Outcome.TO_BE_JUDGED))
    if now is Outcome.TO_BE_JUDGED:
        return waiting.first_day(lambda outcome: outcome is Outcome.MET)
    return None


def _day_reason(waiting: Waiting, day: date | None, now: Outcome) -> str:
    """What time brings by that day; without such a day, when a refusal ends while the rest is not known."""
    found = day
    if found is None and now is Outcome.UNMET:
        found = waiting.first_day(lambda outcome: outcome is not Outcome.UNMET)
    if found is None:
        return ""
    gained = _gained(waiting, found)
    if not gained:
        return ""
    rest = "其他情况要保持不变。" if day else "还没有填的情况要另看。"
    return f"到{day_text(found)}，达到：{'、'.join(gained)}。{rest}"


def _gained(waiting: Waiting, day: date) -> list[str]:
    """The criteria that time turns for the better by the day."""
    before, later = waiting.outcomes(waiting.on, NOTHING), waiting.outcomes(day, NOTHING)
    items = zip(waiting.rule_set.criteria, before, later, strict=True)
    return [criterion.title for criterion, old, new in items if old < new]


def _officer(verdict: Verdict) -> str | None:
    titles = [found.title for found in verdict.of(Outcome.TO_BE_JUDGED)]
    return f"这些由经办人员判断，系统不能替他们决定：{'、'.join(titles)}。" if titles else None


def _plans(waiting: Waiting, first_day: date | None) -> tuple[Plan, ...]:
    """Plans for today; where neither they nor time alone will do, for the first later day on which there are."""
    today = _plans_on(waiting, waiting.on)
    if today or first_day is not None:
        return today
    later = (_plans_on(waiting, day) for day in waiting.turning_days[:DAYS_TRIED])
    return next((plans for plans in later if plans), ())


def _plans_on(waiting: Waiting, day: date) -> tuple[Plan, ...]:
    """The cheapest plans for a day; those that differ in the option of one choice are one."""
    groups: dict[Hashable, list[_Found]] = {}
    for found in _search(waiting, day):
        if not found.changes:
            return ()  # waiting alone ends the refusal: that is told as a day, not as a plan
        key = _alike(waiting.rule_set.facts, found)
        if key not in groups and len(groups) == PLANS:
            break
        groups.setdefault(key, []).append(found)
    return tuple(_plan(waiting, day, group) for group in groups.values())


@dataclass(frozen=True, slots=True)
class _Found:
    """One set of changes that flips the verdict."""

    changes: Mapping[str, FactValue]
    cost: Decimal
    outcome: Outcome


def _alike(specs: Mapping[str, FactSpec], found: _Found) -> Hashable:
    """What plans have in common that may be told as one: all but the option of their only choice."""
    choices = [name for name in found.changes if specs[name].value_type.kind is Kind.CHOICE]
    rest = frozenset((name, value) for name, value in found.changes.items() if choices != [name])
    return rest, tuple(choices), found.outcome


def _search(waiting: Waiting, day: date) -> Iterator[_Found]:
    """Changes that flip the verdict, in the order of their cost; none contains another.

    The cheapest set of changes not yet tried is tried; while it is still refused, each way to mend the first criterion
    in its way gives a further set.
    """
    specs = waiting.rule_set.facts
    order = count()
    heap: list[tuple[Decimal, int, int, dict[str, FactValue]]] = [(Decimal(0), 0, next(order), {})]
    tried: set[frozenset[tuple[str, FactValue]]] = set()
    found: list[Changes] = []
    while heap and len(tried) < TRIES:
        cost, _, _, changes = heappop(heap)
        key = frozenset(changes.items())
        if key in tried or any(plan.items() <= changes.items() for plan in found):
            continue
        tried.add(key)
        outcome = waiting.outcome(day, changes)
        if outcome is Outcome.UNMET:
            for more in _further(waiting, day, changes):
                heappush(heap, (cost_of(more, specs), len(more), next(order), more))
        elif _minimal(waiting, day, changes):
            found.append(changes)
            yield _Found(changes, cost, outcome)


def _further(waiting: Waiting, day: date, changes: Changes) -> Iterator[dict[str, FactValue]]:
    """The changes with each way to mend the first thing in their way."""
    told = waiting.facts_on(day)
    outcomes = waiting.outcomes(day, changes)
    for more in _mending(waiting.items_on(day), outcomes, {**told, **changes}):
        grown = {**changes, **more}
        if more and not any(told.get(name) == value for name, value in grown.items()):
            yield grown


def _minimal(waiting: Waiting, day: date, changes: Changes) -> bool:
    """Whether each change is needed."""
    for name in changes:
        fewer = {other: value for other, value in changes.items() if other != name}
        if waiting.outcome(day, fewer) is not Outcome.UNMET:
            return False
    return True


def _mending(items: Sequence[Prepared], outcomes: Sequence[int], facts: Facts) -> Iterator[Changes]:
    pairs = list(zip(items, outcomes, strict=True))
    for item, outcome in pairs:
        if item.criterion.kind != "pathway" and outcome == UNMET:
            yield from _mended(item, facts)
            return
    for item, _ in pairs:
        if item.criterion.kind == "pathway":
            yield from _mended(item, facts)


def _mended(item: Prepared, facts: Facts) -> Iterator[Changes]:
    """Ways to bring one criterion out of UNMET: its rule, or one of its readings, turned."""
    for tree in item.trees:
        yield from repairs(tree, item.when_false == UNMET, facts)


def _plan(waiting: Waiting, day: date, group: Sequence[_Found]) -> Plan:
    facts, specs, first = waiting.facts_on(day), waiting.rule_set.facts, group[0]
    told = [_change(specs[name], facts.get(name), [found.changes[name] for found in group]) for name in first.changes]
    if day > waiting.on:
        told.insert(0, _wait(waiting.on, day))
    return Plan(tuple(told), first.cost, first.outcome, tuple(dict(found.changes) for found in group), day)


def _wait(on: date, day: date) -> Change:
    return Change("on", "等待", day_text(on), day_text(day), f"等到{day_text(day)}")


def _change(spec: FactSpec, before: FactValue | None, after: Sequence[FactValue]) -> Change:
    to_texts = list(dict.fromkeys(fact_text(spec, value) for value in after))
    from_text = "" if before is None else fact_text(spec, before)
    sentence = _sentence(spec, before, after[0], from_text, to_texts)
    return Change(spec.name, spec.label, from_text, "、".join(to_texts), sentence)


def _sentence(
    spec: FactSpec, before: FactValue | None, after: FactValue, from_text: str, to_texts: Sequence[str]
) -> str:
    if before is None:
        return f"{spec.label}：{'或'.join(to_texts)}"
    if spec.value_type.kind is Kind.QUANTITY:
        verb = "提高到" if after > before else "降到"  # type: ignore[operator]
        return f"{spec.label}从 {from_text} {verb} {to_texts[0]}"
    return f"{spec.label}由“{from_text}”变为{'或'.join(f'“{text}”' for text in to_texts)}"
