"""首页, records, permit and messages: where I stand, at every point of the story."""

from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client

from gongju import clock
from gongju.actions.release import release
from gongju.employers.models import Employment
from gongju.outbox.worker import drain
from gongju.permits.models import Confirmation, Permit
from tests import cast, story
from tests.cast import NOW, Stage
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db


def home(browser: Client) -> str:
    return browser.get("/my/").content.decode()


def test_first_thing_is_to_link_an_employer(lin: Client) -> None:
    assert "与聘用单位关联" in home(lin)


def test_then_to_wait_for_it(lin: Client, stage: Stage) -> None:
    lin.post("/my/employer/ask/", {"link_code": stage.hhl.link_code})
    page = home(lin)
    assert f"等待{stage.hhl.name}确认关联" in page
    assert "等的时候可以先完善个人信息" in page
    assert 'href="/my/profile/identity/">去完善信息' in page
    cast.fill_profile(stage.lin)
    assert "去完善信息" not in home(lin)


def test_then_to_fill_in_the_profile(lin: Client, stage: Stage) -> None:
    cast.link(stage.lin, stage.zhao, stage.hhl)
    assert "/my/profile/identity/" in home(lin)


def test_then_to_apply(lin: Client, stage: Stage) -> None:
    cast.link(stage.lin, stage.zhao, stage.hhl)
    cast.fill_profile(stage.lin)
    assert "申请工作居住证" in home(lin)


def test_under_way_there_is_nothing_to_do_but_wait(stage: Stage, signed_in: As) -> None:
    story.endorsed(stage)
    page = home(signed_in(stage.lin))
    assert "您现在不用做什么" in page
    assert "2026年12月21日" in page


def test_sent_back_the_one_thing_is_to_correct(stage: Stage, signed_in: As) -> None:
    case = story.returned(stage)
    page = home(signed_in(stage.lin))
    assert "补正申请" in page
    assert case.number in page


@pytest.fixture
def permit(stage: Stage) -> Permit:
    return Permit.objects.get(issued_by=story.approved(stage))


def test_due_date_says_how_it_came_about(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    page = signed_in(stage.lin).get(f"/my/cases/{case.number}/").content.decode()
    assert "20 个工作日" in page
    assert "怎么算的" in page


def test_timeline_shows_what_is_still_to_come(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    page = signed_in(stage.lin).get(f"/my/cases/{case.number}/").content.decode()
    ahead = page[page.index("timeline-now") :]
    assert [word for word in ("审核中", "待核准", "已核准") if word in ahead] == ["审核中", "待核准", "已核准"]
    assert "已撤回" not in ahead


def test_valid_permit_is_told_with_its_last_day(permit: Permit, stage: Stage, signed_in: As) -> None:
    with clock.set_clock(NOW + timedelta(days=10)):
        page = home(signed_in(stage.lin))
    assert "您的证件有效" in page
    assert "最早可以续签" in page


def test_permit_page_draws_its_life(permit: Permit, stage: Stage, signed_in: As) -> None:
    with clock.set_clock(NOW + timedelta(days=10)):
        page = signed_in(stage.lin).get(f"/my/permits/{permit.number}/").content.decode()
    assert "life-valid" in page
    assert "今天" in page


def test_confirmation_is_printed_as_pdf(permit: Permit, stage: Stage, signed_in: As) -> None:
    with clock.set_clock(NOW + timedelta(days=10)):
        answer = signed_in(stage.lin).get(f"/my/permits/{permit.number}/print/")
    assert answer["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.content) as opened:
        assert permit.number in opened[0].get_textpage().get_text_range()
    assert Confirmation.objects.count() == 1


def test_left_employer_suspends_and_tells_what_next(permit: Permit, stage: Stage, signed_in: As) -> None:
    later = NOW + timedelta(days=30)
    linked = Employment.objects.get(state=Employment.State.CONFIRMED)
    release(
        actor=stage.zhao,
        now=later,
        employment_id=linked.pk,
        ended_on=later.date(),
        reason="辞职",
        document_id=cast.proof_of_leaving(stage.zhao, now=later),
    )
    with clock.set_clock(later):
        browser = signed_in(stage.lin)
        assert "与新单位关联" in home(browser)
        assert browser.get(f"/my/permits/{permit.number}/print/").status_code == 403


def test_permit_of_another_is_not_found(permit: Permit, stage: Stage, signed_in: As) -> None:
    for where in ("", "print/"):
        assert signed_in(stage.chen).get(f"/my/permits/{permit.number}/{where}").status_code == 404


def test_records_list_cases_by_state(stage: Stage, signed_in: As) -> None:
    case, lin = story.endorsed(stage), signed_in(stage.lin)
    assert case.number in lin.get("/my/cases/?show=open").content.decode()
    assert case.number not in lin.get("/my/cases/?show=done").content.decode()


def test_decisions_list_what_others_did_without_their_names(stage: Stage, signed_in: As) -> None:
    # CC-299
    story.returned(stage)
    page = signed_in(stage.lin).get("/my/decisions/").content.decode()
    assert "退回补正" in page
    assert "昌平区人力社保局" in page
    assert "孙静" not in page
    assert "提交单位审核" not in page


def test_messages_come_and_are_read(stage: Stage, signed_in: As) -> None:
    case, lin = story.returned(stage), signed_in(stage.lin)
    drain(ask=lambda: NOW + timedelta(days=3))
    page = lin.get("/my/messages/").content.decode()
    assert case.number in page
    assert 'class="count"' in page
    lin.post("/my/messages/read/")
    assert 'class="count"' not in lin.get("/my/messages/").content.decode()


def test_opened_message_leads_to_its_case(stage: Stage, signed_in: As) -> None:
    case, lin = story.returned(stage), signed_in(stage.lin)
    drain(ask=lambda: NOW + timedelta(days=3))
    newest = lin.get("/my/messages/").context["listed"][0]
    assert lin.post(f"/my/messages/{newest.pk}/")["Location"] == f"/my/cases/{case.number}/"
    assert signed_in(stage.chen).post(f"/my/messages/{newest.pk}/").status_code == 404


QUERIES = {
    "/my/": 10,
    "/my/profile/": 7,
    "/my/profile/education/": 8,
    "/my/papers/": 8,
    "/my/employer/": 5,
    "/my/businesses/": 22,
    "/my/cases/": 6,
    "/my/decisions/": 6,
    "/my/messages/": 5,
    "/my/cases/{case}/": 24,
    "/my/cases/{case}/fill/": 20,
}


@pytest.mark.usefixtures("unheard_offices")
@pytest.mark.parametrize("address", QUERIES)
def test_page_asks_the_database_so_often_at_most(
    address: str, stage: Stage, signed_in: As, django_assert_max_num_queries: object
) -> None:
    case, lin = story.returned(stage), signed_in(stage.lin)
    with django_assert_max_num_queries(QUERIES[address]):  # type: ignore[operator]  # pytest-django's fixture
        assert lin.get(address.format(case=case.number)).status_code == 200


def test_portal_is_shut_to_others(stage: Stage, signed_in: As) -> None:
    assert Client().get("/my/")["Location"].startswith("/signin/?next=/my/")
    assert signed_in(stage.zhao).get("/my/").status_code == 403
    assert signed_in(stage.sun).get("/my/cases/").status_code == 403
