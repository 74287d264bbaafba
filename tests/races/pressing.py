"""What the processes of the verbs' races run: somebody presses a button, and says what came of it."""

import time
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import actor_of
from gongju.actions import confirm_link
from gongju.actions.book import book
from gongju.actions.confirm_link import Contract
from gongju.actions.move import move
from gongju.actions.open_case import open_case
from gongju.actions.release import release
from gongju.casework import books
from gongju.employers.models import Employment
from gongju.errors import MovedOn, Refusal
from gongju.people.models import User
from tests import cast
from tests.cast import NOW

POST_ANEW = "高级算法工程师"
SLOWLY = 1.5
"""Seconds that a transaction is kept open, so that another surely comes into it."""


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


def endorse_slowly(user_id: int, number: str, after: float, before: float) -> str:
    """核查提交 in a transaction that stays open for a while after it."""
    _read_the_books(NOW)
    actor = actor_of(User.objects.get(pk=user_id))
    time.sleep(after)
    with transaction.atomic():
        move(actor=actor, now=NOW, case_number=number, transition="endorse", seen_stage="endorsement")
        time.sleep(before)
    return "done"


def state_anew(user_id: int, employment_id: int, scan: UUID, after: float) -> str:
    """更新合同, dawdling between the look whether it may be and the deed: "done", or the code of what was told."""
    _read_the_books(NOW)
    actor, its_own = actor_of(User.objects.get(pk=user_id)), vars(confirm_link)
    check = its_own["check_contract_free"]

    def dawdling(person_id: int, employer_id: int) -> None:
        check(person_id, employer_id)
        time.sleep(SLOWLY)

    its_own["check_contract_free"] = dawdling  # this process does nothing else
    time.sleep(after)
    contract = Contract(
        post=POST_ANEW,
        post_kind="管理技术岗位",
        kind="固定期限",
        employed_from=date(2023, 3, 1),
        since=date(2026, 3, 1),
        until=date(2029, 2, 28),
        document_id=scan,
    )
    try:
        confirm_link.update_contract(actor=actor, now=NOW, employment_id=employment_id, contract=contract)
    except Refusal as refused:
        return refused.code
    return "done"
