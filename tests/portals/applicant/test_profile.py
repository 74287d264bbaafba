"""完善信息: saved as typed, also when wrong; faults stand beside their fields; held fast while a case is under way."""

import json

import pytest
from django.test import Client

from gongju.people import profile
from gongju.people.models import Person, ProfilePart
from tests import story
from tests.cast import Stage
from tests.portals.applicant.conftest import photo
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
SCHOOL = {
    "rows": "1",
    "0-level": "高中（中专）",
    "0-from-year": "2005",
    "0-from-month": "9",
    "0-to-year": "2008",
    "0-to-month": "7",
    "0-school": "济南第一中学",
    "0-degree": "无",
}


def saved(stage: Stage, part: str) -> ProfilePart:
    return ProfilePart.objects.get(person_id=stage.lin.person_id or 0, part=part)


def test_overview_names_every_part(lin: Client) -> None:
    page = lin.get("/my/profile/").content.decode()
    assert all(part.title in page for part in profile.form().parts.values())


def test_part_is_saved_and_the_next_one_opens(lin: Client, stage: Stage) -> None:
    typed = {"phone": "13800000001", "postal_address": "昌平区回龙观西大街 1 号"}
    assert lin.post("/my/profile/contact/", typed)["Location"] == "/my/profile/hukou/"
    assert saved(stage, "contact").content["postal_address"] == "昌平区回龙观西大街 1 号"


def test_what_is_wrong_is_kept_as_typed_and_told(lin: Client, stage: Stage) -> None:
    answer = lin.post("/my/profile/contact/", {"phone": "138", "postal_address": "昌平区"})
    assert answer.status_code == 422
    assert 'value="138"' in answer.content.decode()
    assert saved(stage, "contact").content["phone"] == "138"
    assert 'value="138"' in lin.get("/my/profile/contact/").content.decode()


def test_saving_while_typing_answers_with_how_it_stands(lin: Client, stage: Stage) -> None:
    answer = lin.post("/my/profile/contact/", {"phone": "138"}, headers={"X-Keep": "1"})
    said = json.loads(answer.content)
    assert list(said["faults"]) == ["f-phone"]
    assert "已保存" in said["state"]
    assert saved(stage, "contact").content == {"phone": "138"}


def test_part_that_is_unfinished_is_no_fault(lin: Client) -> None:
    said = json.loads(lin.post("/my/profile/contact/", {"phone": "13800000001"}, headers={"X-Keep": "1"}).content)
    assert said["faults"] == {}
    assert "还有 1 项没有填" in said["state"]


def test_rows_are_kept_in_order_with_their_dates(lin: Client, stage: Stage) -> None:
    lin.post("/my/profile/education/", SCHOOL)
    kept = saved(stage, "education")
    assert kept.content[0]["from"] == ["2005", "9"]
    assert kept.faults == kept.missing == []


def test_one_more_row_stands_empty_at_the_end(lin: Client) -> None:
    answer = lin.post("/my/profile/education/", {**SCHOOL, "add": "1"})
    assert "?more" in answer["Location"]
    page = lin.get(answer["Location"]).content.decode()
    assert 'name="1-school"' in page
    assert 'name="2-school"' not in page


def test_row_is_taken_out_by_its_number(lin: Client, stage: Stage) -> None:
    second = {f"1{name[1:]}": value for name, value in SCHOOL.items() if name != "rows"}
    both = {**SCHOOL, **second, "rows": "2", "1-school": "山东大学"}
    lin.post("/my/profile/education/", {**both, "remove": "0"})
    assert [row["school"] for row in saved(stage, "education").content] == ["山东大学"]


def test_fault_of_a_later_row_stands_in_that_row(lin: Client) -> None:
    second = {f"1{name[1:]}": value for name, value in SCHOOL.items() if name != "rows"}
    answer = lin.post(
        "/my/profile/education/",
        {**SCHOOL, **second, "rows": "2", "1-from-year": "二零"},
        headers={"X-Keep": "1"},
    )
    assert list(json.loads(answer.content)["faults"]) == ["f-1-from-year"]


def test_tick_says_that_there_is_no_row(lin: Client, stage: Stage) -> None:
    lin.post("/my/profile/titles/", {"rows": "1", "none": "1"})
    assert saved(stage, "titles").content == []
    assert 'name="none" value="1" checked' in lin.get("/my/profile/titles/").content.decode()


def test_neither_tick_nor_row_is_unfinished(lin: Client, stage: Stage) -> None:
    lin.post("/my/profile/titles/", {"rows": "1"})
    assert saved(stage, "titles").missing


def test_identity_is_shown_masked_and_cannot_be_typed(lin: Client, stage: Stage) -> None:
    page = lin.get("/my/profile/identity/").content.decode()
    assert "110***********002X" in page
    assert "11010119900307002X" not in page
    lin.post("/my/profile/identity/", {"name": "别人", "ethnicity": "汉族"})
    assert Person.objects.get(pk=stage.lin.person_id or 0).name == "林晓禾"


def test_photo_is_stored_and_shown(lin: Client, stage: Stage) -> None:
    assert lin.post("/my/profile/photo/", {"file": photo()})["Location"] == "/my/profile/marriage/"
    assert not saved(stage, "photo").missing
    assert "现在的证件照片" in lin.get("/my/profile/photo/").content.decode()


def test_photo_that_is_none_is_refused_with_a_reason(lin: Client) -> None:
    answer = lin.post("/my/profile/photo/", {})
    assert answer.status_code == 422
    assert "请选择照片文件" in answer.content.decode()


def test_unknown_part_is_not_found(lin: Client) -> None:
    assert lin.get("/my/profile/secrets/").status_code == 404


def test_profile_is_held_while_a_case_is_under_way(stage: Stage, signed_in: As) -> None:
    story.submitted(stage)
    browser = signed_in(stage.lin)
    assert "正在办理" in browser.get("/my/profile/contact/").content.decode()
    answer = browser.post("/my/profile/contact/", {"phone": "13800000002"}, headers={"X-Keep": "1"})
    assert answer.status_code == 422
    assert "正在办理" in json.loads(answer.content)["message"]
