"""Working the examples of an edition: what does not come out as the file says, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .calendar import WorkCalendar
from .cautions import cautions_for
from .edition import Edition
from .entries import QuotaRound
from .facts import Facts
from .given import read_facts
from .materials import MaterialDue, materials_due, missing_materials
from .paper_faults import paper_faults
from .rounds import last_day_of_places, next_round, round_on
from .terms import is_late, term_date
from .verdict import Verdict, assess
from .worked import CriterionExample, Date, Example


def facts_of_example(edition: Edition, example: Example | CriterionExample) -> Facts:
    """The base person of the business with the example's facts over it. FactFaults for a fact that cannot be read."""
    base = edition.bases.get(example.business)
    alone = isinstance(example, Example) and example.alone
    start: Mapping[str, object] = {} if base is None or alone else base.facts
    given = {**start, **example.facts}
    return read_facts(edition.facts, {name: value for name, value in given.items() if name not in example.without})


def criterion_failure(edition: Edition, example: CriterionExample) -> str | None:
    """What is wrong with a one-line example of a criterion; None when it comes out."""
    base = edition.bases.get(example.business)
    on = example.on or (base.on if base else edition.in_force)
    verdict = assess(edition, example.business, on, facts_of_example(edition, example))
    found = {one.code: one.outcome.value for one in verdict.criteria}.get(example.criterion)
    return None if found == example.outcome else f"{example.criterion}：应为 {example.outcome}，得到 {found}"


def failures(edition: Edition, example: Example, calendar: WorkCalendar) -> tuple[str, ...]:
    """Everything that does not come out as the example says."""
    return (
        *_verdict_failures(edition, example),
        *_caution_failures(edition, example),
        *_paper_list_failures(edition, example),
        *_paper_failures(edition, example),
        *_term_failures(edition, example, calendar),
        *_round_failures(edition, example, calendar),
    )


def _verdict_failures(edition: Edition, example: Example) -> Iterator[str]:
    wanted = example.expect
    verdict = assess(edition, example.business, example.on, facts_of_example(edition, example))
    if wanted.outcome is not None and verdict.outcome.value != wanted.outcome:
        yield f"结论应为 {wanted.outcome}，得到 {verdict.outcome.value}"
    if wanted.unmet is not None:
        yield from _differing("不符合的", wanted.unmet, _codes(verdict, "unmet"))
    for outcome, codes in (("met", wanted.met), ("to_be_judged", wanted.to_be_judged)):
        for code in set(codes) - _codes(verdict, outcome):
            yield f"{code} 应为 {outcome}"
    if wanted.standard and not any(wanted.standard in one.standard for one in verdict.criteria):
        yield f"没有一条的标准写着 {wanted.standard}"


def _codes(verdict: Verdict, outcome: str) -> set[str]:
    """Codes of the criteria with that outcome; a pathway that fails stands in nobody's way by itself."""
    return {
        one.code
        for one in verdict.criteria
        if one.outcome.value == outcome and not (outcome == "unmet" and one.kind == "pathway")
    }


def _differing(what: str, wanted: Iterable[str], found: Iterable[str]) -> Iterator[str]:
    if set(wanted) != set(found):
        yield f"{what}应为 {'、'.join(sorted(wanted)) or '无'}，得到 {'、'.join(sorted(found)) or '无'}"


def _caution_failures(edition: Edition, example: Example) -> Iterator[str]:
    if example.expect.cautions is not None:
        facts = facts_of_example(edition, example)
        told = cautions_for(edition, business=example.business, facts=facts, on=example.on)
        yield from _differing("提醒", example.expect.cautions, (one.caution.code for one in told))


def _paper_list_failures(edition: Edition, example: Example) -> Iterator[str]:
    wanted = example.expect
    facts = facts_of_example(edition, example)
    due = materials_due(edition, business=example.business, facts=facts, on=example.on, pathway=example.pathway)
    codes = {one.material.code for one in due if one.certain}
    for code in set(wanted.due) - codes:
        yield f"应当要交 {code}"
    for code in set(wanted.not_due) & {one.material.code for one in due}:
        yield f"不应当要交 {code}"
    if wanted.missing is not None:
        lacking = missing_materials(due, example.handed_in or ())
        yield from _differing("还缺的", wanted.missing, (one.material.code for one in lacking))
    if wanted.months is not None and wanted.months not in _windows(due):
        yield f"没有一份材料要覆盖 {wanted.months} 个月"
    found = {one.material.code: (one.months[0], one.months[-1]) for one in due if one.months}
    for code, months in wanted.covers.items():
        if found.get(code) != months:
            yield f"{code} 应覆盖 {months[0]:%Y-%m} 至 {months[1]:%Y-%m}，得到 {found.get(code)}"


def _windows(due: Iterable[MaterialDue]) -> set[int]:
    return {len(one.months) for one in due if one.months}


def _paper_failures(edition: Edition, example: Example) -> Iterator[str]:
    if example.paper is None or example.expect.faults is None:
        return
    found = paper_faults(edition.material(example.material), example.paper, example.on)
    yield from _differing("材料的问题", example.expect.faults, (one.code for one in found))


def _term_failures(edition: Edition, example: Example, calendar: WorkCalendar) -> Iterator[str]:
    for one in example.dates:
        yield from _date_failures(edition, one, calendar)
    if not example.term or example.event is None:
        return
    wanted, term = example.expect, edition.term(example.term)
    if wanted.day is not None:
        yield from _date_failures(edition, Date(example.term, example.event, wanted.day, wanted.provisional), calendar)
    if wanted.late is not None and is_late(term, example.event, example.on, calendar) != wanted.late:
        yield f"{term.title}{'应当' if wanted.late else '不应当'}算逾期"


def _date_failures(edition: Edition, wanted: Date, calendar: WorkCalendar) -> Iterator[str]:
    term = edition.term(wanted.term)
    found = term_date(term, wanted.event, calendar)
    if (found.date, found.provisional) != (wanted.day, wanted.provisional):
        tail = "（暂定）" if found.provisional else ""
        yield f"{term.title}应为 {wanted.day}，得到 {found.date}{tail}"


def _round_failures(edition: Edition, example: Example, calendar: WorkCalendar) -> Iterator[str]:
    if not example.round:
        return
    wanted, entry = example.expect, edition.round(example.round)
    found, following = round_on(entry, example.on, calendar), next_round(entry, example.on, calendar)
    if wanted.open is not None and found.is_open(example.on) != wanted.open:
        yield f"{entry.title}这一天{'应当' if wanted.open else '不应当'}可以申报"
    days = {name: getattr(found, name) for name in ("opens", "closes", "decided_from", "decided")}
    days |= {"next_opens": following.opens, "next_closes": following.closes}
    for name, reached in days.items():
        day = getattr(wanted, name)
        if day is not None and (reached is None or reached.day != day):
            yield f"{entry.title}的 {name} 应为 {day}，得到 {reached and reached.day}"
    yield from _places_failures(entry, example)


def _places_failures(entry: QuotaRound, example: Example) -> Iterator[str]:
    last = last_day_of_places(entry, example.granted) if example.granted else None
    wanted = example.expect
    if wanted.places_to not in (None, last):
        yield f"指标应到 {wanted.places_to} 为止，得到 {last}"
    if wanted.usable is not None and (last is None or wanted.usable != (example.on <= last)):
        yield f"指标这一天{'应当' if wanted.usable else '不应当'}可用"
