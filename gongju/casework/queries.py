"""Reading cases: lists with a bounded number of queries, the parts of one case, and how they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from gongju.casework.clocks import Stretch
from gongju.casework.models import (
    Case,
    Correction,
    Expedite,
    Finding,
    HandedIn,
    Interval,
    Snapshot,
    Step,
    VerdictKept,
    Waiver,
)
from gongju.clock import BEIJING
from gongju.errors import NotFound

OVERDUE, PAUSED, DUE, UNTIMED = "overdue", "paused", "due", "untimed"


def by_number(number: str) -> Case:
    """The case of that number with its persons, books and employer, in one query. NotFound if there is none."""
    found = with_names(Case.objects.filter(number=number)).first()
    if found is None:
        raise NotFound("这项业务")
    return found


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with whatever a list or a page names, so that no row asks again."""
    return with_books(cases).select_related("person", "employer", "assigned_to", "expedite")


def with_books(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with the digests of their books. The texts stay behind: they would be most of what a row weighs."""
    named = cases.select_related("rulebook", "procedure")
    return named.defer("rulebook__text", "rulebook__sources", "procedure__text")


def of_person(person_id: int) -> QuerySet[Case]:
    """A person's cases, newest first."""
    return with_names(Case.objects.filter(person_id=person_id)).order_by("-opened_at", "-pk")


def of_employer(employer_id: int) -> QuerySet[Case]:
    """An employer's cases, its own and those of its staff, newest first."""
    return with_names(Case.objects.filter(employer_id=employer_id)).order_by("-opened_at", "-pk")


def open_exclusive(person_id: int) -> Case | None:
    """The one open case that keeps the person from opening another."""
    return with_books(Case.objects.filter(person_id=person_id, open=True, exclusive=True)).first()


def open_here(person_id: int, employer_id: int) -> list[str]:
    """The numbers of the person's open cases at an employer, oldest first."""
    found = Case.objects.filter(person_id=person_id, employer_id=employer_id, open=True)
    return list(found.order_by("pk").values_list("number", flat=True))


def open_of_employer_itself(employer_id: int) -> QuerySet[Case]:
    """The open cases that are an employer's own business: not its staff's, nor what a login asks that is not filed."""
    own = Case.objects.filter(employer_id=employer_id, open=True, person__isnull=True, asked_by__isnull=True)
    return with_books(own)


def handed_in_elsewhere(employer_id: int, authority: str) -> list[Case]:
    """The open cases of an employer and its staff that were handed in to other districts, oldest first."""
    theirs = Case.objects.filter(employer_id=employer_id, open=True, submitted_at__isnull=False)
    return list(theirs.exclude(authority=authority).order_by("opened_at", "pk"))


def type_of(number: str) -> str:
    """The type of the case of that number; "" if there is none."""
    return Case.objects.filter(number=number).values_list("type", flat=True).first() or ""


def asked_authorities(employer_id: int) -> frozenset[str]:
    """The districts that the employer's own open cases go to."""
    return frozenset(open_of_employer_itself(employer_id).values_list("authority", flat=True))


def standing_on(cases: QuerySet[Case], on: date) -> QuerySet[Case]:
    """The cases with `standing` on a day: overdue, paused, due or untimed. A provisional date makes nothing overdue."""
    return cases.annotate(standing=_standing(on))


def _standing(on: date) -> models.Case:
    return models.Case(
        When(open=False, then=Value(UNTIMED)),
        When(paused_since__isnull=False, then=Value(PAUSED)),
        When(due_on__isnull=True, then=Value(UNTIMED)),
        When(due_on__lt=on, due_provisional=False, then=Value(OVERDUE)),
        default=Value(DUE),
        output_field=models.CharField(),
    )


def standing(case: Case, on: date) -> str:
    """The same of one case in Python."""
    if not case.open:
        return UNTIMED
    if case.paused_since is not None:
        return PAUSED
    if case.due_on is None:
        return UNTIMED
    return OVERDUE if case.due_on < on and not case.due_provisional else DUE


def work_list(cases: QuerySet[Case], on: date) -> QuerySet[Case]:
    """Open cases as they press: expedited ones by the day they are needed (AMB-93), then by due date.

    Cases without a due date come last.
    """
    return standing_on(with_names(cases.filter(open=True)), on).order_by(
        F("expedite__needed_by").asc(nulls_last=True), F("due_on").asc(nulls_last=True), "opened_at", "pk"
    )


def tally(cases: QuerySet[Case], on: date) -> dict[str, int]:
    """How many of the open cases are overdue, paused, due and untimed on a day, in one query."""
    standings = cases.filter(open=True).order_by().annotate(standing=_standing(on)).values("standing")
    counted = {row["standing"]: row["cases"] for row in standings.annotate(cases=Count("pk"))}
    return {name: counted.get(name, 0) for name in (OVERDUE, DUE, PAUSED, UNTIMED)}


def steps(case: Case) -> list[Step]:
    """The timeline, oldest first."""
    return list(case.steps.all())


def stretches(case: Case, clock: str) -> list[Stretch]:
    """When a clock of the case ran, by Beijing's days, oldest first."""
    return [stretch_of(row) for row in Interval.objects.filter(case=case, clock=clock)]


def stretches_by_clock(case: Case) -> dict[str, list[Stretch]]:
    """The same of every clock of the case that ever ran, in one query."""
    found: dict[str, list[Stretch]] = {}
    for row in Interval.objects.filter(case=case):
        found.setdefault(row.clock, []).append(stretch_of(row))
    return found


def stretch_of(row: Interval) -> Stretch:
    """One stored interval as the clock counts it."""
    stopped = row.stopped_at.astimezone(BEIJING).date() if row.stopped_at else None
    return Stretch(row.started_at.astimezone(BEIJING).date(), stopped, row.why, row.stopped_why)


def handed_in(case: Case) -> QuerySet[HandedIn]:
    """The papers that count now, with their files."""
    return case.handed_in.filter(removed_at__isnull=True).select_related("version__document")


def taken_back_since(case: Case, moment: datetime) -> QuerySet[HandedIn]:
    """The papers taken out of the case after a moment, for whoever asks what lay in a place before."""
    return case.handed_in.filter(removed_at__gt=moment).select_related("version__document")


def replaced(case: Case) -> QuerySet[HandedIn]:
    """The papers that lay in the case when it was sent back for correction and were taken out since, oldest first."""
    seen = Correction.objects.filter(case=case, issued_at__gte=OuterRef("at"), issued_at__lt=OuterRef("removed_at"))
    return case.handed_in.filter(Exists(seen)).select_related("version__document")


def findings(case: Case, *, open_only: bool = False) -> QuerySet[Finding]:
    """The faults officers found, oldest first, each with `told`: whether a notice of its round has gone out."""
    found = case.findings.select_related("by").annotate(told=_told())
    return found.filter(resolved_at__isnull=True) if open_only else found


def _told() -> Exists:
    """Whether the parties were told of a fault: an office notes faults one by one and tells them all at once."""
    return Exists(Correction.objects.filter(case=OuterRef("case"), round=OuterRef("round")))


def snapshots(case: Case) -> list[Snapshot]:
    """What was handed in, one for each submission, oldest first."""
    return list(case.snapshots.all())


def latest_snapshot(case: Case) -> Snapshot | None:
    """What was handed in last; None for a draft."""
    return case.snapshots.last()


def latest_verdict(case: Case, moment: str = "") -> VerdictKept | None:
    """The verdict given last, or last at that moment."""
    given = case.verdicts.filter(moment=moment) if moment else case.verdicts.all()
    return given.last()


def waived(case: Case) -> dict[str, Waiver]:
    """Decisions not to require a soft criterion, by criterion."""
    return {row.criterion: row for row in case.waivers.select_related("by")}


def with_provisional_dates() -> Iterable[Case]:
    """Open cases whose due date must be counted anew when a calendar year is published."""
    return with_names(Case.objects.filter(open=True).filter(Q(due_provisional=True))).order_by("pk").iterator(500)


def expedite_of(case: Case) -> Expedite | None:
    """By which day the case is needed, where somebody asked."""
    return Expedite.objects.filter(case=case).first()


def unanswered() -> QuerySet[Correction]:
    """The corrections that were to be answered by some day and are not, of cases still open, oldest first."""
    waiting = Correction.objects.filter(answered_at__isnull=True, due_on__isnull=False, case__open=True)
    return waiting.select_related("case").order_by("due_on", "pk")


def opinions(case_ids: Iterable[int]) -> dict[int, str]:
    """What an office said last on each case: its open faults as told, else the reason of its last step. Two queries."""
    keys = list(case_ids)
    by_office = Step.objects.filter(case_id__in=keys, actor_kind="user").exclude(reason="").order_by("at", "pk")
    said = dict(by_office.values_list("case_id", "reason"))
    faults: dict[int, list[str]] = {}
    open_ones = Finding.objects.filter(_told(), case_id__in=keys, resolved_at__isnull=True)
    for case_id, text in open_ones.values_list("case_id", "text"):
        faults.setdefault(case_id, []).append(text)
    return said | {case_id: "；".join(texts) for case_id, texts in faults.items()}
