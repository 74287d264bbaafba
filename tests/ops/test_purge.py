"""What has outlived its term goes, and an entry says how much, when, and proves which."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings

from gongju.actions import enquire
from gongju.enquiries.models import Enquiry
from gongju.journal.models import Entry
from gongju.notifications.models import Message
from gongju.ops.each_day import purge
from gongju.outbox.worker import drain
from gongju.purging import proof_of
from tests import cast, story
from tests.cast import NOW, Stage

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def stage(db: None) -> Stage:
    return cast.set_the_stage()


def test_old_messages_go_and_leave_a_proof(stage: Stage) -> None:
    story.returned(stage)
    drain(ask=lambda: NOW + DAY)
    old = list(Message.objects.order_by("pk"))
    assert old
    assert purge(NOW + 1000 * DAY)["清除过期的消息"] == 0
    assert purge(NOW + 1200 * DAY)["清除过期的消息"] == len(old)
    assert not Message.objects.exists()
    told = Entry.objects.get(action="retention.purge").data
    rows = [[one.pk, one.person_id, one.employer_id, one.entry_id, one.title, one.text] for one in old]
    assert {"count": told["count"], "root": told["root"]} == proof_of(rows)
    assert proof_of([*rows[:-1], [0]])["root"] != told["root"]
    assert old[0].title not in str(told)
    assert purge(NOW + 1200 * DAY)["清除过期的消息"] == 0
    assert Entry.objects.filter(action="retention.purge").count() == 1


def test_who_asked_is_forgotten_a_year_after_the_answer(stage: Stage) -> None:
    asked = Enquiry.objects.create(
        token="t", authority=cast.CHANGPING, name="王女士", phone="13800000007", topic="新办", text="能办吗？", at=NOW
    )
    assert purge(NOW + 500 * DAY)["清除咨询人的联系方式"] == 0  # nobody has answered yet
    enquire.answer(actor=stage.sun, now=NOW, enquiry_id=asked.pk, text="能办。")
    assert purge(NOW + 500 * DAY)["清除咨询人的联系方式"] == 1
    asked.refresh_from_db()
    assert (asked.name, asked.phone, asked.answer) == ("", "", "能办。")
    assert "13800000007" not in str(Entry.objects.get(action="retention.purge").data)


def test_a_term_of_nought_keeps_for_ever(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    story.returned(stage)
    drain(ask=lambda: NOW + DAY)
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, keep_days={"messages": 0, "askers": 0}))
    assert set(purge(NOW + 40000 * DAY).values()) == {0}
    assert Message.objects.exists()
