"""大兴区's 业务办理情况表: made from the case, brought sealed to the territorial office, which waits for it."""

from datetime import date, timedelta

import pypdfium2
import pytest

from gongju.access.actor import Actor
from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.actions.hand_in import take_back
from gongju.actions.objection import Objected
from gongju.actions.print_form import print_form
from gongju.actions.receive_original import receive_original
from gongju.casework.models import Case, HandedIn
from gongju.errors import BadInput, NotFound, Refusal
from gongju.journal.models import Entry
from gongju.people import records as people
from gongju.people.models import Office
from tests import story
from tests.actions.holders import Place, filled, go, holding
from tests.actions.test_renewal import begun
from tests.cast import NOW, Stage
from tests.territory import reviewer


@pytest.fixture
def place(stage: Stage) -> Place:
    """A permit of 大兴区 that can be renewed."""
    return holding(stage, "daxing", first_day=date(2019, 1, 1), today=date(2021, 10, 15))


@pytest.fixture
def town(place: Place) -> Office:
    """黄村镇, chosen by the employer."""
    office = people.set_office(code="huangcun", authority="daxing", name="黄村镇", kind=Office.Kind.TERRITORIAL)
    choose_territorial_office(actor=place.agent, now=place.today, office_id=office.pk)
    return office


def submitted(place: Place) -> Case:
    return go(place, place.agent, filled(place, begun(place)), "submit")


def form_of(case: Case) -> HandedIn:
    return case.handed_in.get(material="handling_form", removed_at=None)


def words_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    assert len(pages) == 1
    return str(pages[0].get_textpage().get_text_bounded()).replace("\r\n", "")


def receive(place: Place, who: Actor, case: Case, on: date) -> None:
    form = form_of(case)
    receive_original(actor=who, now=place.today, case_number=case.number, handed_in_id=form.pk, received_on=on)


def test_the_form_says_what_is_known_of_the_case(place: Place, town: Office) -> None:
    case = begun(place)
    story.hand_in_one(place.holder, case, "renewal_hukou", now=place.today)
    said = words_of(print_form(actor=place.agent, now=place.today, case_number=case.number, name="handling_form"))
    for known in ("北京海河蓝科技有限公司", "黄村镇", "续签", case.number, "林晓禾", "2021 年 10 月 15 日", "户口"):
        assert known in said, known
    assert "11010119900307002X" not in said
    assert Entry.objects.get(action="case.print_form").actor_id == str(place.agent.user_id)


def test_the_form_of_a_business_of_the_employer_s_own_names_nobody(stage: Stage) -> None:
    case = story.access_asked_for(stage)
    said = words_of(print_form(actor=stage.zhao, now=NOW, case_number=case.number, name="integrity_employer"))
    assert stage.hhl.uscc in said


def test_who_does_not_reach_the_case_prints_nothing(stage: Stage, place: Place) -> None:
    case = begun(place)
    for who, name in ((stage.ma, "handling_form"), (place.agent, "lending"), (place.agent, "nothing")):
        with pytest.raises(NotFound):
            print_form(actor=who, now=place.today, case_number=case.number, name=name)


def test_the_town_reports_only_once_the_sealed_form_came(place: Place, town: Office) -> None:
    case, lu = submitted(place), reviewer("陆欣", town)
    with pytest.raises(Objected, match="还没有收到《大兴区工作居住证业务办理情况表》的纸质原件"):
        go(place, lu, case, "pass_territorial")
    receive(place, lu, case, place.today.date())
    assert form_of(case).original_on == place.today.date()
    assert go(place, lu, case, "pass_territorial").stage == "acceptance"
    entry = Entry.objects.get(action="material.receive_original")
    assert entry.data["received_on"] == "2021-10-15"


def test_a_form_handed_in_anew_must_come_anew(place: Place, town: Office) -> None:
    case, lu = submitted(place), reviewer("陆欣", town)
    receive(place, lu, case, place.today.date())
    story.find_fault(lu, case, "handling_form", now=place.today)
    go(place, lu, case, "return_from_territorial")
    again = submitted_again(place.on(date(2021, 10, 18)), case)
    assert form_of(again).original_on is None
    with pytest.raises(Objected, match="纸质原件"):
        go(place, lu, again, "pass_territorial")


def submitted_again(place: Place, case: Case) -> Case:
    take_back(actor=place.agent, now=place.today, case_number=case.number, handed_in_id=form_of(case).pk)
    story.hand_in_one(place.agent, case, "handling_form", now=place.today)
    return go(place, place.agent, case, "resubmit")


def test_the_day_must_be_one_on_which_it_can_have_come(place: Place, town: Office) -> None:
    case, lu = submitted(place), reviewer("陆欣", town)
    for day in (place.today.date() + timedelta(days=1), place.today.date() - timedelta(days=1)):
        with pytest.raises(BadInput):
            receive(place, lu, case, day)


def test_only_the_office_it_is_brought_to_says_that_it_came(place: Place, town: Office) -> None:
    case = submitted(place)
    with pytest.raises(Refusal):
        receive(place, place.accepts, case, place.today.date())
    other = case.handed_in.filter(removed_at=None).exclude(material="handling_form").first()
    assert other is not None
    with pytest.raises(NotFound):
        receive_original(
            actor=reviewer("陆欣", town),
            now=place.today,
            case_number=case.number,
            handed_in_id=other.pk,
            received_on=place.today.date(),
        )


def test_a_letter_of_the_business_is_filled_from_the_case(place: Place) -> None:
    case = begun(place)
    with pytest.raises(NotFound):
        print_form(actor=place.agent, now=place.today, case_number=case.number, name="letter_change_of_address")
    Case.objects.filter(pk=case.pk).update(type="change_of_particulars")
    said = words_of(
        print_form(actor=place.agent, now=place.today, case_number=case.number, name="letter_change_of_address")
    )
    for known in ("大兴区人力社保局", "XX2019000001", "回龙观西大街", "林晓禾"):
        assert known in said, known
