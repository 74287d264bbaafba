"""下载我的数据: all that is held about me, nothing of anybody else, and it is recorded."""

import io
import json
import re
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.test import Client

from gongju.access.held import LEFT_OUT, TITLES, columns_of, held_about, word_of
from gongju.casework.models import Case
from gongju.journal.models import Entry
from gongju.people.models import Person
from gongju.permits.models import Permit
from tests import story
from tests.cast import Stage
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db


def test_the_file_holds_my_rows_and_papers_and_nobody_elses(stage: Stage, signed_in: As) -> None:
    story.approved(stage)
    answer = signed_in(stage.lin).post("/my/data/")
    packed = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    told = json.loads(packed.read("数据.json"))
    assert told["本人"][0]["证件号码"] == "11010119900307002X"
    assert {"个人信息", "单位关联", "业务", "工作居住证"} <= set(told)
    assert any(name.startswith("材料/001-") for name in packed.namelist())
    text = json.dumps(told, ensure_ascii=False)
    assert "陈默" not in text
    assert "identity_digest" not in text
    assert Entry.objects.filter(action="person.hand_out", actor_id=str(stage.lin.user_id)).count() == 1


def test_the_page_says_what_is_in_it_and_asks_nothing_of_the_record(lin: Client) -> None:
    assert "里面有什么" in lin.get("/my/data/").content.decode()
    assert not Entry.objects.filter(action="person.hand_out").exists()


def test_somebody_who_only_registered_gets_what_there_is(stage: Stage) -> None:
    assert set(held_about(stage.gao.person_id or 0)) == {"本人", "登录账号"}


def test_what_is_left_out_exists_and_has_a_reason() -> None:
    assert all(apps.get_model(label) and why for label, why in LEFT_OUT.items())


def test_tables_and_columns_are_named_in_chinese() -> None:
    """Whoever adds a table or a column about a person says here what it is called."""
    related = {one.related_model._meta.label for model in (Person, Case, Permit) for one in model._meta.related_objects}
    assert related - set(LEFT_OUT) <= set(TITLES)
    for label in set(TITLES) - {"people.SignIn"}:
        words = [word_of(column) for column in columns_of(apps.get_model(label))]
        assert all(re.search("[一-鿿]", word) for word in words), (label, words)
        assert len(words) == len(set(words)), (label, words)
