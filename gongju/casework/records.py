"""Writing a case: opened, filled, moved once from where it was seen, timed, decided. Called by actions alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q

from gongju.casework import books
from gongju.casework.clocks import Due
from gongju.casework.models import CalendarDay, Case, CaseNumber, Interval, Snapshot, Step, VerdictKept
from gongju.casework.numbers import next_number
from gongju.errors import MovedOn, Refusal
from gongju.facts import FactValue, fact_as_json
from gongju.journal.refs import ActorRef


class Marks(TypedDict, total=False):
    """What a step may set on the case besides its stage."""

    submitted_at: datetime
    accepted_at: datetime
    round: int
    assigned_to_id: int | None
    territorial_office_id: int | None


def open_case(
    *,
    now: datetime,
    type: str,
    authority: str,
    prefix: str,
    person_id: int | None,
    employer_id: int | None,
    stage: str,
    exclusive: bool,
    procedure_digest: str,
    started_by: str = Case.Starter.APPLICANT,
    asked_by_id: int | None = None,
) -> Case:
    """A new case with its number (prefix, year, seven digits) (CY-Q89).

    Refusal `case.one_open` when the person has an open exclusive case, or the employer an open one of this type.
    """
    try:
        with transaction.atomic():
            return Case.objects.create(
                number=f"{prefix}{now.year}{next_number(CaseNumber, prefix=prefix, year=now.year):07d}",
                type=type,
                authority=authority,
                person_id=person_id,
                employer_id=employer_id,
                stage=stage,
                started_by=started_by,
                exclusive=exclusive,
                asked_by_id=asked_by_id,
                procedure=books.procedure_row(procedure_digest),
                opened_at=now,
            )
    except IntegrityError as error:
        raise _one_open(error, type, person_id, employer_id, asked_by_id) from error


def _one_open(
    error: IntegrityError, kind: str, person_id: int | None, employer_id: int | None, asked_by_id: int | None
) -> Exception:
    """The refusal that tells which case is in the way; the database's own error when none is."""
    if asked_by_id is not None:
        others = Case.objects.filter(asked_by_id=asked_by_id, open=True)
    elif person_id is not None:
        others = Case.objects.filter(person_id=person_id, open=True, exclusive=True)
    else:
        mine = Q(employer_id=employer_id)
        others = Case.objects.filter(mine, person__isnull=True, asked_by__isnull=True, type=kind, open=True)
    number = others.values_list("number", flat=True).first()
    if number is None:
        return error
    return Refusal("case.one_open", f"已有一项业务在办（{number}）。", do="请先办完或者撤回那一项，再发起新的业务。")


def hold(number: str) -> None:
    """Keep other writers from the case until this transaction ends: read after this, it is as it is now.

    SQLite's transaction holds everything already.
    """
    if connection.features.has_select_for_update:
        Case.objects.select_for_update().filter(number=number).values_list("pk", flat=True).first()


def save_answers(case: Case, answers: Mapping[str, object]) -> Case:
    """Keep the answers as typed ({fact name: text, true/false or list}), also wrong ones. MovedOn once closed."""
    changed = Case.objects.filter(pk=case.pk, open=True).update(answers=dict(answers), version=F("version") + 1)
    if not changed:
        raise MovedOn(where=case.number)
    case.refresh_from_db(fields=["answers", "version"])
    return case


def step(
    case: Case,
    *,
    now: datetime,
    seen_stage: str,
    to_stage: str,
    name: str,
    actor: ActorRef,
    reason: str = "",
    outcome: str = "",
    acknowledged: Sequence[str] = (),
    **marks: Unpack[Marks],
) -> Case:
    """Move the case if it still stands, open, where it was seen; with `outcome` it ends there. Else MovedOn.

    One update that must hit one row: of several callers who saw the same stage, one wins.
    """
    ending: dict[str, object] = {}
    if outcome:
        ending = {"open": False, "outcome": outcome, "decided_at": now, "due_on": None, "paused_since": None}
    if not _write(case, stage=to_stage, **ending, **marks, _seen={"stage": seen_stage, "open": True}):
        raise MovedOn(where=case.number)
    Step.objects.create(
        case=case,
        at=now,
        name=name,
        from_stage=seen_stage,
        to_stage=to_stage,
        actor_kind=actor.kind,
        actor_id=actor.id,
        reason=reason,
        acknowledged=list(acknowledged),
    )
    if outcome:
        Interval.objects.filter(case=case, stopped_at__isnull=True).update(stopped_at=now, stopped_why="办结")
    return case


