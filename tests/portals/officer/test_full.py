"""查看完整号码: masked everywhere, whole only after a purpose was chosen."""

import pytest

from gongju.journal.models import Entry
from tests import story
from tests.cast import Stage
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
WHOLE = "11010119900307002X"


def test_the_number_is_whole_only_after_a_purpose(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    sun, address = signed_in(stage.sun), f"/office/cases/{case.number}/full/"
    case_page = sun.get(f"/office/cases/{case.number}/").content.decode()
    assert address in case_page
    assert WHOLE not in case_page
    assert WHOLE not in sun.get(address).content.decode()
    refused = sun.post(address, {"purpose": ""})
    assert refused.status_code == 422
    assert WHOLE not in refused.content.decode()
    assert not Entry.objects.filter(action="case.view_full").exists()
    answer = sun.post(address, {"purpose": "核对是不是同一个人"})
    assert WHOLE in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(action="case.view_full").count() == 1
