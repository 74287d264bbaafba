"""Eight processes publish one round and set places against one total: each lot once, never over, no error."""

import pytest

from gongju.access.actor import actor_of
from gongju.actions.publish_round import publish_round
from gongju.actions.set_places import set_places
from gongju.actions.set_round import set_round
from gongju.errors import MovedOn, Refusal
from gongju.journal.models import Entry
from gongju.people.models import User
from gongju.quota.models import Lot, QuotaRequest, Round
from tests.allotment import Desk, at, desk_of, firm, listed
from tests.races.harness import errors, race

pytestmark = pytest.mark.races
PROCESSES, TOTAL = 8, 4
IN_MARCH, LAST_MINUTE = at(2023, 3, 10), at(2023, 3, 20, 23)


def on_the_board(desk: Desk) -> list[int]:
    return [listed(desk, firm(desk, number, now=IN_MARCH), 3, now=IN_MARCH).pk for number in (1, 2, 3)]


def publish(user_id: int, round_id: int) -> int:
    """Publish; how many lots this process made."""
    try:
        return publish_round(actor=actor_of(User.objects.get(pk=user_id)), now=LAST_MINUTE, round_id=round_id).lots
    except Refusal as refused:
        return 0 if refused.code == "quota.nothing_to_publish" else -PROCESSES


def take(user_id: int, request_ids: list[int]) -> int:
    """Give each request two places more than it has; how often that was let through."""
    actor, done = actor_of(User.objects.get(pk=user_id)), 0
    for key in request_ids:
        seen = QuotaRequest.objects.get(pk=key).places
        try:
            set_places(
                actor=actor,
                now=LAST_MINUTE,
                request_id=key,
                places=(seen or 0) + 2,
                reason="按实际需要。",
                seen=seen,
                over=True,
            )
            done += 1
        except (MovedOn, Refusal):
            pass
    return done


def test_eight_publishers_make_each_lot_once_and_places_stay_within_the_total(database_url: str) -> None:
    # DC-014, DC-015, CY-Q09b
    desk = desk_of("chaoyang")
    requests = on_the_board(desk)
    row = set_round(actor=desk.zheng, now=LAST_MINUTE, code="monthly", day=IN_MARCH.date(), total=TOTAL)
    taken = race(database_url, take, [(desk.zheng.user_id, requests)] * PROCESSES)
    assert errors(taken) == []
    row.refresh_from_db()
    places = list(QuotaRequest.objects.values_list("places", flat=True))
    assert sum(one or 0 for one in places) == row.allotted <= TOTAL
    assert sum(one.value for one in taken) * 2 == row.allotted
    for key in requests:
        one = QuotaRequest.objects.get(pk=key)
        if one.places is None:
            set_places(actor=desk.zheng, now=LAST_MINUTE, request_id=key, places=0, reason="总量已满。", seen=None)
    outcomes = race(database_url, publish, [(desk.zheng.user_id, row.pk)] * PROCESSES)
    assert errors(outcomes) == []
    assert sum(one.value for one in outcomes) == len(requests) == Lot.objects.count()
    assert Round.objects.get().state == "published"
    assert {lot.first_day for lot in Lot.objects.all()} == {LAST_MINUTE.date()}
    assert Entry.objects.filter(action="quota_request.grant").count() == len(requests)
