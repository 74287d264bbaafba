"""The businesses in districts that go another way than 昌平区: the town with its form first, or an appointment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gongju.access.actor import Actor
from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.actions.fill import fill
from gongju.actions.matter import matter_of
from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.actions.receive_original import receive_original
from gongju.actions.release import release
from gongju.actions.save_part import save_profile_part
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import EmployerPart
from gongju.people import profile
from gongju.people import records as people
from gongju.people.models import Office
from gongju.permits import records as permits
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from tests import cast, moving, story
from tests.actions.holders import Place, answer_all, approved, at, filled, go, holding, open_in, reviewed
from tests.cast import Stage
from tests.changing import CHILD, MOVED
from tests.territory import reviewer

TODAY = date(2026, 11, 16)
OTHERS = ["dongcheng", "daxing", "chaoyang"]
TOWN = "territorial"


def holder(stage: Stage, authority: str) -> Place:
    """林晓禾 holds a permit of the district; in 大兴区 her employer stands in 黄村镇."""
    place = holding(stage, authority, first_day=date(2025, 3, 3), today=TODAY)
    kept = profile.contents(place.permit.person)
    permits.approve_particulars(place.permit, now=at(date(2025, 3, 3)), case=place.permit.issued_by, content=kept)
    if authority == "daxing":
        town = people.set_office(code="huangcun", authority=authority, name="黄村镇", kind=Office.Kind.TERRITORIAL)
        choose_territorial_office(actor=place.agent, now=place.today, office_id=town.pk)
    return place


def reported(place: Place, case: Case) -> Case:
    """Through the town, where the district has one: the sealed form came, and it is reported."""
    case = casework.by_number(case.number)
    if case.stage != TOWN or case.territorial_office is None:
        return case
    lu = reviewer("陆欣", case.territorial_office)
    with pytest.raises(Objected, match="纸质原件"):
        go(place, lu, case, "pass_territorial")
    form = case.handed_in.get(material="handling_form", removed_at=None)
    day = place.today.date()
    receive_original(actor=lu, now=place.today, case_number=case.number, handed_in_id=form.pk, received_on=day)
    return go(place, lu, case, "pass_territorial")


def given(place: Place, case: Case, who: Actor) -> None:
    """This party has answered and handed in what is theirs."""
    answer_all(place, case, who)
    story.hand_in_what_is_due(who, case, now=place.today)


def asked(place: Place, type: str, part: str, content: Any) -> Case:
    """The profile is changed, and the holder asks that the permit follow; the employer has looked at it."""
    save_profile_part(actor=place.holder, now=place.today, part=part, content=content)
    case = open_case(actor=place.holder, now=place.today, type=type)
    given(place, case, place.holder)
    go(place, place.holder, case, "submit")
    given(place, case, place.agent)
    return reported(place, go(place, place.agent, case, "endorse"))


@pytest.mark.parametrize("authority", OTHERS)
def test_a_child_comes_to_the_permit(stage: Stage, authority: str) -> None:
    """Approved, the child stands on the permit, whose days stay as they were (DC-083, DX-083)."""
    place = holder(stage, authority)
    before = (place.permit.first_day, place.permit.last_day)
    case = asked(place, "change_of_dependants", "children", [CHILD])
    assert approved(place, reviewed(place, case)).outcome == "approved"
    place.permit.refresh_from_db()
    assert [child["name"] for child in place.permit.children] == ["林知夏"]
    assert (place.permit.first_day, place.permit.last_day) == before


@pytest.mark.parametrize("authority", OTHERS)
def test_a_new_address_comes_to_the_permit(stage: Stage, authority: str) -> None:
    """What differs is found, decided on, and noted as one event of the permit."""
    place = holder(stage, authority)
    case = asked(place, "change_of_particulars", "residence", MOVED)
    facts = {one.name: one.value for one in matter_of(actor=place.agent, now=place.today, case=case).facts}
    assert facts["changed_items"] == frozenset({"居住地址"})
    assert approved(place, reviewed(place, case)).outcome == "approved"
    assert place.permit.events.filter(kind="changed").count() == 1


def renounced(place: Place) -> Case:
    """The holder gives the permit back, and the employer passes it on; it waits for review."""
    case = open_case(actor=place.holder, now=place.today, type="cancellation")
    said = {"cancellation_reason": "本人放弃", "beijing_hukou": False}
    fill(actor=place.holder, now=place.today, case_number=case.number, answers=said)
    given(place, case, place.holder)
    go(place, place.holder, case, "submit")
    given(place, case, place.agent)
    case = reported(place, go(place, place.agent, case, "endorse"))
    answer_all(place, case, place.accepts)
    return go(place, place.accepts, case, "accept")


def test_in_daxing_a_cancellation_passes_the_town_too(stage: Stage) -> None:
    """AMC-33: given back, approved, and over for good (LF-02, DX-168, DX-169)."""
    place = holder(stage, "daxing")
    case = renounced(place)
    story.decide_what_is_left(place.approves, case, now=place.today)
    assert go(place, place.approves, case, "approve").outcome == "approved"
    place.permit.refresh_from_db()
    assert state_on(place.permit, TODAY) is State.CANCELLED


def moved(stage: Stage) -> Place:
    """林晓禾 left 北京海河蓝, works at 北京南口 in the same town, and her permit is suspended."""
    place = holder(stage, "daxing")
    release(
        actor=place.agent, now=place.today, employment_id=cast.link_of(place.holder).pk, ended_on=TODAY, reason="离职"
    )
    open_in(stage.ma, stage.nankou, "daxing", TODAY)
    stage.hhl.refresh_from_db()
    town = stage.hhl.territorial_office_id or 0
    choose_territorial_office(actor=stage.ma, now=place.today, office_id=town)
    cast.link(place.holder, stage.ma, stage.nankou, now=place.today, since=TODAY)
    place.permit.refresh_from_db()
    return replace(place, agent=stage.ma, employer=stage.nankou)


def test_in_daxing_a_new_employer_goes_through_its_town(stage: Stage) -> None:
    """Suspended until the approval, then valid to the same last day (DX-076, DX-078, DX-168)."""
    place = moved(stage)
    last_day = place.permit.last_day
    assert state_on(place.permit, TODAY) is State.SUSPENDED
    case = open_case(actor=place.agent, now=place.today, type="change_of_employer", person_id=place.holder.person_id)
    case = reported(place, go(place, place.agent, filled(place, case), "submit"))
    assert approved(place, reviewed(place, case)).outcome == "approved"
    place.permit.refresh_from_db()
    assert (place.permit.last_day, place.permit.employer_id) == (last_day, stage.nankou.pk)
    assert state_on(place.permit, TODAY) is State.VALID


def test_an_employer_moves_to_daxing_through_its_new_town(stage: Stage) -> None:
    """Registered there, it names its town, which reports it; it is open there, closed where it was (DX-085, DX-086)."""
    story.access_opened(stage)
    registration = EmployerPart.objects.get(employer=stage.hhl, part="registration")
    registration.content = moving.particulars_in("大兴区")["registration"]
    registration.save()
    there = moving.officers_of("daxing")
    town = people.set_office(code="huangcun", authority="daxing", name="黄村镇", kind=Office.Kind.TERRITORIAL)
    case = moving.asked_to_move(stage, "daxing")
    with pytest.raises(Objected, match="还没有选择属地部门"):
        story.go(stage.zhao, case, "submit")
    choose_territorial_office(actor=stage.zhao, now=cast.NOW, office_id=town.pk)
    case = story.go(stage.zhao, case, "submit")
    place = Place("daxing", cast.NOW, stage.lin, stage.zhao, stage.hhl, *there_of(there), permit=Permit())
    assert reported(place, case).stage == "acceptance"
    assert moving.decided(stage, there, case).outcome == "approved"
    standing = {one.authority: one.state for one in stage.hhl.accesses.all()}
    assert standing == {"changping": "closed", "daxing": "open"}
    stage.hhl.refresh_from_db()
    assert (stage.hhl.authority, stage.hhl.territorial_office) == ("daxing", town)


def there_of(there: moving.There) -> tuple[Actor, Actor, Actor]:
    """Who accepts, reviews and approves."""
    return there.accepts, there.reviews, there.approves
