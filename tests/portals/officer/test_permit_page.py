"""A permit at the office: its life, a past day as known then and now, and orders with a reason."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gongju.permits.state import State, state_on
from tests.actions.holders import Place, holding
from tests.cast import NOW, Stage
from tests.portals.conftest import As

FIRST = date(2024, 1, 1)


def text(answer: object) -> str:
    """The page."""
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def place_of(stage: Stage) -> Place:
    """A permit that ends on 2026-12-31."""
    return holding(stage, "changping", first_day=FIRST, today=NOW.date())


def day(name: str, year: int, month: int, number: int) -> dict[str, str]:
    """The three boxes of a day."""
    return {f"{name}-year": str(year), f"{name}-month": str(month), f"{name}-day": str(number)}


def test_it_is_frozen_with_a_reason_and_the_page_keeps_it(stage: Stage, signed_in: As) -> None:
    """Asked once more with what it means; without a reason nothing is done."""
    place = place_of(stage)
    client, here = signed_in(place.approves), reverse("officer:permit", args=[place.permit.number])
    order = reverse("officer:order", args=[place.permit.number, "freeze"])
    assert "冻结期间不是有效证件" in text(client.get(order))
    since = day("since", 2026, 11, 25)
    assert client.post(order, since).status_code == 422
    assert client.post(order, {**since, "reason": "核查学历材料。"}).status_code == 302
    shown = text(client.get(here))
    assert "核查学历材料。" in shown
    assert "解冻" in shown
    place.permit.refresh_from_db()
    assert state_on(place.permit, date(2026, 11, 25)) is State.FROZEN


def test_a_past_day_as_known_then_and_now(stage: Stage, signed_in: As) -> None:
    """A retirement noted late: valid as known then, lapsed as known now."""
    place = place_of(stage)
    client, here = signed_in(place.approves), reverse("officer:permit", args=[place.permit.number])
    order = reverse("officer:order", args=[place.permit.number, "retire"])
    typed = {**day("retired_on", 2026, 11, 1), "reason": "单位报送退休证明。"}
    assert client.post(order, typed).status_code == 302
    number = place.permit.number
    for who, where in (
        (place.approves, here),
        (stage.lin, f"/my/permits/{number}/"),
        (stage.zhao, f"/unit/permits/{number}/"),
    ):
        shown = " ".join(text(signed_in(who).get(where, day("day", 2026, 11, 10))).split())
        then, now = shown.split("当时登记的：")[1].split("现在知道的：")
        assert "有效" in then
        assert "失效" in now[:200]


def test_who_gives_no_orders_sees_none(stage: Stage, signed_in: As) -> None:
    """Another role reads; another district finds nothing."""
    place = place_of(stage)
    here = reverse("officer:permit", args=[place.permit.number])
    assert "/orders/" not in text(signed_in(place.accepts).get(here))
    assert signed_in(stage.feng).get(here).status_code == 404


def test_the_page_costs_a_bounded_number_of_queries(
    stage: Stage, signed_in: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """However long the life."""
    place = place_of(stage)
    client = signed_in(place.approves)
    with django_assert_max_num_queries(30):
        client.get(reverse("officer:permit", args=[place.permit.number]))


def test_holder_and_employer_see_the_life_too(stage: Stage, signed_in: As) -> None:
    """Drawn, and as a table beside it; another employer finds nothing."""
    place = place_of(stage)
    for who, here in ((stage.lin, "/my/permits/"), (stage.zhao, "/unit/permits/")):
        shown = text(signed_in(who).get(f"{here}{place.permit.number}/"))
        assert 'class="life"' in shown
        assert "证件每段时间的状态、聘用单位和办理的业务" in shown
    assert signed_in(stage.ma).get(f"/unit/permits/{place.permit.number}/").status_code == 404
