"""Steps of a walk about quota and appointments: rounds set, scored, published; places by hand; slots and bookings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from gongju.actions.allot import allot
from gongju.actions.ask_back import ask_back
from gongju.actions.book import book, cancel_booking
from gongju.actions.open_slots import close_slot, miss_booking
from gongju.actions.propose_places import propose_places
from gongju.actions.publish_round import publish_round
from gongju.actions.return_places import return_places
from gongju.actions.set_places import set_places
from gongju.actions.set_round import set_round
from gongju.appointments import queries as appointments
from gongju.appointments.models import Booking, Slot
from gongju.casework import books
from gongju.casework.models import Case
from gongju.employers.models import Employer
from gongju.quota.models import Lot, QuotaRequest, Round
from tests.walks.arranging import open_hours
from tests.walks.town import DISTRICTS
from tests.walks.walk import Walk

ENOUGH = 20
"""What is left of a round for those who have no number yet."""


def give_notice(walk: Walk) -> None:
    """An office sets the total of a round, and where there is no fixed time from when until when one declares."""
    authority = walk.chance.choice([*DISTRICTS])
    today = walk.now.date()
    rounds = books.edition_for(authority, today).rounds
    if not rounds:
        return
    entry = rounds[0]
    days: dict[str, Any] = {}
    if entry.opens is None:
        opens = today - timedelta(days=walk.chance.randint(0, 3))
        days = {"opens": opens, "closes": opens + timedelta(days=walk.chance.randint(0, 25))}
    total = walk.chance.choice([None, walk.chance.randint(0, 40), 60])
    who = walk.chance.choice(walk.town.officers(authority, "district.quota"))
    walk.do(set_round, by=who, code=entry.code, day=today, total=total, **days)


def score(walk: Walk) -> None:
    """A quota officer scores a round, or sets the places of one request by hand."""
    row = walk.one_of(Round.objects.exclude(requests=None).order_by("pk"))
    if row is None:
        return
    who = walk.chance.choice(walk.town.officers(row.authority, "district.quota"))
    if walk.often(0.5):
        figures = books.edition_for(row.authority, row.opens or row.first_day).round(row.code).figures
        weights = {name: walk.chance.randint(-1, 5) for name in figures}
        told: dict[str, Any] = {"minimum": walk.chance.randint(0, 1), "cap": walk.chance.choice([None, 2, 5])}
        walk.do(propose_places, by=who, round_id=row.pk, weights=weights, **told)
        return
    request = walk.one_of(QuotaRequest.objects.filter(round=row).order_by("pk"))
    seen = request.places if walk.often(0.95) else 99
    told = {"places": walk.chance.randint(0, 3), "reason": "实际需要", "seen": seen}
    walk.do(set_places, by=who, request_id=request.pk, **told)


def publish(walk: Walk) -> None:
    """A round is published; who took a request in may not."""
    row = walk.one_of(Round.objects.filter(requests__places__isnull=False).distinct().order_by("pk"))
    if row is not None:
        who = walk.chance.choice(walk.town.officers(row.authority, "district.quota"))
        walk.do(publish_round, by=who, round_id=row.pk)


def publish_one(walk: Walk, case: Case) -> None:
    """Places are set for every request of the round that a case is in, and the round is published."""
    asked = QuotaRequest.objects.filter(case=case, round__isnull=False).select_related("round").first()
    if asked is None or asked.round is None:
        return
    desk = walk.town.officers(case.authority, "district.quota")
    if asked.round.total is not None and asked.round.total < asked.round.allotted + ENOUGH:
        told_total: dict[str, Any] = {"code": asked.round.code, "day": asked.round.first_day}
        walk.do(set_round, by=desk[0], total=asked.round.allotted + ENOUGH, **told_total)
    for one in QuotaRequest.objects.filter(round=asked.round, places__isnull=True).order_by("pk"):
        told: dict[str, Any] = {"places": walk.chance.randint(0, 2), "reason": "实际需要", "seen": None}
        walk.do(set_places, by=walk.chance.choice(desk), request_id=one.pk, **told)
    for who in walk.chance.sample(desk, len(desk)):
        if walk.do(publish_round, by=who, round_id=asked.round.pk) is not None:
            return


def allot_by_hand(walk: Walk) -> None:
    """An office grants places; in 东城 and 昌平 more often than where requests are decided."""
    employer = walk.one_of(Employer.objects.order_by("pk"))
    desk = walk.town.officers(employer.authority, "district.quota")
    if not desk:
        return
    first = walk.now.date() + timedelta(days=walk.chance.randint(-5, 5))
    days: dict[str, Any] = {"first_day": first, "last_day": first + timedelta(days=walk.chance.choice([0, 3, 90, 200]))}
    walk.do(allot, by=walk.chance.choice(desk), employer_id=employer.pk, count=walk.chance.randint(0, 2), **days)


def give_back(walk: Walk) -> None:
    """指标退回."""
    lot = walk.one_of(Lot.objects.filter(last_day__gte=walk.now.date()).order_by("pk"))
    agent = walk.agent_at(lot.employer_id) if lot else None
    if agent is not None and lot is not None:
        walk.do(return_places, by=agent, lot_id=lot.pk, count=walk.chance.randint(0, 2))


def ask_for_it_back(walk: Walk) -> None:
    """An employer asks for a reported request to be returned; later the office may."""
    asked = walk.one_of(QuotaRequest.objects.filter(round__isnull=False, case__open=True).order_by("pk"))
    agent = walk.agent_at(asked.case.employer_id) if asked else None
    if asked is not None and agent is not None:
        walk.do(ask_back, by=agent, case_number=asked.case.number, why="数量填错了，要改成 1 个。")


def appoint(walk: Walk) -> None:
    """A booking is made elsewhere, moved, cancelled or missed; a slot is closed."""
    held = walk.one_of(Booking.objects.filter(state="booked").select_related("slot", "case").order_by("pk"))
    slot = walk.one_of(Slot.objects.filter(day__gte=walk.now.date()).order_by("pk"))
    if held is None or slot is None:
        open_hours(walk, walk.chance.choice([*DISTRICTS]))
        return
    agent = walk.agent_at(held.case.employer_id)
    desk = walk.chance.choice(walk.town.officers(held.slot.authority, "district.accept"))
    drawn = walk.chance.random()
    if drawn < 0.4 and agent is not None:
        later = appointments.ahead(held.slot.authority, walk.now, walk.now.date() + timedelta(days=20))
        other = walk.one_of(later.order_by("day", "starts"))
        walk.do(book, by=agent, case_number=held.case.number, slot_id=other.pk if other else slot.pk)
    elif drawn < 0.6 and agent is not None:
        walk.do(cancel_booking, by=agent, case_number=held.case.number)
    elif drawn < 0.9:
        walk.do(miss_booking, by=desk, booking_id=held.pk, reason="没有到")
    else:
        walk.do(close_slot, by=desk, slot_id=slot.pk, reason="停约")
