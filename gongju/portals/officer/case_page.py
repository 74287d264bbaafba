"""The case on one screen: verdict, papers, faults, facts with sources, history, and what may be done."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongju.access.actor import Actor
from gongju.actions import judge
from gongju.actions.allowed_moves import Move, moves_of
from gongju.actions.clocks import no_term
from gongju.actions.comparing import differences_of
from gongju.actions.expedite import Wish, wish_of
from gongju.actions.guards.rounds import PLACES
from gongju.actions.hearing import Hearing, hearing_of
from gongju.actions.matter import Matter, matter_of
from gongju.casework import books, clocks, queries
from gongju.casework.models import Case, Finding, HandedIn, VerdictKept
from gongju.employers import queries as employers
from gongju.employers.models import FormerName
from gongju.facts import FactValue
from gongju.permits.differences import Difference
from gongju.portals.officer.desk import Desk, desk_of, four_eyes, is_notice
from gongju.portals.officer.listing import NO_CLOCK, time_left
from gongju.portals.officer.paper_remarks import remarks_of
from gongju.portals.officer.queue import Place, place_of
from gongju.portals.shared.answers import answers_form, questions_of
from gongju.portals.shared.case_words import timeline_of
from gongju.portals.shared.changed import ChangeRow, changes_of, known_text, particulars_since
from gongju.portals.shared.comparisons import ComparisonRow, comparison_rows
from gongju.portals.shared.details import Details, about_of, details_of
from gongju.portals.shared.fault_words import FaultRow, fault_rows
from gongju.portals.shared.files import doc_of
from gongju.portals.shared.papers import PaperRow, paper_rows
from gongju.portals.shared.part_forms import PartForm
from gongju.portals.shared.parts import Doc, Reason, Step
from gongju.portals.shared.verdicts import reasons_of
from gongju.portals.shared.wording import day_text
from gongju.rules.outcome import Outcome
from gongju.rules.verdict import Verdict

PRESSING = (Outcome.UNMET, Outcome.TO_BE_JUDGED, Outcome.NOT_KNOWN, Outcome.MET)
"""What an officer has to look at comes first."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact as known for the verdict."""

    label: str
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Everything the screen shows; nothing here is computed anew that was kept with the case."""

    case: Case
    business: str
    stage: str
    tone: str
    left: str
    on_desk: bool
    kept: VerdictKept | None
    outcome: Outcome | None
    reasons: tuple[Reason, ...]
    former_names: tuple[FormerName, ...]
    asked: tuple[str, ...]
    answers: PartForm
    papers: tuple[PaperRow, ...]
    findings: tuple[Finding, ...]
    faults: tuple[FaultRow, ...]
    settled: tuple[Finding, ...]
    facts: tuple[FactRow, ...]
    comparisons: tuple[ComparisonRow, ...]
    changes: tuple[ChangeRow, ...]
    particulars: tuple[ChangeRow, ...]
    as_handed_in: bool
    differences: tuple[Difference, ...]
    hearing: Hearing | None
    wish: Wish
    details: Details | None
    about: str
    timeline: tuple[Step, ...]
    clock_lines: tuple[str, ...]
    moves: tuple[Move, ...]
    others: tuple[Move, ...]
    notices: frozenset[str]
    four_eyes: tuple[str, ...]
    desk: Desk
    place: Place
    shown: HandedIn | None
    doc: Doc

    @property
    def has_pending(self) -> bool:
        """Whether some paper still waits to be looked at."""
        return any(file.state == "pending" for row in self.papers if not row.at_fault for file in row.files)

    @property
    def held_by(self) -> int:
        """How many comparisons keep the case from passing the review."""
        return sum(row.standing.holds for row in self.comparisons)

    @property
    def tally(self) -> str:
        """How the papers stand, in one line."""
        words = (("fit", "份符合"), ("pending", "份待核验"), ("unfit", "份不符合"), ("missing", "份未交"))
        counted = [(sum(row.state == state for row in self.papers), word) for state, word in words]
        return "，".join(f"{count} {word}" for count, word in counted if count)


def case_page(*, actor: Actor, now: datetime, case: Case, shown: int | None, page: int) -> CasePage:
    """The screen of a case. `shown`: key of the handed-in paper to draw beside it, `page` of it from 1."""
    matter = matter_of(actor=actor, now=now, case=case)
    kept = queries.latest_verdict(case)
    moves = moves_of(matter)
    mine = tuple(move for move in moves if move.mine)
    tone, left = time_left(case, matter.today, books.work_calendar())
    if left == NO_CLOCK and no_term(matter.edition, case.type):
        left = "指南没有写明期限"
    findings = tuple(queries.findings(case))
    replaced = tuple(queries.replaced(case))
    papers = (*matter.handed_in, *replaced)
    seen = next((file for file in papers if file.pk == shown), next(iter(matter.handed_in), None))
    verdict = Verdict.from_json(kept.verdict) if kept else None
    on_desk = matter.procedure.stage(case.stage).turn == "office" and bool(mine)
    questions = questions_of(matter, also=_figures(matter)) if on_desk else ()
    return CasePage(
        case=case,
        business=matter.procedure.title,
        stage=matter.procedure.stage(case.stage).title,
        tone=tone,
        left=left,
        on_desk=on_desk,
        kept=kept,
        outcome=verdict.outcome if verdict else None,
        reasons=_reasons(matter, verdict, on_desk) if verdict else (),
        former_names=employers.former_names(case.employer_id) if case.employer_id else (),
        asked=tuple(one.name for one in questions),
        answers=answers_form(matter, questions),
        papers=paper_rows(matter, replaced),
        findings=tuple(one for one in findings if one.resolved_at is None),
        faults=fault_rows(matter, (one for one in findings if one.resolved_at is None)),
        settled=tuple(one for one in findings if one.resolved_at is not None),
        facts=_facts(matter),
        comparisons=comparison_rows(matter.comparisons),
        changes=changes_of(matter),
        particulars=particulars_since(matter),
        as_handed_in=judge.stands_by_snapshot(case),
        differences=differences_of(matter),
        hearing=hearing_of(matter),
        wish=wish_of(matter),
        details=details_of(matter),
        about=about_of(matter),
        timeline=timeline_of(case, matter.procedure),
        clock_lines=clock_lines(matter),
        moves=mine,
        others=tuple(move for move in moves if not move.mine),
        notices=frozenset(name for name in matter.procedure.transitions if is_notice(matter, name)),
        four_eyes=four_eyes(matter),
        desk=desk_of(matter),
        place=place_of(actor, case.number, matter.today),
        shown=seen,
        doc=_doc(seen, _title(matter, seen), page, remarks_of(actor, seen)),
    )


def _figures(matter: Matter) -> frozenset[str]:
    """What counts when the places asked for are allotted (DC-013, DX-013)."""
    return frozenset(name for one in matter.edition.rounds for name in one.figures if PLACES in matter.held)


def _reasons(matter: Matter, verdict: Verdict, on_desk: bool) -> tuple[Reason, ...]:
    """The criteria, those in the way in front; a decided one carries who decided."""
    decided = {code: f"{row.reason}（{row.by.get_full_name()}）" for code, row in matter.decisions.items()}
    open_ones = [one for one in verdict.criteria if one.code not in decided] if on_desk else []
    extra = {one.code: _acts(matter.case, one.code, one.outcome) for one in open_ones}
    rows = reasons_of(verdict, decided=decided, extra=extra, to_others=True)
    return tuple(sorted(rows, key=lambda row: PRESSING.index(Outcome(row.outcome))))


def _acts(case: Case, code: str, outcome: Outcome) -> SafeString:
    """Links of one criterion: decide on it where it is left to an officer, note a fault otherwise."""
    fault = format_html(
        '<a class="no-print" href="{}?about_kind=criterion&amp;about={}">记问题</a>',
        reverse("officer:finding", args=[case.number]),
        code,
    )
    if outcome is Outcome.MET:
        return SafeString("")
    if outcome is not Outcome.TO_BE_JUDGED:
        return format_html('<p class="row-of">{}</p>', fault)
    decide = f"{reverse('officer:waive', args=[case.number, code])}?seen_round={case.round}"
    return format_html('<p class="row-of"><a class="no-print" href="{}">认定</a> {}</p>', decide, fault)


def _facts(matter: Matter) -> tuple[FactRow, ...]:
    specs = matter.edition.facts
    stated = {fact.name: fact for fact in judge.answered(matter.case.answers, specs)}
    return tuple(
        FactRow(specs[fact.name].label, known_text(matter, fact), _told_by(matter, fact, stated.get(fact.name)))
        for fact in matter.facts
    )


def _told_by(matter: Matter, fact: FactValue, stated: FactValue | None) -> str:
    """The source; of what another office told, which one, and what was answered in the case where that is otherwise."""
    office = matter.told_by_offices.get(fact)
    if office is None:
        return str(fact.source)
    differs = stated is not None and stated.value != fact.value
    return f"{fact.source}：{office.title}{f'；填写的是{known_text(matter, stated)}' if differs else ''}"


def clock_lines(matter: Matter) -> tuple[str, ...]:
    """How the due date came about, one line for each stretch of each legal clock of the case."""
    calendar = books.work_calendar()
    running = set(matter.case.intervals.values_list("clock", flat=True))
    lines: list[str] = []
    for term in matter.edition.terms:
        if term.code not in running:
            continue
        counted = clocks.due(term, queries.stretches(matter.case, term.code), calendar)
        if counted is not None:
            lines += [f"{term.title}（{term.clause}）", *counted.lines]
            lines += [f"到期日：{day_text(counted.day)}"] if counted.day else ["现在暂停，补正交回后继续计算。"]
    return tuple(lines)


def _title(matter: Matter, paper: HandedIn | None) -> str:
    """The paper by the rulebook's name; by its owner's where the rulebook has none."""
    if paper is None:
        return "没有材料"
    titles = {one.code: one.title for one in matter.edition.materials_of(matter.case.type)}
    title = titles.get(paper.material, paper.version.document.title)
    return f"{title}（已换下）" if paper.removed_at else title


def _doc(chosen: HandedIn | None, title: str, page: int, remarks: tuple[str, ...]) -> Doc:
    if chosen is None:
        return Doc(title=title, why_not="这项业务还没有交材料。")
    key = chosen.pk
    return doc_of(
        chosen.version,
        portal="officer",
        title=title,
        page=page,
        here=lambda at: f"?paper={key}&page={at}#doc",
        remarks=remarks,
    )
