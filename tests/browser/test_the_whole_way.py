"""The whole way as one story in a real browser: five people on their own screens, a stranger with the sheet."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.test import Client
from playwright.sync_api import FilePayload, Locator, Page, expect

from gongju import clock
from gongju.access.actor import Actor, actor_of
from gongju.casework.models import Case
from gongju.casework.queries import by_number
from gongju.employers.models import Employer
from gongju.people.models import User
from gongju.permits.models import Permit
from tests import cast, story
from tests.cast import NOW
from tests.documents.papers import good_pdf

pytestmark = pytest.mark.django_db(transaction=True)
EMPLOYER, USCC = "北京海河蓝科技有限公司", "91110114MA01HH111T"
FIRST_PAPER = "integrity"
Screen = Callable[[User], Page]


@pytest.fixture
def said(visitor: Callable[[], Page]) -> Iterator[list[str]]:
    """What the consoles of all screens complained of; at the end of the story it must be nothing."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def arrive(visitor: Callable[[], Page], said: list[str]) -> Callable[[], Page]:
    """A screen of its own for one more person, with somebody listening to its console."""

    def arrived() -> Page:
        page = visitor()
        page.on("console", lambda told: said.append(told.text) if told.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        return page

    return arrived


@pytest.fixture
def screen(arrive: Callable[[], Page], live_server: Any) -> Screen:
    """The screen of somebody signed in (signing in itself has its own tests)."""

    def signed_in(user: User) -> Page:
        client, page = Client(), arrive()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return page

    return signed_in


@pytest.fixture
def _day(monkeypatch: pytest.MonkeyPatch, live_server: Any) -> Iterator[None]:
    """A Monday on which books are on the shelf, and sheets printed now lead back to this server."""
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, public_url=live_server.url))
    with clock.set_clock(NOW):
        cast.books_on_the_shelf()
        yield


@pytest.mark.usefixtures("_day")
def test_from_an_account_to_a_suspended_permit(screen: Screen, arrive: Callable[[], Page], tmp_path: Path) -> None:
    sun = cast.officer("孙静", cast.CHANGPING, "district.accept")
    zhou = cast.officer("周明远", cast.CHANGPING, "district.review")
    wu = cast.officer("吴桐", cast.CHANGPING, "district.approve")
    lin = cast.person("林晓禾", "11010119900307002X", "13800000001")
    zhao_user = cast.login("赵一鸣", User.Kind.AGENT)
    zhao_at, lin_at = screen(zhao_user), screen(_user(lin))
    sun_at, zhou_at, wu_at = (screen(_user(one)) for one in (sun, zhou, wu))

    register_employer(zhao_at)
    zhao, employer = actor_of(User.objects.get(pk=zhao_user.pk)), Employer.objects.get(uscc=USCC)
    access = ask_for_access(zhao_at, zhao)
    decide(sun_at, access, "accept")
    decide(wu_at, access, "approve")
    assert by_number(access.number).outcome == "approved"

    fill_profile(lin_at, lin)
    link(lin_at, zhao_at, employer)
    case = apply(lin_at, lin)
    endorse(zhao_at, zhao, case)
    decide(sun_at, case, "accept")
    decide(zhou_at, case, "pass_review")
    decide(wu_at, case, "approve")

    sheet = print_confirmation(lin_at, case, tmp_path / "sheet.pdf")
    stranger = arrive()
    stranger.goto(address_on(sheet))
    expect(stranger.locator("#result")).to_have_text("有效")
    release(zhao_at)
    stranger.reload()
    expect(stranger.locator("#result")).to_have_text("挂起")


def _user(who: Actor) -> User:
    return User.objects.get(pk=who.user_id or 0)


def register_employer(page: Page) -> None:
    """The agent's first page: the employer is not known here yet."""
    page.goto("/unit/register/")
    page.fill("#f-name", EMPLOYER)
    page.fill("#f-uscc", USCC)
    page.check("input[name=authority][value=昌平区]")
    page.fill("#f-phone", "13900000001")
    go_on(page, page.get_by_role("button", name="登记", exact=True))
    expect(page.locator("body")).to_contain_text("单位已登记")


def ask_for_access(page: Page, zhao: Actor) -> Case:
    """单位信息 and papers come by the verbs; opening and submitting are pressed."""
    cast.fill_employer(zhao)
    page.goto("/unit/access/")
    go_on(page, page.get_by_role("button", name="开始申请"))
    case = Case.objects.get(type="employer_access")
    story.hand_in_what_is_due(zhao, case)
    page.reload()
    move(page, "submit")
    return case


def fill_profile(page: Page, lin: Actor) -> None:
    """She has moved: 联系方式 is typed anew, the rest was filled in before."""
    cast.fill_profile(lin, contact={"phone": "13800000009", "postal_address": "以前的住处"})
    page.goto("/my/profile/contact/")
    page.fill("#f-phone", "13800000001")
    page.fill("#f-postal_address", "北京市昌平区回龙观西大街 1 号")
    go_on(page, page.get_by_role("button", name="保存，继续下一部分"))
    expect(page.locator("body")).to_contain_text("“联系方式”已填完")


