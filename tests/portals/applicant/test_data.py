"""下载我的数据: all that is held about me, nothing of anybody else, and it is recorded."""

import io
import json
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.test import Client

from gongju.access.held import LEFT_OUT, held_about
from gongju.journal.models import Entry
from tests import story
from tests.cast import Stage
from tests.portals.applicant.conftest import Browser

pytestmark = pytest.mark.django_db


def test_the_file_holds_my_rows_and_papers_and_nobody_elses(stage: Stage, browser_of: Browser) -> None:
    story.approved(stage)
    answer = browser_of(stage.lin).post("/my/data/")
    packed = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    told = json.loads(packed.read("data.json"))
    assert told["people.Person"][0]["证件号码"] == "11010119900307002X"
    assert {"people.ProfilePart", "employers.Employment", "casework.Case", "permits.Permit"} <= set(told)
    assert any(name.startswith("papers/001-") for name in packed.namelist())
    text = json.dumps(told, ensure_ascii=False)
    assert "陈默" not in text
    assert "identity_digest" not in text
    assert Entry.objects.filter(action="person.hand_out", actor_id=str(stage.lin.user_id)).count() == 1


def test_the_page_says_what_is_in_it_and_asks_nothing_of_the_record(lin: Client) -> None:
    assert "里面有什么" in lin.get("/my/data/").content.decode()
    assert not Entry.objects.filter(action="person.hand_out").exists()


def test_somebody_who_only_registered_gets_what_there_is(stage: Stage) -> None:
    assert set(held_about(stage.gao.person_id or 0)) == {"people.Person", "people.User"}


def test_what_is_left_out_exists_and_has_a_reason() -> None:
    assert all(apps.get_model(label) and why for label, why in LEFT_OUT.items())
