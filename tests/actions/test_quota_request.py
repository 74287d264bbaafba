"""Quota by rounds: who, what, when, on which day; by month in 朝阳, by year in 东城, by quarter with names in 大兴."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from gongju.actions.fill import fill
from gongju.actions.matter import matter_of
from gongju.actions.move import move
from gongju.actions.name_applicants import name_applicants
from gongju.actions.open_case import open_case
from gongju.actions.propose_places import board_of, propose_places
from gongju.actions.publish_round import publish_round
from gongju.actions.return_places import return_places
from gongju.actions.save_part import save_employer_part
from gongju.actions.set_places import set_places
from gongju.actions.set_round import set_round
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.errors import BadInput, MovedOn, Refusal
from gongju.journal.models import Entry
from gongju.quota import queries
from gongju.quota.models import Lot, QuotaRequest, Round
from tests import allotment, cast, story
from tests.allotment import (
    Desk,
    at,
    day_after,
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

IN_MARCH = at(2023, 3, 10)
DECIDING = at(2023, 3, 20)


@pytest.fixture
def chaoyang() -> Desk:
    return desk_of("chaoyang")


def propose(desk: Desk, row: Round, *, now: object = DECIDING, minimum: int = 0, **weights: int) -> None:
    weights = weights or {"unit_tax_year_1": 10}
    propose_places(actor=desk.zheng, now=now, round_id=row.pk, weights=weights, minimum=minimum, cap=None)  # type: ignore[arg-type]


# ---- 朝阳区：每月 ----


def test_a_month_in_chaoyang_from_report_to_lot(chaoyang: Desk) -> None:
    # CY-Q08a, CY-Q09b, CY-Q09c, CY-Q21: granted on 20 March, usable until 18 June
    one = firm(chaoyang, now=IN_MARCH)
    request = listed(chaoyang, one, 2, now=IN_MARCH)
    row = the_round()
    assert (row.first_day, request.asked, request.again) == (date(2023, 3, 1), 2, False)
    propose(chaoyang, row)
    assert publish_round(actor=chaoyang.zheng, now=DECIDING, round_id=row.pk).lots == 1
    assert places_until(request) == (2, date(2023, 3, 20), date(2023, 6, 18))
    request.case.refresh_from_db()
    assert (request.case.outcome, the_round().state) == ("approved", "published")
    (granted,) = Lot.objects.get().movements.all()
    assert (granted.case_id, granted.clause) == (request.case_id, "二 8、9、21")


def test_outside_the_window_it_stays_a_draft_and_the_next_one_is_told(chaoyang: Desk) -> None:
    # CC-003, CY-Q09a
    late = at(2023, 3, 15)
    one = firm(chaoyang, now=late)
    case = allotment.draft(chaoyang, one, 2, now=late)
    with pytest.raises(Refusal, match="2023年4月1日至2023年4月17日"):
        story.go(one.agent, case, "submit", now=late)


def test_what_is_reported_is_not_withdrawn_but_returned_by_the_office(chaoyang: Desk) -> None:
    # CC-020, CY-Q17a..CY-Q17c
    one = firm(chaoyang, now=IN_MARCH)
    case = reported(chaoyang, one, 2, now=IN_MARCH)
    with pytest.raises(Refusal, match="57596100") as refused:
        story.go(one.agent, case, "withdraw", now=IN_MARCH)
    assert refused.value.code == "quota.ask_district_to_return"
    story.go(chaoyang.shen, case, "return_as_asked", now=day_after(IN_MARCH), reason="单位来电要求更正数量。")
    assert QuotaRequest.objects.get().round is None
    assert story.go(one.agent, case, "resubmit", now=at(2023, 3, 14)).stage == "acceptance"
    story.go(chaoyang.shen, case, "return_as_asked", now=at(2023, 3, 20), reason="单位来电要求更正数量。")
    with pytest.raises(Refusal, match="2023年4月1日"):
        story.go(one.agent, case, "resubmit", now=at(2023, 3, 21))
    story.go(one.agent, case, "resubmit", now=at(2023, 4, 3))
    request = QuotaRequest.objects.get()
    assert request.round is not None
    assert request.round.first_day == date(2023, 4, 1)


def test_nothing_is_an_answer_and_a_second_request_may_follow(chaoyang: Desk) -> None:
    # CY-Q12a, CY-Q13c, CY-Q22
    one = firm(chaoyang, now=IN_MARCH)
    request = listed(chaoyang, one, 3, now=IN_MARCH)
    set_places(actor=chaoyang.zheng, now=DECIDING, request_id=request.pk, places=0, reason="本月总量已满。", seen=None)
    publish_round(actor=chaoyang.zheng, now=DECIDING, round_id=the_round().pk)
    assert places_until(request)[0] == 0
    april = at(2023, 4, 3)
    again = listed(chaoyang, one, 1, now=april)
    assert again.again


def test_with_places_in_hand_there_is_no_second_request_until_they_are_returned(chaoyang: Desk) -> None:
    # CC-037, CY-Q11a, CY-Q11c, CY-Q22
    one = firm(chaoyang, now=IN_MARCH)
    granted(chaoyang, one, 2)
    april = at(2023, 4, 3)
    case = allotment.draft(chaoyang, one, 1, now=april)
    with pytest.raises(Refusal, match="可用的指标还有 2 名"):
        story.go(one.agent, case, "submit", now=april)
    lot = Lot.objects.get()
    return_places(actor=one.agent, now=april, lot_id=lot.pk, count=2)
    lot.refresh_from_db()
    assert queries.counters_by_movements(lot) == (lot.granted, lot.reserved, lot.used) == (0, 0, 0)
    assert story.go(one.agent, case, "submit", now=april).stage == "acceptance"
    assert QuotaRequest.objects.get(case=case).again


def test_only_free_places_of_a_lot_in_force_are_returned(chaoyang: Desk) -> None:
    # CY-Q11a
    one = firm(chaoyang, now=IN_MARCH)
    lot = granted(chaoyang, one, 2)
    with pytest.raises(Refusal, match="没有 3 个空闲名额"):
        return_places(actor=one.agent, now=DECIDING, lot_id=lot.pk, count=3)
    with pytest.raises(BadInput):
        return_places(actor=one.agent, now=DECIDING, lot_id=lot.pk, count=0)
    with pytest.raises(Refusal, match="2023年6月18日到期，没有用的已经作废"):
        return_places(actor=one.agent, now=at(2023, 6, 19), lot_id=lot.pk, count=1)


def granted(desk: Desk, one: allotment.Firm, places: int) -> Lot:
    request = listed(desk, one, places, now=IN_MARCH)
    propose(desk, the_round())
    publish_round(actor=desk.zheng, now=DECIDING, round_id=the_round().pk)
    return Lot.objects.get(request=request)


def test_nobody_extends_a_lot(chaoyang: Desk) -> None:
    # CC-029, CY-Q09c
    lot = granted(chaoyang, firm(chaoyang, now=IN_MARCH), 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Lot.objects.filter(pk=lot.pk).update(last_day=date(2023, 9, 18))


def test_a_voucher_counts_for_the_year_its_tax_belongs_to(chaoyang: Desk) -> None:
    # CC-059, CY-Q16: tax of December 2022, paid in January 2023, is of 2022
    one = firm(chaoyang, now=IN_MARCH)
    case = allotment.draft(chaoyang, one, 1, now=IN_MARCH, tax_voucher_year="2023")
    with pytest.raises(Refusal, match="以税款所属期为准"):
        story.go(one.agent, case, "submit", now=IN_MARCH)
    fill(actor=one.agent, now=IN_MARCH, case_number=case.number, answers={"tax_voucher_year": "2022"})
    assert story.go(one.agent, case, "submit", now=IN_MARCH).stage == "acceptance"


# ---- 分配 ----


def test_the_sum_never_goes_over_the_total(chaoyang: Desk) -> None:
    # TC-088, DC-014
    requests = [listed(chaoyang, firm(chaoyang, n, now=IN_MARCH), n + 2, now=IN_MARCH) for n in (1, 2, 3)]
    row = set_round(actor=chaoyang.zheng, now=DECIDING, code="monthly", day=DECIDING.date(), total=10)

    def give(request: QuotaRequest, places: int) -> None:
        seen = QuotaRequest.objects.get(pk=request.pk).places
        set_places(
            actor=chaoyang.zheng, now=DECIDING, request_id=request.pk, places=places, reason="按实际需要。", seen=seen
        )

    give(requests[0], 3)
    give(requests[1], 4)
    with pytest.raises(Refusal, match="超过本轮总量"):
        give(requests[2], 5)
    give(requests[2], 3)
    row.refresh_from_db()
    assert row.allotted == 10
    with pytest.raises(Refusal, match="已经分配的名额比这个总量多"):
        set_round(actor=chaoyang.zheng, now=DECIDING, code="monthly", day=DECIDING.date(), total=9)
    with pytest.raises(MovedOn):
        set_places(actor=chaoyang.zheng, now=DECIDING, request_id=requests[0].pk, places=1, reason="改。", seen=7)
    publish_round(actor=chaoyang.zheng, now=DECIDING, round_id=row.pk)
    assert [places_until(one)[0] for one in requests] == [3, 4, 3]


def test_a_proposal_explains_itself_line_by_line(chaoyang: Desk) -> None:
    # DC-013, DX-013: 360 and 90 of tax, weight 40; 5 places
    listed(chaoyang, firm(chaoyang, 1, now=IN_MARCH, unit_tax_year_1="360"), 9, now=IN_MARCH)
    listed(chaoyang, firm(chaoyang, 2, now=IN_MARCH, unit_tax_year_1="90"), 9, now=IN_MARCH)
    row = set_round(actor=chaoyang.zheng, now=DECIDING, code="monthly", day=DECIDING.date(), total=5)
    propose(chaoyang, row, unit_tax_year_1=40)
    lines = board_of(the_round()).lines
    assert [float(line.proposal.score) for line in lines] == [40.0, 10.0]
    assert [float(line.proposal.exact) for line in lines] == [4.0, 1.0]
    assert [line.request.places for line in lines] == [4, 1]
    told = lines[0].figures["unit_tax_year_1"]
    assert (told.value, told.source) == (36_000_000_0, "单位填写")


def test_publishing_waits_for_every_request_and_for_other_eyes(chaoyang: Desk) -> None:
    one, two = (firm(chaoyang, n, now=IN_MARCH) for n in (1, 2))
    request = listed(chaoyang, one, 1, now=IN_MARCH)
    pending = reported(chaoyang, two, 1, now=IN_MARCH)
    with pytest.raises(Refusal, match=pending.number):
        publish_round(actor=chaoyang.zheng, now=DECIDING, round_id=the_round().pk)
    story.decide_what_is_left(chaoyang.zheng, pending, now=IN_MARCH)
    story.go(chaoyang.zheng, pending, "accept", now=IN_MARCH)
    with pytest.raises(Refusal, match="还没有拟核定的数量"):
        publish_round(actor=chaoyang.zheng, now=DECIDING, round_id=the_round().pk)
    propose(chaoyang, the_round())
    with pytest.raises(Refusal, match="由您核对列入"):
        publish_round(actor=chaoyang.zheng, now=DECIDING, round_id=the_round().pk)
    with pytest.raises(Refusal, match="随本轮分配结果一起公布"):
        story.go(chaoyang.dai, request.case, "grant", now=DECIDING)
    assert publish_round(actor=chaoyang.dai, now=DECIDING, round_id=the_round().pk).lots == 2


def test_publishing_that_broke_off_goes_on_with_its_first_day(chaoyang: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    requests = [listed(chaoyang, firm(chaoyang, n, now=IN_MARCH), 1, now=IN_MARCH) for n in (1, 2)]
    propose(chaoyang, the_round())

    def move_once(**said: Any) -> Case:
        if Lot.objects.exists():
            raise RuntimeError("the server is gone")
        return move(**said)

    monkeypatch.setattr("gongju.actions.publish_round.move", move_once)
    with pytest.raises(RuntimeError):
        publish_round(actor=chaoyang.zheng, now=DECIDING, round_id=the_round().pk)
    assert (Lot.objects.count(), the_round().state) == (1, "publishing")
    with pytest.raises(MovedOn):
        propose(chaoyang, the_round())
    monkeypatch.undo()
    after = day_after(DECIDING, 2)
    assert publish_round(actor=chaoyang.zheng, now=after, round_id=the_round().pk).lots == 1
    assert [places_until(one)[1] for one in requests] == [DECIDING.date()] * 2
    runs = {entry.run for entry in Entry.objects.filter(action__in=["quota.publish", "quota_request.grant"])}
    assert len(runs) == 1
    assert Entry.objects.filter(action="quota_request.grant").count() == 2


# ---- 东城区：每年 ----


def test_a_year_in_dongcheng() -> None:
    # DC-010, DC-013, DC-015: needs in the fourth quarter, results in the first, places for the whole year
    desk, autumn, spring = desk_of("dongcheng"), at(2025, 11, 10), at(2026, 2, 10)
    one = firm(desk, now=autumn)
    case = allotment.draft(desk, one, 4, now=autumn)
    with pytest.raises(Refusal, match="2026年10月1日至2026年12月31日"):
        story.go(one.agent, case, "submit", now=at(2026, 1, 5))
    case = story.go(one.agent, case, "submit", now=autumn)
    fill(
        actor=desk.shen,
        now=autumn,
        case_number=case.number,
        answers={"industry_class": "支持和鼓励发展的产业", "prospects": "好"},
    )
    taken_in(desk, case, now=autumn)
    row = set_round(actor=desk.zheng, now=spring, code="annual", day=autumn.date(), total=3)
    propose_places(
        actor=desk.zheng,
        now=spring,
        round_id=row.pk,
        weights={"industry_class": 20, "staff_count": 5},
        minimum=1,
        cap=None,
    )
    publish_round(actor=desk.zheng, now=spring, round_id=row.pk)
    assert places_until(QuotaRequest.objects.get()) == (3, date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(Refusal, match="没有指标退回的办法"):
        return_places(actor=one.agent, now=spring, lot_id=Lot.objects.get().pk, count=1)


def test_an_employer_edits_its_particulars_while_a_request_stands_by_those_handed_in() -> None:
    """From October to March nobody can be kept from 单位信息 (DC-015, DC-044)."""
    desk, november, march = desk_of("dongcheng"), at(2026, 11, 10), at(2027, 3, 10)
    one = firm(desk, now=november, staff_count="36")
    request = listed(desk, one, 4, now=november)
    changed = {**cast.PARTICULARS["operation"], "staff_count": "50"}
    save_employer_part(actor=one.agent, now=march, part="operation", content=changed)

    def staff() -> object:
        matter = matter_of(actor=desk.shen, now=march, case=casework.by_number(request.case.number))
        return matter.held["staff_count"]

    assert staff() == 36
    story.go(desk.shen, request.case, "return_as_asked", now=march, reason="单位来电要求更正数量。")
    assert staff() == 50


def test_a_declared_need_is_withdrawn_in_dongcheng_and_asked_once_a_round() -> None:
    desk, autumn = desk_of("dongcheng"), at(2025, 11, 10)
    one = firm(desk, now=autumn)
    case = reported(desk, one, 4, now=autumn)
    assert story.go(one.agent, case, "withdraw", now=autumn).outcome == "withdrawn"
    listed(desk, one, 2, now=autumn)
    propose_places(actor=desk.zheng, now=autumn, round_id=the_round().pk, weights={}, minimum=2, cap=None)
    publish_round(actor=desk.zheng, now=autumn, round_id=the_round().pk)
    third = allotment.draft(desk, one, 1, now=autumn)
    with pytest.raises(Refusal, match="本期已经申报过"):
        story.go(one.agent, third, "submit", now=autumn)


# ---- 大兴区：每季度，写明申请人 ----


def test_a_quarter_in_daxing_with_names_through_the_town() -> None:
    # DX-009, DX-010, DX-011, DX-013
    desk, day = desk_of("daxing"), at(2026, 11, 10)
    one = firm(desk, now=day)
    case = allotment.draft(desk, one, 1, now=day)
    with pytest.raises(Refusal, match="以区里的通知为准"):
        story.go(one.agent, case, "submit", now=day)
    set_round(
        actor=desk.zheng,
        now=day,
        code="quarterly",
        day=day.date(),
        total=None,
        opens=date(2026, 11, 9),
        closes=date(2026, 11, 20),
    )
    with pytest.raises(Refusal, match="只写明了 0 名"):
        story.go(one.agent, case, "submit", now=day)
    lin = cast.person("林晓禾", "11010119900307002X", "13800000001")
    with pytest.raises(BadInput, match="不是本单位"):
        name_applicants(actor=one.agent, now=day, case_number=case.number, person_ids=[lin.person_id or 0])
    linked_with(one, lin, now=day)
    name_applicants(actor=one.agent, now=day, case_number=case.number, person_ids=[lin.person_id or 0])
    case = story.go(one.agent, case, "submit", now=day)
    assert case.stage == "territorial"
    taken_in(desk, case, now=day)
    propose_places(
        actor=desk.zheng, now=day, round_id=the_round().pk, weights={"output_value": 10}, minimum=0, cap=None
    )
    publish_round(actor=desk.zheng, now=day, round_id=the_round().pk)
    assert places_until(QuotaRequest.objects.get()) == (1, date(2026, 10, 1), date(2026, 12, 31))


def test_a_named_applicant_who_plainly_does_not_qualify_is_told() -> None:
    # DX-010
    desk, day = desk_of("daxing"), at(2026, 11, 10)
    one = firm(desk, now=day)
    set_round(actor=desk.zheng, now=day, code="quarterly", day=day.date(), total=5, opens=day.date(), closes=day.date())
    old = cast.person("老王", "110101195003070013", "13800000009")
    linked_with(one, old, now=day)
    identity = {**cast.PROFILE["identity"], "sex": "男", "birth_date": "1950-03-07"}
    cast.fill_profile(old, now=day, identity=identity)
    case = allotment.draft(desk, one, 1, now=day)
    name_applicants(actor=one.agent, now=day, case_number=case.number, person_ids=[old.person_id or 0])
    with pytest.raises(Refusal, match="老王不符合新办条件"):
        story.go(one.agent, case, "submit", now=day)


def test_changping_has_no_rounds() -> None:
    # CP-010, AMB-22
    stage = cast.set_the_stage()
    with pytest.raises(Refusal, match="没有开办"):
        open_case(actor=stage.zhao, now=cast.NOW, type="quota_request")
