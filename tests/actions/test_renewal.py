"""续签: started by the employer's agent, when each district opens it, in time or never, a new term after the old."""

from __future__ import annotations

from datetime import date

import pytest

from gongju.access.actor import Actor
from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.actions.fill import fill
from gongju.actions.hand_in import hand_in
from gongju.actions.may_open import openings
from gongju.actions.move import move
from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.actions.open_many import open_many
from gongju.actions.receive_original import receive_original
from gongju.actions.release import release
from gongju.actions.settle import settle_all
from gongju.casework import queries as casework
from gongju.casework.models import Case, Step
from gongju.errors import NotFound, Refusal
from gongju.people import records as people
from gongju.people.models import Office
from gongju.permits.models import PermitEvent
from gongju.permits.state import State, state_on
from gongju.rules.calendar import ONE_DAY
from tests import cast
from tests.actions.holders import Place, answer_all, approved, filled, go, holding, open_in, reviewed
from tests.cast import Stage
from tests.territory import reviewer

DISTRICTS = [
    # (district, first day of the permit, a day in its window, the last day before the window)
    ("dongcheng", date(2018, 7, 1), date(2021, 6, 7), date(2021, 5, 31)),
    ("daxing", date(2019, 1, 1), date(2021, 10, 15), date(2021, 10, 8)),
    ("changping", date(2019, 1, 1), date(2021, 11, 15), date(2021, 10, 31)),
    ("chaoyang", date(2020, 7, 1), date(2023, 5, 15), date(2023, 4, 30)),
]


def begun(place: Place) -> Case:
    """The agent has opened the renewal."""
    return open_case(actor=place.agent, now=place.today, type="renewal", person_id=place.holder.person_id)


def submitted(place: Place) -> Case:
    """It waits for acceptance; where a territorial office comes first, for that one."""
    return go(place, place.agent, filled(place, begun(place)), "submit")


def changping(stage: Stage, today: date = date(2021, 11, 15)) -> Place:
    """A permit that ends on 2021-12-31 in 昌平区."""
    return holding(stage, "changping", first_day=date(2019, 1, 1), today=today)


@pytest.mark.parametrize(("district", "first", "today", "too_early"), [DISTRICTS[0], DISTRICTS[2], DISTRICTS[3]])
def test_a_renewal_is_a_new_term_after_the_old_one(
    stage: Stage, district: str, first: date, today: date, too_early: date
) -> None:
    """Approved in time, the permit runs three years more from the day after its last day (AMB-16; CC-221)."""
    place = holding(stage, district, first_day=first, today=today)
    case = approved(place, reviewed(place, submitted(place)))
    place.permit.refresh_from_db()
    assert case.outcome == "approved"
    assert place.permit.first_day == first
    assert place.permit.last_day == first.replace(year=first.year + 6) - (date(2000, 1, 2) - date(2000, 1, 1))
    assert state_on(place.permit, place.permit.last_day) is State.VALID


def test_in_daxing_the_territorial_office_comes_first(stage: Stage) -> None:
    """It goes to the office of the place the employer stands in, and from there to the district (DX-168)."""
    place = holding(stage, "daxing", first_day=date(2019, 1, 1), today=date(2021, 10, 15))
    case = filled(place, begun(place))
    with pytest.raises(Objected, match="还没有选择属地部门"):
        go(place, place.agent, case, "submit")
    office = people.set_office(code="yizhuang", authority="daxing", name="亦庄镇", kind=Office.Kind.TERRITORIAL)
    choose_territorial_office(actor=place.agent, now=place.today, office_id=office.pk)
    assert go(place, place.agent, case, "submit").stage == "territorial"
    lu = reviewer("陆欣", office)
    with pytest.raises(Objected, match="情况表》的纸质原件"):
        go(place, lu, case, "pass_territorial")
    form = case.handed_in.get(material="handling_form", removed_at=None)
    number = case.number
    receive_original(
        actor=lu, now=place.today, case_number=number, handed_in_id=form.pk, received_on=place.today.date()
    )
    assert go(place, lu, case, "pass_territorial").stage == "acceptance"
    approved(place, reviewed(place, case))
    place.permit.refresh_from_db()
    assert place.permit.last_day == date(2024, 12, 31)


