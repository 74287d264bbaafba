"""What the processes of the records' races run: each tries the same things in the same order and says what it got."""

from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction

from gongju.appointments import records as appointments
from gongju.appointments.models import Booking, Slot
from gongju.casework import records as casework
from gongju.casework.models import Case
from gongju.employers import records as employers
from gongju.errors import MovedOn, Refusal
from gongju.journal.refs import SYSTEM
from gongju.people.models import Person
from gongju.quota import records as quota
from tests import rows
from tests.rows import CHANGPING, CONTRACT, NOW

Won = list[bool]
"""For each try whether this process was the one; refused or overtaken otherwise. Anything else is an error."""


def _won(deed: Callable[[], object]) -> bool:
    """Do it as an action does: in one transaction, undone as a whole when refused."""
    try:
        with transaction.atomic():
            deed()
    except (Refusal, MovedOn):
        return False
    return True


def reserve_places(case_numbers: Sequence[str], employer_ids: Sequence[int], on: date) -> Won:
    """Take the last place of each employer for a case of one's own."""
    cases = [Case.objects.get(number=number) for number in case_numbers]

    def reserve(case: Case, employer_id: int) -> object:
        return quota.reserve(now=NOW, actor=SYSTEM, employer_id=employer_id, authority=CHANGPING, case=case, on=on)

    return [
        _won(lambda case=case, employer=employer: reserve(case, employer))  # type: ignore[misc]
        for case, employer in zip(cases, employer_ids, strict=True)
    ]


def open_cases(person_ids: Sequence[int]) -> Won:
    """Open an exclusive case for each person."""
    people = [Person.objects.get(pk=person_id) for person_id in person_ids]
    return [_won(lambda person=person: rows.case_of(person)) for person in people]  # type: ignore[misc]


def move_cases(case_numbers: Sequence[str]) -> Won:
    """Submit each case, seen in its first stage."""
    cases = [Case.objects.get(number=number) for number in case_numbers]

    def submit(case: Case) -> object:
        return casework.step(case, now=NOW, seen_stage="draft", to_stage="endorsement", name="submit", actor=SYSTEM)

    return [_won(lambda case=case: submit(case)) for case in cases]  # type: ignore[misc]


def confirm_employments(employment_ids: Sequence[int]) -> Won:
    """Confirm one employment of each person; every process has another employer's."""
    return [
        _won(lambda key=key: employers.confirm(key, now=NOW, contract=CONTRACT))  # type: ignore[misc]
        for key in employment_ids
    ]


def book_slots(case_numbers: Sequence[str], slot_ids: Sequence[int]) -> Won:
    """Take the last place of each slot for a case of one's own."""
    cases = [Case.objects.get(number=number) for number in case_numbers]
    slots = [Slot.objects.get(pk=slot_id) for slot_id in slot_ids]
    return [
        _won(lambda case=case, slot=slot: appointments.book(slot, case, now=NOW, by_id=None))  # type: ignore[misc]
        for case, slot in zip(cases, slots, strict=True)
    ]


def swap_slots(booking_ids: Sequence[int], slot_ids: Sequence[int]) -> Won:
    """Move each booking into the other slot."""
    slots = [Slot.objects.get(pk=slot_id) for slot_id in slot_ids]

    def move(booking_id: int, slot: Slot) -> object:
        booking = Booking.objects.select_related("slot", "case").get(pk=booking_id)
        return appointments.change(booking, slot, now=NOW, by_id=None)

    return [
        _won(lambda key=key, slot=slot: move(key, slot))  # type: ignore[misc]
        for key, slot in zip(booking_ids, slots, strict=True)
    ]