def _write(case: Case, *, _seen: Mapping[str, object] = MappingProxyType({}), **columns: Any) -> bool:
    """Write columns where the row is as `_seen`, and on the case at hand too; False when it is not."""
    if not Case.objects.filter(pk=case.pk, **_seen).update(**columns):
        return False
    for name, value in columns.items():
        setattr(case, name, value)
    return True


def keep_edition(case: Case, digest: str) -> Case:
    """Tie the case to the rulebook of its first submission; a case that has one keeps it."""
    if not _write(case, rulebook=books.rulebook_row(digest), _seen={"rulebook": None}):
        case.refresh_from_db(fields=["rulebook"])
    return case


def set_employer(case: Case, employer_id: int) -> Case:
    """Name the employer through which the person's case goes."""
    Case.objects.filter(pk=case.pk, open=True).update(employer_id=employer_id)
    case.refresh_from_db(fields=["employer"])
    return case


def move_drafts(employer_id: int, *, authority: str, businesses: Collection[str]) -> int:
    """Let what the employer and its staff never handed in go to another district; gives how many.

    A draft of a business that is none of the other district's `businesses` stays where it is, to be withdrawn.
    """
    drafts = Case.objects.filter(employer_id=employer_id, open=True, submitted_at__isnull=True, type__in=businesses)
    return drafts.exclude(authority=authority).update(authority=authority)


def assign(case: Case, user_id: int | None) -> Case:
    """Give the case to one officer, or to nobody in particular."""
    Case.objects.filter(pk=case.pk, open=True).update(assigned_to_id=user_id)
    case.refresh_from_db(fields=["assigned_to"])
    return case


def start_clock(case: Case, *, clock: str, now: datetime, why: str) -> None:
    """Let a clock run (again) from now; one that runs goes on."""
    Interval.objects.get_or_create(case=case, clock=clock, stopped_at=None, defaults={"started_at": now, "why": why})


def stop_clock(case: Case, *, clock: str, now: datetime, why: str) -> None:
    """Let a clock stand still from now; one that stands goes on standing."""
    running = Interval.objects.filter(case=case, clock=clock, stopped_at__isnull=True)
    running.update(stopped_at=now, stopped_why=why)


def set_due(case: Case, due: Due | None, *, now: datetime) -> Case:
    """Write where the legal clock stands: its day, or since when it is paused, or that none runs."""
    paused = due is not None and due.is_paused
    _write(
        case,
        due_on=due.day if due else None,
        due_provisional=bool(due and due.provisional),
        paused_since=(case.paused_since or now) if paused else None,
    )
    return case


def take_snapshot(
    case: Case,
    *,
    now: datetime,
    facts: Sequence[FactValue],
    profile: Mapping[str, object],
    employer: Mapping[str, object],
) -> Snapshot:
    """Keep what is known at this submission, for the case's current round."""
    return Snapshot.objects.create(
        case=case,
        at=now,
        round=case.round,
        facts=[fact_as_json(fact) for fact in facts],
        profile=dict(profile),
        employer=dict(employer),
    )


def keep_verdict(
    case: Case,
    *,
    now: datetime,
    moment: str,
    edition_digest: str,
    facts: Sequence[FactValue],
    verdict: Mapping[str, object],
    outcome: str,
) -> VerdictKept:
    """Keep a verdict with the facts it saw, so that it is shown from here and can be run again."""
    return VerdictKept.objects.create(
        case=case,
        at=now,
        moment=moment,
        edition_digest=edition_digest,
        facts=[fact_as_json(fact) for fact in facts],
        verdict=dict(verdict),
        outcome=outcome,
    )


def set_calendar_day(day: date, *, working: bool, note: str = "", document: str = "") -> None:
    """Enter one day of the yearly notice; later entries of the same day replace earlier ones."""
    CalendarDay.objects.update_or_create(day=day, defaults={"working": working, "note": note, "document": document})
