"""注销: by the employer for somebody who settled, by the holder who renounces, never for merely leaving."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongju.actions.fill import fill
from gongju.actions.open_case import open_case
from gongju.actions.release import Leaving, release
from gongju.casework import queries as casework
from gongju.errors import Refusal
from gongju.permits.state import State, state_on
from tests import cast, story
from tests.actions.holders import Place, answer_all, go, holding
from tests.cast import Stage

TODAY = date(2023, 5, 15)


def chaoyang(stage: Stage) -> Place:
    """A valid permit in 朝阳区."""
    return holding(stage, "chaoyang", first_day=date(2022, 7, 1), today=TODAY)


def answered(place: Place, number: str, reason: str, *, settled: bool) -> None:
    """The holder says why."""
    answers = {"cancellation_reason": reason, "beijing_hukou": settled}
    fill(actor=place.holder, now=place.today, case_number=number, answers=answers)


def test_the_employer_cancels_for_somebody_who_settled(stage: Stage) -> None:
    """With the pages of the household book, approved, the permit is 注销, not 挂起 (CY-Q86a, AMC-33)."""
    place = chaoyang(stage)
    hukou = {**cast.PROFILE["hukou"], "hukou": "北京市永久户籍"}
    cast.fill_profile(place.holder, now=place.today, hukou=hukou)
    case = open_case(actor=place.agent, now=place.today, type="cancellation", person_id=place.holder.person_id)
    answered(place, case.number, "已取得北京户籍", settled=True)
    with pytest.raises(Refusal, match="缺少材料：北京户籍户口本"):
        go(place, place.agent, case, "submit_by_unit")
    story.hand_in_what_is_due(place.agent, case, now=place.today)
    go(place, place.agent, case, "submit_by_unit")
    finish(place, case.number)
    place.permit.refresh_from_db()
    assert state_on(place.permit, TODAY) is State.CANCELLED


def test_the_holder_may_renounce(stage: Stage) -> None:
    """The holder starts it, the employer passes it on (LF-02); the case counts in 昌平区 too."""
    place = holding(stage, "changping", first_day=date(2022, 7, 1), today=TODAY)
    case = open_case(actor=place.holder, now=place.today, type="cancellation")
    answered(place, case.number, "本人放弃", settled=False)
    assert go(place, place.holder, case, "submit").stage == "endorsement"
    assert go(place, place.agent, case, "endorse").stage == "acceptance"
    finish(place, case.number)
    place.permit.refresh_from_db()
    assert state_on(place.permit, TODAY) is State.CANCELLED


def finish(place: Place, number: str) -> None:
    """Accepted by one, approved by another."""
    case = casework.by_number(number)
    go(place, place.accepts, case, "accept")
    answer_all(place, case, place.approves)
    story.decide_what_is_left(place.approves, case, now=place.today)
    assert go(place, place.approves, case, "approve").outcome == "approved"


def test_merely_leaving_suspends_and_settling_does_not(stage: Stage) -> None:
    """Who settled is not let go like one who left: the permit would wait for a new employer (AMC-33)."""
    place = chaoyang(stage)
    employment = cast.link_of(place.holder)
    told: dict[str, Any] = {
        "actor": place.agent,
        "now": place.today,
        "employment_id": employment.pk,
        "ended_on": TODAY,
    }
    with pytest.raises(Refusal, match="请先在员工页发起“注销”"):
        release(**told, reason="已落户", kind=Leaving.SETTLED)
    release(**told, reason="另谋职业", document_id=cast.proof_of_leaving(place.agent, now=place.today))
    place.permit.refresh_from_db()
    assert state_on(place.permit, TODAY) is State.SUSPENDED


def test_retiring_ends_it_and_being_employed_again_does_not_mend_it(stage: Stage) -> None:
    """The permit lapses from the day of retirement (CY-Q83; CC-275)."""
    place = chaoyang(stage)
    employment = cast.link_of(place.holder)
    release(
        actor=place.agent,
        now=place.today,
        employment_id=employment.pk,
        ended_on=date(2023, 5, 10),
        reason="退休",
        kind=Leaving.RETIRED,
    )
    cast.link(place.holder, place.agent, place.employer, now=place.today, since=date(2023, 5, 15))
    place.permit.refresh_from_db()
    days = (date(2023, 5, 9), date(2023, 5, 10), TODAY)
    assert [state_on(place.permit, day) for day in days] == [State.VALID, State.LAPSED, State.LAPSED]
    with pytest.raises(Refusal, match="已经失效"):
        open_case(actor=place.agent, now=place.today, type="change_of_employer", person_id=place.holder.person_id)
