"""An office's orders: freeze and lift, cancel by decision, note a retirement; each with its reason, each told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gongju.actions.open_case import open_case
from gongju.actions.order import cancel_by_decision, freeze, report_retirement, unfreeze
from gongju.actions.print_confirmation import print_confirmation
from gongju.casework import queries as casework
from gongju.errors import BadInput, NotFound, Refusal
from gongju.notifications.inbox import messages_of
from gongju.outbox.worker import drain
from gongju.permits.queries import line, state_then
from gongju.permits.state import State, state_on
from tests.actions.holders import Place, holding
from tests.cast import Stage

TODAY = date(2021, 11, 15)
WHY = "收到举报，正在核查材料。"


def held(stage: Stage) -> Place:
    """A permit that ends on 2021-12-31."""
    return holding(stage, "changping", first_day=date(2019, 1, 1), today=TODAY)


def order(place: Place) -> dict[str, Any]:
    """Who orders, when, on which permit."""
    return {"actor": place.approves, "now": place.today, "permit_number": place.permit.number}


def state(place: Place, day: date = TODAY) -> State:
    """What it is on a day."""
    place.permit.refresh_from_db()
    return state_on(place.permit, day)


def test_frozen_for_some_days(stage: Stage) -> None:
    """From and until, both included; printing stops, and both sides read why (CP-150)."""
    place = held(stage)
    freeze(**order(place), since=TODAY, until=date(2021, 11, 20), reason=WHY)
    assert [state(place, date(2021, 11, day)) for day in (14, 15, 20, 21)] == [
        State.VALID,
        State.FROZEN,
        State.FROZEN,
        State.VALID,
    ]
    with pytest.raises(Refusal, match="冻结"):
        print_confirmation(actor=place.holder, now=place.today, permit_number=place.permit.number)
    drain(ask=lambda: place.today)
    assert WHY.rstrip("。") in messages_of(place.holder)[0].text
    assert WHY.rstrip("。") in messages_of(place.agent)[0].text


def test_a_freeze_is_lifted_once(stage: Stage) -> None:
    """Lifted, it is valid; a second lifting is refused, and a second freeze on top of one too."""
    place = held(stage)
    freeze(**order(place), since=TODAY, reason=WHY)
    with pytest.raises(Refusal, match="已经冻结"):
        freeze(**order(place), since=TODAY, reason=WHY)
    unfreeze(**order(place), reason="核查完毕。")
    assert state(place) is State.VALID
    with pytest.raises(Refusal, match="没有冻结"):
        unfreeze(**order(place), reason="核查完毕。")


def test_a_freeze_ahead_is_lifted_before_it_begins_and_another_one_counts(stage: Stage) -> None:
    """What was ordered last counts, whichever day it begins on; the events tell what the columns say."""
    place = held(stage)
    freeze(**order(place), since=date(2021, 11, 30), reason=WHY)
    unfreeze(**order(place), reason="核查完毕。")
    assert state(place, date(2021, 11, 30)) is State.VALID
    assert [span.state for span in line(place.permit)] == [State.VALID, State.LAPSED]
    freeze(**order(place.on(date(2021, 11, 16))), since=date(2021, 11, 17), until=date(2021, 12, 10), reason=WHY)
    for day in (date(2021, 11, 16), date(2021, 11, 17), date(2021, 12, 10), date(2021, 12, 11)):
        told = state_then(place.permit, day, known_on=TODAY + timedelta(days=60))
        assert state(place, day) is told
    assert [span.state for span in line(place.permit)] == [State.VALID, State.FROZEN, State.VALID, State.LAPSED]


def test_cancelled_by_decision_for_good(stage: Stage) -> None:
    """A permit got by false papers is cancelled, its open case closed with it (CP-150, DX-165)."""
    place = held(stage)
    case = open_case(actor=place.agent, now=place.today, type="renewal", person_id=place.holder.person_id)
    cancel_by_decision(**order(place), reason="提供虚假学历材料，依据指南四（五）。")
    assert state(place) is State.CANCELLED
    assert casework.by_number(case.number).outcome == "closed"
    with pytest.raises(Refusal, match="已经注销"):
        unfreeze(**order(place), reason="再看看。")


def test_a_retirement_recorded_late_changes_what_is_known_of_the_days_between(stage: Stage) -> None:
    """Known then it was valid, known now it had lapsed (CY-Q83)."""
    place = held(stage)
    report_retirement(**order(place), retired_on=date(2021, 11, 1), reason="单位报送退休证明。")
    place.permit.refresh_from_db()
    between = date(2021, 11, 10)
    assert state_then(place.permit, between, known_on=between) is State.VALID
    assert state_then(place.permit, between, known_on=TODAY) is State.LAPSED
    assert state_then(place.permit, date(2018, 12, 31), known_on=date(2018, 12, 31)) is None


def test_only_the_district_with_the_role_and_a_reason(stage: Stage) -> None:
    """Another district finds nothing, another role is refused, no reason is not enough."""
    place = held(stage)
    with pytest.raises(NotFound):
        cancel_by_decision(actor=stage.feng, now=place.today, permit_number=place.permit.number, reason=WHY)
    with pytest.raises(Refusal, match="核准岗位"):
        cancel_by_decision(actor=place.accepts, now=place.today, permit_number=place.permit.number, reason=WHY)
    with pytest.raises(BadInput, match="理由"):
        freeze(**order(place), since=TODAY, reason=" ")
    with pytest.raises(BadInput, match="不能早于今天"):
        freeze(**order(place), since=date(2021, 11, 1), reason=WHY)
