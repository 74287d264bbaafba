"""A round that was published stays as it was published: what is asked for afterwards gets a batch of its own."""

from datetime import date, datetime

import pytest

from gongju.access.actor import Actor
from gongju.actions.name_applicants import name_applicants
from gongju.actions.publish_round import publish_round
from gongju.actions.set_places import set_places
from gongju.actions.set_round import set_round
from gongju.errors import BadInput, Refusal
from gongju.journal.models import Entry
from gongju.quota import round_records, rounds
from gongju.quota.models import QuotaRequest, Round
from tests import allotment, cast, story
from tests.allotment import (
    Desk,
    Firm,
    at,
    desk_of,
    firm,
    linked_with,
    listed,
    places_until,
    reported,
    taken_in,
    the_round,
)

pytestmark = pytest.mark.django_db
EARLY, LATE, DECIDING = at(2023, 3, 6), at(2023, 3, 10), at(2023, 3, 8)


def published(desk: Desk, row: Round, *, now: datetime) -> dict[str, object]:
    """The round, published with what is asked for, as far as it goes; all that stands in its row."""
    for one in rounds.undecided(row):
        row.refresh_from_db()
        places = one.asked if row.total is None else min(one.asked, row.total - row.allotted)
        told = {"request_id": one.pk, "places": places, "reason": "按实际需要。", "seen": None}
        set_places(actor=desk.zheng, now=now, **told)  # type: ignore[arg-type]
    publish_round(actor=desk.zheng, now=now, round_id=row.pk)
    return stands(row)


def stands(row: Round) -> dict[str, object]:
    return dict(Round.objects.filter(pk=row.pk).values().get())


def test_who_asks_after_an_early_publication_gets_into_the_next_batch() -> None:
    """朝阳区 may decide before the ten working days are over, and who still asks is not shut out.

    (CY-Q09a, CY-Q09b, DC-014)
    """
    desk = desk_of("chaoyang")
    one, two = (firm(desk, n, now=EARLY) for n in (1, 2))
    set_round(actor=desk.zheng, now=EARLY, code="monthly", day=EARLY.date(), total=5)
    first = listed(desk, one, 3, now=EARLY)
    before = published(desk, the_round(), now=DECIDING)
    second = listed(desk, two, 4, now=LATE)
    assert second.round is not None
    assert (second.round.batch, second.round.state, second.round.total) == (2, "draft", 5 - 3)
    with pytest.raises(Refusal, match="超过本轮总量"):
        set_places(actor=desk.zheng, now=LATE, request_id=second.pk, places=3, reason="按实际需要。", seen=None)
    published(desk, second.round, now=LATE)
    assert (places_until(first), places_until(second)) == (
        (3, date(2023, 3, 8), date(2023, 6, 6)),
        (2, date(2023, 3, 10), date(2023, 6, 8)),
    )
    assert stands(the_first()) == before
    assert Entry.objects.filter(action="quota.publish").count() == 2


def the_first() -> Round:
    return Round.objects.get(batch=1)


def test_a_second_request_in_the_same_month_is_of_the_next_batch() -> None:
    # CY-Q12b, CY-Q22: nothing was granted, so one more may be asked for, in the same window too
    desk = desk_of("chaoyang")
    one = firm(desk, now=EARLY)
    request = listed(desk, one, 3, now=EARLY)
    set_places(actor=desk.zheng, now=DECIDING, request_id=request.pk, places=0, reason="材料未齐。", seen=None)
    publish_round(actor=desk.zheng, now=DECIDING, round_id=the_round().pk)
    again = listed(desk, one, 1, now=LATE)
    assert again.round is not None
    assert (again.again, again.round.batch) == (True, 2)


def test_all_who_ask_after_a_publication_are_in_one_batch() -> None:
    desk = desk_of("chaoyang")
    firms = [firm(desk, n, now=EARLY) for n in (1, 2, 3)]
    listed(desk, firms[0], 1, now=EARLY)
    published(desk, the_round(), now=DECIDING)
    for one in firms[1:]:
        reported(desk, one, 1, now=LATE)
    assert sorted(QuotaRequest.objects.values_list("round__batch", flat=True)) == [1, 2, 2]


def test_while_a_round_is_being_published_nobody_comes_into_it() -> None:
    desk = desk_of("chaoyang")
    one, two = (firm(desk, n, now=EARLY) for n in (1, 2))
    listed(desk, one, 1, now=EARLY)
    round_records.begin_publishing(the_round(), now=DECIDING, run="round-broken-off")
    with pytest.raises(Refusal, match="第 1 批正在公布"):
        notice_again(desk, LATE, code="monthly", total=3, further=True)
    reported(desk, two, 1, now=LATE)
    assert list(QuotaRequest.objects.values_list("round__batch", flat=True)) == [1, 2]


def notice_again(
    desk: Desk, now: datetime, *, code: str, total: int | None, further: bool, until: date | None = None
) -> Round:
    """The office writes of the same period once more."""
    opens = now.date() if until else None
    return set_round(
        actor=desk.zheng,
        now=now,
        code=code,
        day=now.date(),
        total=total,
        opens=opens,
        closes=until,
        further=further,
    )


def test_an_office_opens_a_further_batch_on_purpose_alone() -> None:
    # DX-009: one notice after the other in a quarter; what the first granted stands as it was told
    desk, day, later = desk_of("daxing"), at(2026, 11, 10), at(2026, 12, 14)
    one, two = (firm(desk, n, now=day) for n in (1, 2))
    row = notice_again(desk, day, code="quarterly", total=8, further=False, until=date(2026, 11, 20))
    lin = cast.person("林晓禾", "11010119900307002X", "13800000001")
    asked_for(desk, one, lin, now=day)
    before = published(desk, row, now=at(2026, 11, 25))
    with pytest.raises(BadInput, match=r"第 1 批已于2026年11月25日公布.*第 2 批") as refused:
        notice_again(desk, later, code="quarterly", total=4, further=False, until=date(2026, 12, 18))
    assert refused.value.faults[0].field == "further"
    assert stands(row) == before
    further = notice_again(desk, later, code="quarterly", total=4, further=True, until=date(2026, 12, 18))
    assert (further.batch, further.total, further.opens) == (2, 4, later.date())
    assert notice_again(desk, later, code="quarterly", total=6, further=True, until=date(2026, 12, 19)) == further
    request = asked_for(desk, two, cast.person("王思远", "110101198503070013", "13800000002"), now=later)
    assert (request.round, stands(row)) == (further, before)
    third = allotment.draft(desk, one, 1, now=later)
    with pytest.raises(Refusal, match="本期已经申报过"):
        story.go(one.agent, third, "submit", now=later)


def asked_for(desk: Desk, one: Firm, who: Actor, *, now: datetime) -> QuotaRequest:
    """A request of an employer of 大兴区 that names one of its staff, on the board (DX-010)."""
    linked_with(one, who, now=now)
    case = allotment.draft(desk, one, 1, now=now)
    name_applicants(actor=one.agent, now=now, case_number=case.number, person_ids=[who.person_id or 0])
    taken_in(desk, story.go(one.agent, case, "submit", now=now), now=now)
    return QuotaRequest.objects.get(case=case)