def link(lin: Page, zhao: Page, employer: Employer) -> None:
    """She types the code; he confirms with the contract and its scan."""
    lin.goto("/my/employer/")
    lin.fill("#f-link_code", employer.link_code)
    go_on(lin, lin.get_by_role("button", name="申请关联"))
    expect(lin.locator("body")).to_contain_text("待单位确认")

    zhao.goto("/unit/links/")
    go_on(zhao, zhao.get_by_role("link", name=re.compile(r"^确认\s*林晓禾")))
    zhao.fill("#f-post", "算法工程师")
    zhao.check("input[name=post_kind][value=管理技术岗位]")
    zhao.check("input[name=kind][value=固定期限]")
    fill_day(zhao, "employed_from", "2023", "3", "1")
    fill_day(zhao, "contract_from", "2023", "3", "1")
    fill_day(zhao, "contract_to", "2029", "2", "28")
    zhao.set_input_files("#f-document", scan("劳动合同.pdf"))
    go_on(zhao, zhao.get_by_role("button", name="确认关联"))
    expect(zhao.locator("body")).to_contain_text("林晓禾：已确认关联")
    lin.reload()
    expect(lin.locator("body")).to_contain_text("已关联")


def apply(page: Page, lin: Actor) -> Case:
    """She answers what is asked, uploads a paper, and submits when the rest lies there too."""
    page.goto("/my/businesses/")
    go_on(page, page.locator("form[action='/my/businesses/first_issue/'] button"))
    case = Case.objects.get(type="first_issue")
    for name, value in story.ANSWERS.items():
        answer(page, name, value)
    page.set_input_files(f"#file-{FIRST_PAPER}", scan("诚信声明.pdf"))
    go_on(page, page.locator(f"#paper-{FIRST_PAPER} form[action$='/papers/{FIRST_PAPER}/'] button").first)
    assert case.handed_in.filter(material=FIRST_PAPER).count() == 1
    story.hand_in_what_is_due(lin, case)
    page.reload()
    go_on(page, page.get_by_role("link", name="提交单位审核"))
    confirm(page)
    expect(page.locator("body")).to_contain_text("单位审核")
    return case


def answer(page: Page, name: str, value: object) -> None:
    """One question of the application; it is saved while one types."""
    with page.expect_response(lambda got: got.request.method == "POST" and got.ok):
        if isinstance(value, bool):
            page.check(f"input[name={name}][value={'yes' if value else 'no'}]")
        else:
            page.fill(f"#f-{name}", str(value))


def endorse(page: Page, zhao: Actor, case: Case) -> None:
    """He hands in what is the employer's to hand in and sends the case to the district."""
    story.hand_in_what_is_due(zhao, case)
    page.goto(f"/unit/cases/{case.number}/")
    move(page, "endorse")


def decide(page: Page, case: Case, name: str) -> None:
    """An officer comes from the list, finds the papers fit, decides what is left to officers, and makes the move."""
    page.goto("/office/")
    go_on(page, page.locator(f"a[href='/office/cases/{case.number}/']").first)
    if name != "accept":
        marking = page.get_by_role("button", name="待核验的都符合")
        if marking.count():
            go_on(page, marking)
        while (left := page.get_by_role("link", name="认定")).count():
            go_on(page, left.first)
            page.fill("#f-reason", "已核实，符合要求。")
            go_on(page, page.get_by_role("button", name="认定为符合"))
    move(page, name)
    assert by_number(case.number).steps.filter(name=name).count() == 1


def print_confirmation(page: Page, case: Case, sheet: Path) -> Path:
    """From her own page to the sheet as a file."""
    page.goto(f"/my/permits/{Permit.objects.get(issued_by=case).number}/")
    printing = page.get_by_role("link", name="打印确认单")
    printing.evaluate("link => link.setAttribute('download', '')")
    with page.expect_download() as download:
        printing.click()
    download.value.save_as(sheet)
    return sheet


def address_on(sheet: Path) -> str:
    """The address that a phone reads from the picture of the sheet."""
    with pypdfium2.PdfDocument(sheet) as pdf:
        codes = zxingcpp.read_barcodes(pdf[len(pdf) - 1].render(scale=2).to_pil())
    return codes[0].text


def release(page: Page) -> None:
    """She leaves: the agent ends the link with day and reason."""
    page.goto("/unit/staff/")
    go_on(page, page.get_by_role("link", name="林晓禾"))
    go_on(page, page.get_by_role("link", name="解除关联"))
    page.check("input[name=kind][value=离职]")
    page.fill("#f-reason", "本人辞职")
    page.set_input_files("#f-document", scan("离职证明.pdf"))
    confirm(page)
    expect(page.locator("body")).to_contain_text("已与 林晓禾 解除关联")


def move(page: Page, name: str) -> None:
    """Press the move, and say yes on the page that asks once more."""
    go_on(page, page.locator(f"a[href*='/moves/{name}/']"))
    confirm(page)


def confirm(page: Page) -> None:
    go_on(page, page.locator(".reading form button[type=submit]"))


def go_on(page: Page, pressed: Locator) -> None:
    """Press, and wait for the page that follows; it is no fault."""
    with page.expect_navigation() as following:
        pressed.click()
    assert following.value
    assert following.value.ok, f"{following.value.status} {page.locator('main').inner_text()[:2000]}"


def fill_day(page: Page, name: str, *parts: str) -> None:
    for word, text in zip(("year", "month", "day"), parts, strict=True):
        page.fill(f"input[name={name}-{word}]", text)


def scan(name: str) -> FilePayload:
    return FilePayload(name=name, mimeType="application/pdf", buffer=good_pdf())
