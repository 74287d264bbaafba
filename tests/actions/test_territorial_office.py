"""The 属地部门: chosen by the employer, first to review where the rulebook lists its stage, and nobody else's."""

from pathlib import Path

import pytest

from gongju.access.actor import Actor, actor_of
from gongju.access.cases import visible_cases
from gongju.access.documents import visible_versions
from gongju.access.employers import visible_employers
from gongju.access.lots import visible_lots
from gongju.access.people import visible_people
from gongju.access.permits import visible_permits
from gongju.actions.admit import admit_staff
from gongju.actions.allowed_moves import allowed_moves
from gongju.actions.assign import assign
from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.actions.objection import Objected
from gongju.casework.models import Case
from gongju.employers import records as employers
from gongju.employers.models import Employer
from gongju.errors import BadInput, NotFound, Refusal
from gongju.notifications.models import Message
from gongju.outbox.worker import drain
from gongju.people import records as people
from gongju.people.models import User
from tests import story, territory
from tests.cast import NOW, Stage
from tests.territory import Towns


@pytest.fixture
def towns(stage: Stage, tmp_path: Path) -> Towns:
    """Two towns of 昌平区 that review first."""
    return territory.set_the_towns(tmp_path)


def _user(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id or 0)


def test_an_employer_that_has_not_chosen_hands_nothing_in(stage: Stage, towns: Towns) -> None:
    with pytest.raises(Objected) as refused:
        story.access_asked_for(stage)
    assert [one.code for one in refused.value.objections] == ["employer.no_territorial_office"]
    territory.choose(stage, towns.huilongguan)
    case = Case.objects.get()
    story.go(stage.zhao, case, "submit")
    case.refresh_from_db()
    assert (case.stage, case.territorial_office) == ("territorial", towns.huilongguan)


def test_where_the_rulebook_lists_no_such_stage_nobody_is_asked(stage: Stage) -> None:
    case = story.endorsed(stage)
    assert (case.stage, case.territorial_office) == ("acceptance", None)


def test_the_office_of_the_area_reviews_and_reports(stage: Stage, towns: Towns) -> None:
    case = territory.with_the_office(stage, towns)
    assert case.stage == "territorial"
    assert story.go(towns.lu, case, "pass_territorial").stage == "acceptance"
    assert story.go(stage.sun, case, "accept").stage == "review"


def test_the_office_sends_back_with_all_faults(stage: Stage, towns: Towns) -> None:
    case = territory.with_the_office(stage, towns)
    story.find_fault(towns.lu, case)
    assert story.go(towns.lu, case, "return_from_territorial").stage == "correction"
    drain(ask=lambda: NOW)
    told = Message.objects.filter(case_number=case.number, title__contains="补正").values_list("text", flat=True)
    assert "没有本人签字" in told[0]


def test_another_town_reaches_nothing(stage: Stage, towns: Towns) -> None:
    case = territory.with_the_office(stage, towns)
    story.lot_of(stage, 2)
    papers = case.handed_in.values("version_id")
    for actor, reached in ((towns.lu, True), (towns.pan, False)):
        assert visible_cases(actor).filter(pk=case.pk).exists() is reached
        assert visible_employers(actor).filter(pk=stage.hhl.pk).exists() is reached
        assert visible_people(actor).filter(pk=case.person_id or 0).exists() is reached
        assert visible_lots(actor).exists() is reached
        assert visible_versions(actor).filter(pk__in=papers).exists() is reached
        assert not visible_permits(actor).exists()
    with pytest.raises(NotFound):
        story.go(towns.pan, case, "pass_territorial")


def test_a_town_reads_nothing_before_it_is_handed_in(stage: Stage, towns: Towns) -> None:
    case = territory.with_the_employer(stage, towns)
    assert visible_employers(towns.lu).filter(pk=stage.hhl.pk).exists()
    assert not visible_cases(towns.lu).filter(pk=case.pk).exists()
    assert not visible_people(towns.lu).exists()
    assert not visible_employers(towns.pan).exists()


