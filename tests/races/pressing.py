"""What the processes of the verbs' races run: somebody presses a button, and says what came of it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localdate

from gongju.access.actor import actor_of
from gongju.actions.book import book
from gongju.actions.move import move
from gongju.actions.open_case import open_case
from gongju.actions.release import release
from gongju.casework import books
from gongju.employers.models import Employment
from gongju.errors import MovedOn, Refusal
from gongju.people.models import User
from tests import cast
from tests.cast import NOW


def press(user_id: int, numbers: Sequence[str], transition: str, seen_stage: str, now: datetime = NOW) -> list[str]:
    """Make one move on each case: "done", or the code of what was told instead."""
    _read_the_books(now)
    actor = actor_of(User.objects.get(pk=user_id))
    told = []
    for number in numbers:
        try:
            move(actor=actor, now=now, case_number=number, transition=transition, seen_stage=seen_stage)
            told.append("done")
        except (Refusal, MovedOn) as refused:
            told.append(refused.code)
    return told


def let_go(user_id: int, employment_ids: Sequence[int]) -> list[str]:
    """Release each employment; asked again, as a person would, when somebody else was first."""
    actor = actor_of(User.objects.get(pk=user_id))
    told = []
    for key in employment_ids:
        tries, proof = 0, cast.proof_of_leaving(actor)
        while Employment.objects.get(pk=key).state == Employment.State.CONFIRMED:
            tries += 1
            try:
                release(
                    actor=actor, now=NOW, employment_id=key, ended_on=NOW.date(), reason="本人辞职", document_id=proof
                )
            except MovedOn:
                continue
        told.append(f"done in {tries}")
    return told


def open_one(user_id: int, type: str, now: datetime) -> str:
    """Open a business of the employer: its number, or the code of what was told instead."""
    _read_the_books(now)
    try:
        return open_case(actor=actor_of(User.objects.get(pk=user_id)), now=now, type=type).number
    except (Refusal, MovedOn) as refused:
        return refused.code


def reserve_a_slot(user_id: int, numbers: Sequence[str], slot_id: int, now: datetime) -> list[str]:
    """Book the slot for each case: "done", or the code of what was told instead."""
    _read_the_books(now)
    actor, told = actor_of(User.objects.get(pk=user_id)), []
    for number in numbers:
        try:
            book(actor=actor, now=now, case_number=number, slot_id=slot_id)
            told.append("done")
        except (Refusal, MovedOn) as refused:
            told.append(refused.code)
    return told


def _read_the_books(now: datetime) -> None:
    """As a server that has been asked before: nothing is read for the first time while the database is held."""
    books.districts(localdate(now))
    books.procedures()
