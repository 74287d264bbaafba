"""聘用单位变更: the new employer makes a suspended permit valid again within its days, and not a day longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongju.actions.allot import allot
from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.actions.release import Leaving, release
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers import records as employers
from gongju.employers.models import EmployerAccess
from gongju.errors import Refusal
from gongju.permits.queries import employers_by_day
from gongju.permits.state import State, state_on
from tests import cast
from tests.actions.holders import Place, approved, at, filled, go, holding, open_in, reviewed
from tests.cast import Stage

LEFT, TODAY = date(2021, 9, 1), date(2021, 9, 15)


def moved(stage: Stage, authority: str = "changping", *, state: str = "open", kind: Leaving = Leaving.LEFT) -> Place:
    """林晓禾 has left 北京海河蓝 and is confirmed at 北京南口; her permit of 2019-07-01 is suspended."""
    place = holding(stage, authority, first_day=date(2019, 7, 1), today=LEFT)
    employment = cast.link_of(place.holder)
    release(
        actor=place.agent,
        now=place.today,
        employment_id=employment.pk,
        ended_on=LEFT,
        reason="离职",
        kind=kind,
        document_id=cast.proof_of_leaving(place.agent, now=place.today),
    )
    open_in(stage.ma, stage.nankou, authority, LEFT)
    employers.open_access(stage.nankou.pk, authority, on=LEFT, state=state, case_number="XX20150000002")
    cast.link(place.holder, stage.ma, stage.nankou, now=at(TODAY), since=date(2021, 9, 6))
    stage.nankou.refresh_from_db()
    place.permit.refresh_from_db()
    return replace(place, today=at(TODAY), agent=stage.ma, employer=stage.nankou)


def begun(place: Place) -> Case:
    """The new employer's agent has opened the change."""
    return open_case(actor=place.agent, now=place.today, type="change_of_employer", person_id=place.holder.person_id)


def submitted(place: Place) -> Case:
    """It waits for acceptance."""
    return go(place, place.agent, filled(place, begun(place)), "submit")


@pytest.mark.parametrize("authority", ["dongcheng", "changping"])
def test_it_is_valid_again_and_ends_when_it_always_would(stage: Stage, authority: str) -> None:
    """Suspended from the release, valid from the approval, with the same last day (DC-078, CP-079; CC-244)."""
    place = moved(stage, authority)
    assert state_on(place.permit, TODAY) is State.SUSPENDED
    approved(place, reviewed(place, submitted(place)))
    place.permit.refresh_from_db()
    assert (place.permit.last_day, state_on(place.permit, TODAY)) == (date(2022, 6, 30), State.VALID)
    history = [(one.employer_id, one.first, one.last) for one in employers_by_day(place.permit)]
    assert history == [(stage.hhl.pk, date(2019, 7, 1), date(2021, 9, 14)), (stage.nankou.pk, TODAY, None)]


def test_a_restricted_employer_receives_nobody(stage: Stage) -> None:
    """What a district restricts may renew, not take somebody on (CP-031, AMB-27)."""
    with pytest.raises(Objected, match="不能接收持证人"):
        begun(moved(stage, state=EmployerAccess.State.RESTRICTED))


def test_chaoyang_wants_a_decision_on_quota_this_year_be_it_none(stage: Stage) -> None:
    """Without one it is refused, with one of 0 places not (CY-Q13c)."""
    place = moved(stage, "chaoyang")
    with pytest.raises(Objected, match="今年没有取得过指标批复"):
        begun(place)
    desk = cast.officer("指标员", "chaoyang", "district.quota")
    allot(
        actor=desk, now=place.today, employer_id=place.employer.pk, count=0, first_day=LEFT, last_day=date(2021, 12, 1)
    )
    assert begun(place).stage == "draft"


def test_a_valid_permit_is_not_taken_over(stage: Stage) -> None:
    """First the former employer lets go, and the page says so (DC-074, CY-Q75a)."""
    place = holding(stage, "changping", first_day=date(2019, 7, 1), today=TODAY)
    with pytest.raises(Objected, match="证件没有挂起") as refused:
        begun(place)
    assert "先由原单位解除关联" in refused.value.objections[0].do


def test_it_is_the_new_employers_district_whose_rules_count(stage: Stage) -> None:
    """A holder of 朝阳区 who goes to an employer of 昌平区 is handled there (CC-248)."""
    place = moved(stage, "chaoyang")
    open_in(stage.ma, stage.nankou, "changping", LEFT)
    case = begun(place)
    assert (case.authority, case.number[:2]) == ("changping", "CP")


def test_not_approved_before_the_last_day_is_over(stage: Stage) -> None:
    """The permit lapses while it waits, and its case is closed (DC-174, CP-149)."""
    place = moved(stage)
    case = reviewed(place, submitted(place))
    late = place.on(date(2022, 7, 1))
    with pytest.raises(Refusal, match="已经失效"):
        go(late, place.approves, case, "approve")
    assert casework.by_number(case.number).outcome == "closed"
    assert state_on(place.permit, date(2022, 7, 1)) is State.LAPSED