def test_the_district_sees_whose_turn_it_is_and_does_not_do_it(stage: Stage, towns: Towns) -> None:
    case = territory.with_the_office(stage, towns)
    shown = {one.name: one for one in allowed_moves(actor=stage.sun, now=NOW, case=case)}
    assert not shown["pass_territorial"].mine
    assert shown["pass_territorial"].why_not == ("“初审通过，上报”由属地初审岗位办理。",)
    with pytest.raises(Refusal):
        story.go(stage.sun, case, "pass_territorial")


def test_a_town_decides_nothing_of_the_district(stage: Stage, towns: Towns) -> None:
    case = story.go(towns.lu, territory.with_the_office(stage, towns), "pass_territorial")
    assert all(not one.mine for one in allowed_moves(actor=towns.lu, now=NOW, case=case))
    with pytest.raises(Refusal):
        story.go(towns.lu, case, "accept")


def test_a_role_of_the_district_is_worth_nothing_in_a_town(stage: Stage, towns: Towns) -> None:
    case = territory.with_the_office(stage, towns)
    story.go(towns.lu, case, "pass_territorial")
    user = _user(towns.lu)
    people.set_staff(user, office=towns.huilongguan, roles=["territorial.review", "district.accept"])
    with pytest.raises(Refusal):
        story.go(actor_of(user), case, "accept")


def test_staff_get_no_role_that_their_kind_of_office_has_not(towns: Towns) -> None:
    with pytest.raises(BadInput, match="回龙观街道没有这样的岗位"):
        admit_staff(
            actor=Actor.system(),
            now=NOW,
            name="越界",
            office_code="huilongguan",
            roles=["territorial.review", "district.accept"],
            issuer="test",
            subject="stray",
        )


def test_a_case_is_given_to_those_alone_who_can_move_it(stage: Stage, towns: Towns) -> None:
    case = territory.with_the_office(stage, towns)
    colleague = territory.reviewer("陶然", towns.huilongguan)
    assert assign(actor=towns.lu, now=NOW, case_number=case.number, user_id=colleague.user_id).assigned_to is not None
    for other in (towns.pan, stage.sun):
        with pytest.raises(NotFound):
            assign(actor=towns.lu, now=NOW, case_number=case.number, user_id=other.user_id)


def test_an_employer_that_moves_leaves_its_case_where_it_was_handed_in(stage: Stage, towns: Towns) -> None:
    case = territory.with_the_office(stage, towns)
    territory.choose(stage, towns.nankou)
    assert visible_cases(towns.lu).filter(pk=case.pk).exists()
    assert not visible_cases(towns.pan).exists()
    story.find_fault(towns.lu, case)
    story.go(towns.lu, case, "return_from_territorial")
    story.hand_in_one(stage.lin, case, "integrity", now=NOW + story.DAY)
    story.go(stage.lin, case, "resubmit", now=NOW + story.DAY)
    story.go(stage.zhao, case, "endorse", now=NOW + story.DAY)
    case.refresh_from_db()
    assert (case.stage, case.territorial_office) == ("territorial", towns.nankou)


def test_an_office_of_another_district_cannot_be_chosen(stage: Stage) -> None:
    elsewhere = people.set_office(code="dx-town", authority="daxing", name="黄村镇", kind="territorial")
    own = people.set_office(code="cp-bureau", authority="changping", name="昌平区人力社保局", kind="district")
    for office in (elsewhere, own):
        with pytest.raises(NotFound):
            choose_territorial_office(actor=stage.zhao, now=NOW, office_id=office.pk)
    with pytest.raises(Refusal):
        choose_territorial_office(actor=stage.lin, now=NOW, office_id=elsewhere.pk)


def test_an_employer_that_changes_district_belongs_to_no_town_of_the_old_one(stage: Stage, towns: Towns) -> None:
    territory.choose(stage, towns.huilongguan)
    employers.open_access(stage.hhl.pk, "changping", on=NOW.date())
    assert Employer.objects.get(pk=stage.hhl.pk).territorial_office == towns.huilongguan
    employers.open_access(stage.hhl.pk, "daxing", on=NOW.date())
    assert Employer.objects.get(pk=stage.hhl.pk).territorial_office is None
