"""The desks of officers and agents in a browser: every page clean for axe, quiet in the console, fit for a phone."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from gongju import clock
from gongju.access.actor import Actor, actor_of
from gongju.actions.documents import store_document
from gongju.actions.enquire import ask_as_oneself, ask_as_visitor
from gongju.actions.impose import About, impose
from gongju.actions.link import ask_link
from gongju.actions.open_slots import Hours, open_slots
from gongju.appointments.models import Slot
from gongju.casework.models import Case
from gongju.documents.models import Version
from gongju.employers.models import Employment
from gongju.enquiries.models import Enquiry
from gongju.notifications.models import Message
from gongju.outbox.worker import drain
from gongju.quota.models import Lot
from gongju.sanctions.models import Sanction
from tests import cast, story
from tests.browser.conftest import Axe
from tests.browser.looks import faults_of, sign_in
from tests.cast import NOW, PROFILE, Stage
from tests.documents.papers import good_pdf

pytestmark = pytest.mark.django_db(transaction=True)
Visit = Callable[[Page, Actor], None]


@pytest.fixture
def stage(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Everybody, with papers to look at: 林晓禾 is at the district, 陈默 at the employer, 高原 asks for a link."""
    monkeypatch.setattr(cast, "paper", paper)
    with clock.set_clock(NOW + timedelta(days=2)):
        stage = cast.set_the_stage()
        story.lot_of(stage, 3)
        story.find_fault(stage.sun, story.endorsed(stage), now=NOW + story.DAY)
        identity = {**PROFILE["identity"], "sex": "男", "birth_date": "1992-03-07"}
        story.go(stage.chen, story.drafted(stage, stage.chen, identity=identity), "submit")
        ask_link(actor=stage.gao, now=NOW, link_code=stage.hhl.link_code)
        fill_the_desks(stage)
        drain(ask=lambda: NOW)
        yield stage


def fill_the_desks(stage: Stage) -> None:
    """Slots to be booked, a question to be answered, a decision in the register."""
    hours = [Hours(time(9), time(11, 30)), Hours(time(13, 30), time(17))]
    last = NOW.date() + timedelta(days=9)
    open_slots(actor=stage.sun, now=NOW, first_day=NOW.date(), last_day=last, hours=hours, capacity=6)
    told = {"authority": cast.CHANGPING, "topic": "新办", "name": "方可", "phone": "13800000009"}
    ask_as_visitor(now=NOW, asker="10.0.0.1", text="没有学位能办吗？", **told)
    ask_as_oneself(actor=stage.zhao, now=NOW, authority=cast.CHANGPING, topic="续签", text="什么时候续签？")
    impose(
        actor=stage.wu,
        now=NOW,
        about=About(employer_id=stage.hhl.pk),
        kind="quota_cut",
        ground="两名员工的补正超过三个月没有办理",
        evidence="补正通知和催办记录",
        decision="昌人社处〔2026〕3号",
        first_day=NOW.date(),
    )


def paper(who: Actor, kind: str, title: str, *, now: object = NOW) -> Version:
    """A paper of two pages among one's own, really stored."""
    return store_document(
        actor=who, now=NOW, kind=kind, title=title, upload=SimpleUploadedFile(f"{kind}.pdf", good_pdf(2))
    )


def at_the_office(stage: Stage) -> list[str]:
    """Every page that 孙静, who accepts, comes to."""
    case = Case.objects.get(stage="acceptance")
    here = f"/office/cases/{case.number}"
    return [
        "/office/",
        "/office/?q=没有这个人",
        "/office/cases/",
        "/office/cases/?ended=yes",
        "/office/search/?q=林晓禾",
        f"{here}/",
        f"{here}/faults/?about_kind=material&about=integrity&page=2",
        f"{here}/notices/return_for_correction/",
        f"{here}/moves/accept/",
        f"{here}/moves/refuse/",
        "/office/employers/",
        f"/office/employers/{stage.hhl.pk}/",
        f"/office/employers/{stage.hhl.pk}/sanctions/",
        f"{here}/sanctions/",
        f"/office/sanctions/{Sanction.objects.get().pk}/lift/",
        f"/office/appointments/slots/{Slot.objects.all()[0].pk}/close/",
        f"/office/enquiries/{Enquiry.objects.all()[0].pk}/",
        *(
            f"/office/{name}/"
            for name in ("appointments", "appointments/open", "sanctions", "spot-checks", "year", "year/age")
        ),
        *(f"/office/{name}/" for name in ("enquiries", "enquiries/note", "enquiries/ready")),
        *(f"/office/{name}/" for name in ("releases", "imports", "imports/permits", "releases/late")),
    ]


