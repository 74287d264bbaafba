"""What must hold after any walk, whoever did what: each check yields a sentence for what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Count, F, Q

from gongju.actions import judge
from gongju.appointments.models import Booking, Slot
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case, Interval, Step, VerdictKept
from gongju.employers.models import Employment
from gongju.journal.models import Link
from gongju.journal.queries import verify
from gongju.journal.refs import SubjectRef
from gongju.outbox.models import Task
from gongju.permits.life import LifeDays, days_after, line_of, state_as_known
from gongju.permits.models import Permit
from gongju.permits.queries import OUTLIVED
from gongju.permits.state import State, state_on, with_state
from gongju.permits.verification import verify as shown_to_strangers
from gongju.quota.models import Lot, Movement, QuotaRequest, Round
from gongju.quota.queries import counters_by_movements
from gongju.rules.procedure import did_other_part
from gongju.rules.verdict import Verdict

AT_WORK = (State.VALID, State.FROZEN, State.RENEWING, State.NOT_YET)


def broken(now: datetime, since: datetime) -> Iterator[str]:
    """Everything broken now; of what only grows, what was written after `since` is looked at."""
    today = now.date()
    yield from _cases(since)
    yield from _people(today)
    yield from _lots()
    yield from _rounds()
    yield from _slots()
    yield from _permits(today)
    yield from _clocks()
    yield from _verdicts(since)
    yield from _chains(since)
    yield from _outbox()


def _cases(since: datetime) -> Iterator[str]:
    twice = Case.objects.filter(open=True, exclusive=True).values("person").annotate(n=Count("pk")).filter(n__gt=1)
    yield from (f"person {one['person']} has {one['n']} open exclusive cases" for one in twice)
    moved = Step.objects.filter(at__gte=since).values("case")
    for case in casework.with_books(Case.objects.filter(Q(pk__in=moved) | Q(opened_at__gte=since))):
        yield from _case(case)


def _case(case: Case) -> Iterator[str]:
    procedure = books.procedure_by_digest(case.procedure.digest)
    if case.stage not in procedure.stages:
        yield f"{case.number} stands at {case.stage}, which {case.type} has not"
        return
    stage, steps = procedure.stage(case.stage), casework.steps(case)
    if case.open == stage.is_final or case.outcome != stage.outcome:
        yield f"{case.number} at {case.stage}: open {case.open}, outcome {case.outcome!r}"
    for one, following in pairwise(steps):
        if one.to_stage != following.from_stage:
            yield f"{case.number}: {one.name} led to {one.to_stage}, {following.name} began at {following.from_stage}"
    if steps and steps[-1].to_stage != case.stage:
        yield f"{case.number} stands at {case.stage}, its last step led to {steps[-1].to_stage}"
    yield from _four_eyes(case, steps)


def _four_eyes(case: Case, steps: list[Step]) -> Iterator[str]:
    procedure = books.procedure_by_digest(case.procedure.digest)
    for index, step in enumerate(steps):
        chosen = procedure.transitions[step.name]
        if step.from_stage not in chosen.sources:
            yield f"{case.number}: {step.name} was made from {step.from_stage}"
        earlier = [(one.name, f"{one.actor_kind}:{one.actor_id}") for one in steps[:index]]
        if did_other_part(chosen, f"{step.actor_kind}:{step.actor_id}", earlier):
            yield f"{case.number}: {step.name} by who did {chosen.other_than}"


def _people(today: date) -> Iterator[str]:
    linked = Employment.objects.filter(state="confirmed").values("person").annotate(n=Count("pk")).filter(n__gt=1)
    yield from (f"person {one['person']} is confirmed {one['n']} times" for one in linked)
    living: dict[int, str] = {}
    for permit in with_state(Permit.objects.all(), today):
        if permit.state in OUTLIVED:  # type: ignore[attr-defined]
            continue
        if permit.person_id in living:
            yield f"person {permit.person_id} holds {living[permit.person_id]} and {permit.number}"
        living[permit.person_id] = permit.number


def _lots() -> Iterator[str]:
    for lot in Lot.objects.all():
        counted = (lot.granted, lot.reserved, lot.used)
        if counters_by_movements(lot) != counted:
            yield f"lot {lot.pk}: {counted}, by its movements {counters_by_movements(lot)}"
        if lot.reserved + lot.used > lot.granted:
            yield f"lot {lot.pk} is over: {counted}"
    kinds = Movement.Kind
    held = Case.objects.annotate(
        taken=Count("quota_movements", filter=Q(quota_movements__kind=kinds.RESERVED)),
        ended=Count("quota_movements", filter=Q(quota_movements__kind__in=[kinds.USED, kinds.RELEASED])),
    ).filter(taken__gt=F("ended"))
    for case in held:
        if not case.open:
            yield f"{case.number} is closed ({case.outcome}) and holds a place"


def _rounds() -> Iterator[str]:
    for row in Round.objects.all():
        places = QuotaRequest.objects.filter(round=row, places__isnull=False).values_list("places", flat=True)
        if row.allotted != sum(one or 0 for one in places) or (row.total is not None and row.allotted > row.total):
            yield f"round {row.pk}: allotted {row.allotted} of {row.total}, its requests {list(places)}"
    for request in QuotaRequest.objects.filter(lot__isnull=False).select_related("lot", "case"):
        if request.case.outcome != "approved" or request.lot.granted > (request.places or 0):
            yield f"{request.case.number} ({request.case.outcome}) has a lot of {request.lot.granted}"


def _slots() -> Iterator[str]:
    counts = Q(bookings__state__in=["booked", "kept", "missed"])
    for slot in Slot.objects.annotate(n=Count("bookings", filter=counts)):
        if slot.booked != slot.n or slot.booked > slot.capacity:
            yield f"slot {slot.pk}: {slot.booked} of {slot.capacity}, bookings {slot.n}"
    for booking in Booking.objects.filter(state="booked", case__open=False):
        yield f"booking {booking.pk} is held by a case that is closed"


def _permits(today: date) -> Iterator[str]:
    linked = dict(Employment.objects.filter(state="confirmed").values_list("person_id", "employer_id"))
    for permit in with_state(Permit.objects.select_related("person"), today):
        events = list(permit.events.all())
        told, state = days_after(events), state_on(permit, today)
        kept = LifeDays(**{name: getattr(permit, name) for name in LifeDays.__dataclass_fields__})
        if told != kept:
            yield f"{permit.number}: columns {kept}, events {told}"
        if permit.state != state.value:  # type: ignore[attr-defined]
            yield f"{permit.number}: {permit.state} in SQL, {state} in Python"  # type: ignore[attr-defined]
        line = line_of(events)
        drawn = next(
            (one.state for one in line if one.first <= today and (one.last is None or today <= one.last)), state
        )
        known = state_as_known(events, today, known_on=today)
        if state not in {drawn, State.NOT_YET} or state is not known:
            yield f"{permit.number} is {state}, drawn as {drawn}, known as {known}"
        for one, following in pairwise(line):
            if one.last is None or one.last >= following.first or one.state is following.state:
                yield f"{permit.number}: spans {one} and {following}"
        yield from _shown(permit, state, today)
        at = linked.get(permit.person_id)
        if state in AT_WORK and not permit.suspended_since and not permit.imported_at and at != permit.employer_id:
            yield f"{permit.number} is {state} at employer {permit.employer_id}, its holder works at {at}"


def _shown(permit: Permit, state: State, today: date) -> Iterator[str]:
    shown = shown_to_strangers(permit.number, permit.person.name, today)
    if shown is None or shown.state != state.value:
        yield f"{permit.number} is {state}, shown as {shown}"
    void = permit.confirmations.filter(void_at__isnull=True).count()
    if void > 1 or (void and state is State.CANCELLED):
        yield f"{permit.number} is {state} and has {void} confirmations that count"


def _clocks() -> Iterator[str]:
    for one in Interval.objects.filter(case__open=False, stopped_at__isnull=True).select_related("case"):
        yield f"clock {one.clock} of {one.case.number} runs, though the case is closed"
    for case in Case.objects.filter(open=False, due_on__isnull=False):
        yield f"{case.number} is closed and due on {case.due_on}"
    running = Interval.objects.filter(stopped_at__isnull=True).values("case", "clock").annotate(n=Count("pk"))
    for pair in running.filter(n__gt=1):
        yield f"clock {pair['clock']} of case {pair['case']} runs {pair['n']} times"


def _verdicts(since: datetime) -> Iterator[str]:
    for kept in VerdictKept.objects.filter(at__gte=since).select_related("case"):
        again = judge.judged_again(kept, books.edition_by_digest(kept.edition_digest))
        if again != Verdict.from_json(kept.verdict):
            yield f"verdict {kept.pk} of {kept.case.number} comes out otherwise"


def _chains(since: datetime) -> Iterator[str]:
    touched = Link.objects.filter(entry__at__gte=since).order_by().values_list("subject_kind", "subject_id")
    for kind, key in touched.distinct():
        for one in verify(SubjectRef(kind, key)):
            yield f"chain of {kind} {key}: {one.sentence}"


def _outbox() -> Iterator[str]:
    for task in Task.objects.exclude(last_error=""):
        yield f"task {task.pk} ({task.kind} {task.payload}) failed: {task.last_error}"