@pytest.mark.parametrize(("district", "first", "today", "too_early"), DISTRICTS)
def test_a_district_opens_it_when_its_rulebook_says(
    stage: Stage, district: str, first: date, today: date, too_early: date
) -> None:
    """The day before is refused in the rulebook's words, whichever district (DC-160, DX-151, CP-137, CY-Q58b)."""
    place = holding(stage, district, first_day=first, today=too_early)
    with pytest.raises(Objected, match="才能续签") as refused:
        begun(place)
    assert refused.value.objections[0].code == "verdict.barred"
    for who, about in ((place.holder, None), (place.agent, place.holder.person_id)):
        told = {one.business.name: one.opens_on for one in openings(actor=who, now=place.today, person_id=about)}
        assert {name: one.date for name, one in told.items() if one} == {"renewal": too_early + ONE_DAY}
    assert begun(place.on(today)).stage == "draft"


def test_the_person_does_not_start_it(stage: Stage) -> None:
    """A renewal is the employer's to start, and the page says so (CC-228, TC-210; AMB-88, AMC-40)."""
    place = changping(stage)
    with pytest.raises(Refusal, match="由单位经办人发起"):
        open_case(actor=place.holder, now=place.today, type="renewal")
    told = {one.business.name: one for one in openings(actor=place.holder, now=place.today)}
    assert told["renewal"].why_not == ("由单位经办人发起。请联系单位经办人。",)
    theirs = openings(actor=place.agent, now=place.today, person_id=place.holder.person_id)
    assert {one.business.name for one in theirs if one.allowed} == {"cancellation", "renewal"}


def test_only_for_ones_own_confirmed_staff(stage: Stage) -> None:
    """Another employer's agent finds nobody; 陈默, who is not linked, neither."""
    place = changping(stage)
    with pytest.raises(NotFound):
        open_case(actor=stage.ma, now=place.today, type="renewal", person_id=place.holder.person_id)
    with pytest.raises(NotFound):
        open_case(actor=place.agent, now=place.today, type="renewal", person_id=stage.chen.person_id)


def test_both_fill_it_in_and_the_agent_submits(stage: Stage) -> None:
    """The person sees it from its opening on and answers what is theirs; the agent submits (DC-073, CP-073)."""
    place = changping(stage)
    case = begun(place)
    answer_all(place, case, place.holder)
    with pytest.raises(Objected, match="由单位经办人办理"):
        go(place, place.holder, case, "submit")
    assert go(place, place.agent, filled(place, case), "submit").stage == "acceptance"


def test_too_little_time_is_told_and_taken_note_of(stage: Stage) -> None:
    """With fewer than 20 working days left the agent must confirm having read it; the step keeps the words (AMC-26)."""
    place = holding(stage, "chaoyang", first_day=date(2020, 7, 1), today=date(2023, 6, 20))
    case = filled(place, begun(place))
    with pytest.raises(Objected, match="还没有确认提示"):
        _unread(place, place.agent, case)
    go(place, place.agent, case, "submit")
    (kept,) = Step.objects.get(case=case, name="submit").acknowledged
    assert "20 个工作日" in kept


def _unread(place: Place, who: Actor, case: Case) -> None:
    move(actor=who, now=place.today, case_number=case.number, transition="submit", seen_stage="draft")


def test_not_approved_in_time_the_permit_lapses_and_the_case_is_closed(stage: Stage) -> None:
    """On the day after the last one it is 失效 though nothing ran; whoever touches the case closes it (CC-220)."""
    place = holding(stage, "chaoyang", first_day=date(2020, 7, 1), today=date(2023, 6, 20))
    case = reviewed(place, submitted(place))
    late = place.on(date(2023, 7, 1))
    place.permit.refresh_from_db()
    assert state_on(place.permit, date(2023, 7, 1)) is State.LAPSED
    with pytest.raises(Refusal, match="因失效关闭") as refused:
        go(late, place.approves, case, "approve")
    assert refused.value.code == "case.fallen"
    closed = casework.by_number(case.number)
    assert (closed.open, closed.outcome) == (False, "closed")
    place.permit.refresh_from_db()
    assert place.permit.last_day == date(2023, 6, 30)