def of_the_quota(stage: Stage) -> list[str]:
    """Every page that 郑好, who grants quota, comes to."""
    return [
        "/office/quota/",
        "/office/lots/",
        f"/office/lots/{Lot.objects.get().pk}/",
        f"/office/employers/{stage.hhl.pk}/lots/",
    ]


def at_the_employer() -> list[str]:
    """Every page that 赵一鸣, the agent, comes to."""
    case = Case.objects.get(stage="endorsement")
    asked = Employment.objects.get(state="requested").pk
    linked = Employment.objects.filter(state="confirmed")[0]
    message = Message.objects.filter(employer__isnull=False)[0]
    return [
        *(f"/unit/{name}/" for name in ("info", "info/registration", "papers", "access", "code", "links", "staff")),
        *(
            f"/unit/{name}/"
            for name in ("cases", "quota", "messages", "enquiries", "appointments", "appointments/made", "year")
        ),
        *(f"/unit/{name}/" for name in ("business", "agents", "staff/start/renewal", "quota/who")),
        "/unit/",
        f"/unit/papers/{linked.contract_document_id}/",
        f"/unit/papers/{linked.contract_document_id}/remove/",
        f"/unit/links/{asked}/",
        f"/unit/links/{asked}/refuse/",
        *(f"/unit/staff/{linked.pk}/{deed}" for deed in ("", "contract/", "release/")),
        *(f"/unit/cases/{case.number}/{deed}" for deed in ("", "moves/endorse/", "moves/return_to_applicant/")),
        f"/unit/messages/{message.pk}/",
    ]


def test_every_page_of_the_office_is_clean(page: Page, axe: Axe, stage: Stage, live_server: LiveServer) -> None:
    sign_in(page.context, stage.sun, live_server)
    assert faults_of(page, axe, at_the_office(stage)) == {}
    sign_in(page.context, stage.zheng, live_server)
    assert faults_of(page, axe, of_the_quota(stage)) == {}


def test_every_page_of_the_employer_is_clean(page: Page, axe: Axe, stage: Stage, live_server: LiveServer) -> None:
    sign_in(page.context, stage.zhao, live_server)
    assert faults_of(page, axe, at_the_employer()) == {}
    sign_in(page.context, actor_of(cast.login("新经办", "agent")), live_server)
    assert faults_of(page, axe, ["/unit/", "/unit/register/", "/unit/recover/"]) == {}


def test_a_paper_opens_beside_the_case_and_keys_lead_on(page: Page, stage: Stage, live_server: LiveServer) -> None:
    chen = Case.objects.get(stage="endorsement")
    story.hand_in_what_is_due(stage.zhao, chen)
    story.go(stage.zhao, chen, "endorse")
    lin = Case.objects.exclude(pk=chen.pk).get(stage="acceptance")
    sign_in(page.context, stage.sun, live_server)
    page.goto(f"/office/cases/{lin.number}/")
    page.locator("#papers").get_by_role("link").filter(has_text="查看个人诚信声明").click()
    page.locator("#doc").get_by_text("个人诚信声明").wait_for()
    picture = page.locator("#doc img")
    picture.wait_for()
    assert "/page/1/" in str(picture.get_attribute("src"))
    page.keyboard.press("j")
    page.wait_for_url(f"**/office/cases/{chen.number}/")
    page.keyboard.press("k")
    page.wait_for_url(f"**/office/cases/{lin.number}/")
