"""The allotment board: rounds, figures side by side, points explained, changes by hand, publishing, the file."""

import re
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from gongju import clock
from gongju.quota.models import Lot, QuotaRequest, Round
from tests.allotment import Desk, at, desk_of, firm, listed, reported, the_round
from tests.portals.conftest import As
from tests.reworded import load_reworded

pytestmark = pytest.mark.django_db
IN_MARCH, DECIDING = at(2023, 3, 10), at(2023, 3, 21)
QUERIES = 40


def shown(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def desk(db: None) -> Desk:
    return desk_of("chaoyang")


def two_on_the_board(desk: Desk) -> list[QuotaRequest]:
    return [
        listed(desk, firm(desk, 1, now=IN_MARCH, unit_tax_year_1="360"), 6, now=IN_MARCH),
        listed(desk, firm(desk, 2, now=IN_MARCH, unit_tax_year_1="90"), 5, now=IN_MARCH),
    ]


def test_a_round_from_total_to_publication(
    desk: Desk, signed_in: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    requests = two_on_the_board(desk)
    client = signed_in(desk.zheng)
    with clock.set_clock(DECIDING):
        assert "每月申报" in shown(client.get("/office/quota/"))
        day = {"day-year": "2023", "day-month": "3", "day-day": "10"}
        assert client.post("/office/quota/set/monthly/", {**day, "total": "5"}).status_code == 302
        board = f"/office/quota/{the_round().pk}/"
        weights = {"unit_tax_year_1": "40", "unit_tax_this_year": "0", "minimum": "0", "cap": ""}
        assert client.post(f"{board}propose/", weights).status_code == 302
        with django_assert_max_num_queries(QUERIES):
            page = shown(client.get(board))
        assert 'data-label="上一年单位纳税">360 万元' in page
        assert "总量 5 个，已分配 5 个，还剩 0 个" in page
        line = f"/office/quota/requests/{requests[0].pk}/"
        with django_assert_max_num_queries(QUERIES):
            explained = shown(client.get(line))
        assert "得分 40" in explained
        assert "按得分应得 4 个" in explained
        over = client.post(line, {"places": "5", "reason": "区重点项目。", "seen": "4"})
        assert over.status_code == 422
        assert "超过本轮总量" in shown(over)
        assert "区重点项目。" in shown(over)
        assert client.post(line, {"places": "3", "reason": "上年没有用完。", "seen": "4"}).status_code == 302
        file = client.get(f"{board}export/").content.decode("utf-8-sig")
        assert "上年没有用完。" in file
        assert len(file.strip().splitlines()) == 3
        assert "2 家单位，共 4 个指标" in shown(client.get(f"{board}publish/"))
        assert client.post(f"{board}publish/").status_code == 302
        assert sorted(Lot.objects.values_list("granted", flat=True)) == [1, 3]
        assert "已公布" in shown(client.get(board))


def test_the_total_of_the_round_to_come_is_set_for_its_own_period(desk: Desk, signed_in: As) -> None:
    """After the window of March the page of rounds offers April: setting it must not write March's."""
    client = signed_in(desk.zheng)
    with clock.set_clock(DECIDING):
        address = "/office/quota/set/monthly/?day=2023-04-01"
        assert address in shown(client.get("/office/quota/"))
        form = shown(client.get(address))
    assert 'name="day-month" value="4"' in re.sub(r"\s+", " ", re.sub(r' (?!name|value)[a-z-]+="[^"]*"', "", form))


def test_more_than_was_asked_for_is_given_on_purpose_alone(desk: Desk, signed_in: As) -> None:
    # CY-Q12c, AMC-06: the office sets the number freely; 99 for 6 is mostly a slip
    request = two_on_the_board(desk)[0]
    client, line = signed_in(desk.zheng), f"/office/quota/requests/{request.pk}/"
    with clock.set_clock(DECIDING):
        assert 'name="over"' not in shown(client.get(line))
        told = {"places": "99", "reason": "区重点项目。", "seen": ""}
        answer = client.post(line, told)
        assert answer.status_code == 422
        assert "单位申报 6 个，拟核定 99 个，多于申报数" in shown(answer)
        assert "区重点项目。" in shown(answer)
        confirm = {"over": "确认多给，理由已写明"}
        assert confirm["over"] in shown(answer)
        assert client.post(line, {**told, "places": "7", **confirm}).status_code == 302
    request.refresh_from_db()
    assert request.places == 7


def test_what_is_typed_wrong_stays_and_is_told(desk: Desk, signed_in: As) -> None:
    two_on_the_board(desk)
    client = signed_in(desk.zheng)
    with clock.set_clock(DECIDING):
        board = f"/office/quota/{the_round().pk}/"
        answer = client.post(f"{board}propose/", {"unit_tax_year_1": "400", "minimum": "0"})
        assert answer.status_code == 422
        assert 'value="400"' in shown(answer)
        assert client.post(f"{board}publish/").status_code == 422
        day = {"day-year": "2023", "day-month": "13", "day-day": "10"}
        assert client.post("/office/quota/set/monthly/", {**day, "total": "x"}).status_code == 422
        assert client.get("/office/quota/set/yearly/").status_code == 404


def test_a_request_that_is_not_checked_yet_holds_the_round_up(desk: Desk, signed_in: As) -> None:
    case = reported(desk, firm(desk, now=IN_MARCH), 2, now=IN_MARCH)
    client = signed_in(desk.zheng)
    with clock.set_clock(DECIDING):
        assert "待核对" in shown(client.get(f"/office/quota/{the_round().pk}/"))
        assert client.get(f"/office/cases/{case.number}/").status_code == 200


def test_nobody_but_the_quota_officer_comes_here(desk: Desk, signed_in: As) -> None:
    request = two_on_the_board(desk)[0]
    elsewhere = desk_of("dongcheng")
    for who, status in ((desk.shen, 403), (elsewhere.zheng, 404)):
        client = signed_in(who)
        assert client.get(f"/office/quota/{the_round().pk}/").status_code == status
        assert client.get(f"/office/quota/requests/{request.pk}/").status_code == status


def test_a_round_that_the_rules_have_no_more_goes_on_by_those_it_was_asked_under(
    desk: Desk, signed_in: As, tmp_path: Path
) -> None:
    # DC-003: what was asked for stays on the board until it is published
    two_on_the_board(desk)
    load_reworded(tmp_path, ('code = "monthly"\n', 'code = "each_month"\n'), file="chaoyang/2023.toml")
    client = signed_in(desk.zheng)
    with clock.set_clock(DECIDING):
        row = the_round()
        board = f"/office/quota/{row.pk}/"
        assert f'href="{board}">每月申报</a>' in shown(client.get("/office/quota/"))
        assert "每月申报" in shown(client.get(board))
        assert client.post(f"{board}propose/", {"minimum": "2", "cap": ""}).status_code == 302
        assert client.post(f"{board}publish/").status_code == 302
    assert list(Lot.objects.values_list("granted", flat=True)) == [6, 5]


def test_a_published_round_is_told_and_one_more_batch_is_confirmed(desk: Desk, signed_in: As) -> None:
    # CY-Q09a, DX-009: nothing published changes, and the office sees what comes instead
    listed(desk, firm(desk, 1, now=IN_MARCH), 6, now=IN_MARCH)
    client, first = signed_in(desk.zheng), the_round()
    with clock.set_clock(IN_MARCH):
        client.post(f"/office/quota/{first.pk}/propose/", {"minimum": "2", "cap": ""})
        asked = shown(client.get(f"/office/quota/{first.pk}/publish/"))
        assert "2023年3月14日才截止，公布以后上报的进入第 2 批" in asked
        assert client.post(f"/office/quota/{first.pk}/publish/").status_code == 302
        rounds = shown(client.get("/office/quota/"))
        assert "本轮已经公布，不再改动。此后上报的进入第 2 批" in rounds
        assert "改总量" not in shown(client.get(f"/office/quota/{first.pk}/"))
        setting = "/office/quota/set/monthly/?day=2023-03-01"
        assert "已于 2023年3月10日公布，核定 6 个" in shown(client.get(setting))
        told = {"day-year": "2023", "day-month": "3", "day-day": "10", "total": "4"}
        refused = client.post(setting, told)
        assert refused.status_code == 422
        assert 'value="4"' in shown(refused)
        answer = client.post(setting, {**told, "further": "确认另开第 2 批"})
        assert "第 2 批" in shown(client.get(answer["location"]))
    assert list(Round.objects.values_list("batch", "total", "state")) == [(2, 4, "draft"), (1, None, "published")]
