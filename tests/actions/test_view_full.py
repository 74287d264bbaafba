"""Whole numbers: shown for a purpose, recorded each time, and told to the person."""

import pytest

from gongju.actions.view_full import view_full
from gongju.errors import BadInput, NotFound
from gongju.journal.models import Entry
from tests import story
from tests.cast import NOW, Stage

pytestmark = pytest.mark.django_db


def test_an_officer_sees_the_numbers_and_it_is_recorded_with_the_purpose(stage: Stage) -> None:
    case = story.endorsed(stage)
    shown = view_full(actor=stage.sun, now=NOW, case_number=case.number, purpose="contact")
    assert (shown.identity_number, shown.phone) == ("11010119900307002X", "13800000001")
    entry = Entry.objects.get(action="case.view_full")
    assert (entry.actor_id, entry.data["purpose"], entry.reason) == (
        str(stage.sun.user_id),
        "contact",
        "电话联系申请人",
    )
    assert "13800000001" not in str(entry.data)


def test_without_a_purpose_nothing_is_shown_or_recorded(stage: Stage) -> None:
    case = story.endorsed(stage)
    with pytest.raises(BadInput, match="目的"):
        view_full(actor=stage.sun, now=NOW, case_number=case.number, purpose="curious")
    assert not Entry.objects.filter(action="case.view_full").exists()


def test_nobody_else_sees_them(stage: Stage) -> None:
    case = story.endorsed(stage)
    for other in (stage.feng, stage.zhao, stage.chen):
        with pytest.raises(NotFound):
            view_full(actor=other, now=NOW, case_number=case.number, purpose="contact")