@pytest.mark.parametrize("act", ["fill", "hand in"])
def test_filling_in_or_handing_in_too_late_closes_the_draft_and_says_so(stage: Stage, act: str) -> None:
    """What is typed for a permit that is over is kept by nobody (CY-Q61b, CP-148)."""
    place = changping(stage)
    case = begun(place)
    late = place.on(date(2022, 1, 1)).today

    def touch() -> None:
        if act == "fill":
            fill(actor=place.agent, now=late, case_number=case.number, answers={"tax_months": "41"})
        else:
            version = cast.paper(place.agent, "opinion", "单位意见", now=late)
            hand_in(actor=place.agent, now=late, case_number=case.number, material="opinion", version_id=version.pk)

    with pytest.raises(Refusal, match="证件已经失效，这项业务已“因失效关闭”"):
        touch()
    assert casework.by_number(case.number).outcome == "closed"
    with pytest.raises(Refusal, match="业务现在处于“因失效关闭”"):
        touch()


def test_a_daily_run_finds_what_nobody_touched(stage: Stage) -> None:
    """The run closes it once; a second one finds nothing."""
    place = changping(stage)
    case = submitted(place)
    assert settle_all(now=place.today) == 0
    late = place.on(date(2022, 1, 1)).today
    assert (settle_all(now=late), settle_all(now=late)) == (1, 0)
    assert casework.by_number(case.number).outcome == "closed"


def test_dongchengs_example_waits_a_month_past_the_last_day(stage: Stage) -> None:
    """Of 2018-07-01, accepted in June: neither valid nor lapsed in July, lapsed on 2021-08-01 (DC-162, DC-175)."""
    place = holding(stage, "dongcheng", first_day=date(2018, 7, 1), today=date(2021, 6, 30))
    case = reviewed(place, submitted(place))
    place.permit.refresh_from_db()
    days = [date(2021, 6, 30), date(2021, 7, 1), date(2021, 7, 31), date(2021, 8, 1)]
    assert [state_on(place.permit, day) for day in days] == [State.VALID, State.RENEWING, State.RENEWING, State.LAPSED]
    approved(place.on(date(2021, 7, 20)), case)
    place.permit.refresh_from_db()
    assert (place.permit.last_day, state_on(place.permit, date(2021, 7, 20))) == (date(2024, 6, 30), State.VALID)


def test_no_other_district_grants_a_day(stage: Stage) -> None:
    """In 昌平区 an accepted renewal carries nothing past the last day (CP-148)."""
    place = changping(stage)
    reviewed(place, submitted(place))
    place.permit.refresh_from_db()
    accepted = PermitEvent.objects.get(permit=place.permit, kind="renewal_accepted")
    assert (accepted.data, state_on(place.permit, date(2022, 1, 1))) == ({}, State.LAPSED)


def test_what_is_suspended_is_not_renewed(stage: Stage) -> None:
    """The way goes through a change of employer first, in words (DC-170)."""
    place = changping(stage)
    employment = cast.link_of(place.holder)
    release(
        actor=place.agent,
        now=place.today,
        employment_id=employment.pk,
        ended_on=place.today.date(),
        reason="离职",
        document_id=cast.proof_of_leaving(place.agent, now=place.today),
    )
    open_in(stage.ma, stage.nankou, "changping", date(2021, 11, 1))
    cast.link(place.holder, stage.ma, stage.nankou, now=place.today, since=date(2021, 11, 1))
    with pytest.raises(Objected, match="挂起的先办理聘用单位变更"):
        open_case(actor=stage.ma, now=place.today, type="renewal", person_id=place.holder.person_id)


def test_one_business_at_a_time(stage: Stage) -> None:
    """While one is open a second is refused with its number (CC-253)."""
    place = changping(stage)
    first = begun(place)
    with pytest.raises(Refusal, match=first.number):
        begun(place)


def test_many_at_once_each_for_itself(stage: Stage) -> None:
    """One is opened, the other refused in words; nobody waits for anybody."""
    place = changping(stage)
    cast.link(stage.chen, place.agent, place.employer, now=place.today, since=date(2020, 1, 1))
    wanted = [place.holder.person_id or 0, stage.chen.person_id or 0, place.holder.person_id or 0]
    lin, chen = open_many(actor=place.agent, now=place.today, type="renewal", person_ids=wanted)
    assert casework.by_number(lin.number).type == "renewal"
    assert (chen.number, "没有工作居住证" in chen.refusal) == ("", True)


def test_the_employer_takes_it_back(stage: Stage) -> None:
    """Withdrawn, the permit runs as before."""
    place = changping(stage)
    assert go(place, place.agent, submitted(place), "withdraw").outcome == "withdrawn"
    place.permit.refresh_from_db()
    assert place.permit.last_day == date(2021, 12, 31)
