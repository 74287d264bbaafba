"""业务咨询 from the visitor's form over the desk to the help page."""

from pathlib import Path

import pytest
from django.test import Client

from gongju import clock
from gongju.access.actor import Actor
from gongju.enquiries.models import Enquiry, HelpEntry
from gongju.enquiries.queries import as_file
from gongju.people.models import User
from gongju.portals.public.help_entries import read_entry
from tests import cast

pytestmark = pytest.mark.django_db
ASKED = {"authority": "昌平区", "topic": "新办", "text": "没有学位能办吗？", "name": "方可", "phone": "13800000009"}


def signed_in(who: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=who.user_id or 0))
    return client


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_from_the_question_to_the_help_page(client: Client, tmp_path: Path) -> None:
    # CC-297: nobody is asked to sign in
    with clock.set_clock(cast.NOW):
        stage = cast.set_the_stage()
        assert "手机号码" in text(client.get("/ask/"))
        sent = client.post("/ask/", ASKED)
        assert sent.status_code == 302
        page = sent["Location"]
        assert "等回答" in text(client.get(page))
        officer = signed_in(stage.sun)
        assert "没有学位能办吗" in text(officer.get("/office/enquiries/"))
        desk = f"/office/enquiries/{Enquiry.objects.get().pk}/"
        assert officer.post(desk, {"text": " "}).status_code == 422
        officer.post(desk, {"text": "要看走哪条途径。", "keep_as": "学位"})
        assert "要看走哪条途径。" in text(client.get(page))
        published = {"question": "没有学位能不能办？", "part": "常见咨询", "text": "要看走哪条途径。\n\n- 学历\n- 职称"}
        assert officer.post(f"{desk}help/", published).status_code == 302
        assert "没有学位能不能办？" in text(client.get("/help/?of=changping"))
        assert "没有学位能不能办？" in text(client.get("/help/?q=没有学位"))
        entry = HelpEntry.objects.get()
        file = tmp_path / f"{entry.topic}.md"
        file.write_text(text(officer.get(f"/office/help/{entry.pk}.md")), "utf-8")
        assert file.read_text("utf-8") == as_file(entry)
        read = read_entry(file)
        assert (read.question, read.authority, len(read.blocks)) == ("没有学位能不能办？", "changping", 2)
        officer.post(f"/office/help/{entry.pk}/withdraw/")
        assert "没有学位能不能办？" not in text(client.get("/help/?q=没有学位"))


@pytest.mark.parametrize("words", ["甲+++乙", '甲"\nrows = ["x"]\n#', "甲\\乙", "甲\r\n乙\t丙", "+++"])
def test_whatever_an_office_writes_is_one_file_that_reads_back(tmp_path: Path, words: str) -> None:
    entry = HelpEntry(topic="x", question=words, part=words, authority="changping", text=f"{words}\n\n+++\n- 学历")
    file = tmp_path / "x.md"
    file.write_text(as_file(entry), "utf-8", newline="")
    read = read_entry(file)
    assert (read.question, read.part, read.authority, read.rows) == (words, words, "changping", ())


def test_of_another_district_the_visitor_is_told_where_to_ask(client: Client) -> None:
    # CC-095, CY-Q05b
    with clock.set_clock(cast.NOW):
        cast.books_on_the_shelf()
        shown = text(client.post("/ask/", {**ASKED, "authority": "其他区"}))
        assert "请向所在区咨询" in shown
        assert "/offices/" in shown
    assert not Enquiry.objects.exists()


def test_what_was_typed_stays_when_something_is_wrong(client: Client) -> None:
    with clock.set_clock(cast.NOW):
        cast.books_on_the_shelf()
        answer = client.post("/ask/", {**ASKED, "phone": "12"})
        assert answer.status_code == 422
        assert "没有学位能办吗" in text(answer)
        assert client.get("/ask/not-given-out/").status_code == 404


def test_an_employer_and_a_person_see_their_own_questions_alone(client: Client) -> None:
    with clock.set_clock(cast.NOW):
        stage = cast.set_the_stage()
        told = {"authority": "昌平区", "topic": "续签", "text": "赵一鸣问的"}
        assert signed_in(stage.zhao).post("/unit/enquiries/", told).status_code == 302
        assert signed_in(stage.lin).post("/my/enquiries/", {**told, "text": "林晓禾问的"}).status_code == 302
        assert "赵一鸣问的" in text(signed_in(stage.zhao).get("/unit/enquiries/"))
        assert "问的" not in text(signed_in(stage.ma).get("/unit/enquiries/"))
        mine = text(signed_in(stage.lin).get("/my/enquiries/"))
        assert "林晓禾问的" in mine
        assert "赵一鸣问的" not in mine


def test_a_letter_is_noted_at_the_desk(client: Client) -> None:
    with clock.set_clock(cast.NOW):
        stage = cast.set_the_stage()
        officer = signed_in(stage.sun)
        told = {"channel": "来信", "name": "某单位", "topic": "其他", "text": "怎么开通权限？"}
        assert officer.post("/office/enquiries/note/", told).status_code == 302
        assert officer.post("/office/enquiries/ready/", {"title": "开通", "text": "登录后申请。"}).status_code == 302
        desk = f"/office/enquiries/{Enquiry.objects.get().pk}/"
        assert "套用：开通" in text(officer.get(desk))
        assert signed_in(stage.feng).get(desk).status_code == 404
