"""What has outlived its term goes, and an entry says how much, when, and proves which."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from gongju import clock
from gongju.actions import enquire
from gongju.actions.gather import add_piece, start_gathering
from gongju.documents import previews, store
from gongju.documents.local_files import LocalFiles
from gongju.documents.models import Gathering
from gongju.documents.refs import Aim
from gongju.enquiries.models import Enquiry
from gongju.journal.models import Entry
from gongju.notifications.models import Message
from gongju.ops.each_day import purge
from gongju.outbox.worker import drain
from gongju.purging import proof_of
from tests import cast, story
from tests.cast import NOW, Stage
from tests.documents import papers

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
    told = Entry.objects.get(action="retention.purge", data__kind="messages").data
    rows = [[one.pk, one.person_id, one.employer_id, one.entry_id, one.title, one.text] for one in old]
    assert {"count": told["count"], "root": told["root"]} == proof_of(rows)
    assert proof_of([*rows[:-1], [0]])["root"] != told["root"]
    assert old[0].title not in str(told)
    assert purge(NOW + 1200 * DAY)["清除过期的消息"] == 0
    assert Entry.objects.filter(action="retention.purge", data__kind="messages").count() == 1


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
    monkeypatch.setattr(
        settings, "GONGJU", replace(settings.GONGJU, keep_days=dict.fromkeys(settings.GONGJU.keep_days, 0))
    )
    assert set(purge(NOW + 40000 * DAY).values()) == {0}
    assert Message.objects.exists()


def gathered(stage: Stage, content: bytes) -> Gathering:
    gathering = start_gathering(actor=stage.lin, now=NOW, aim=Aim(kind="other", title="应税收入材料"))
    add_piece(actor=stage.lin, now=NOW, gathering_id=gathering.pk, upload=SimpleUploadedFile("一.pdf", content))
    return gathering


def test_what_was_gathered_and_left_goes_with_its_files(stage: Stage) -> None:
    left, kept = gathered(stage, papers.good_pdf(2)), cast.paper(stage.lin, "other", "离职证明")
    previews.piece_picture(left.pieces.get(), page=1)
    assert purge(NOW + 29 * DAY)["清除放着没有整理完的材料"] == 0
    add_piece(
        actor=stage.lin, now=NOW + 29 * DAY, gathering_id=left.pk, upload=SimpleUploadedFile("二", papers.good_pdf())
    )
    assert purge(NOW + 31 * DAY)["清除放着没有整理完的材料"] == 0
    grown_old()
    done = purge(NOW + 60 * DAY)
    assert (done["清除放着没有整理完的材料"], done["销毁没有材料用到的文件"]) == (1, 3)
    assert not Gathering.objects.exists()
    assert set(store.files().names()) == {kept.stored_name, kept.viewing_name}
    told = {entry.data["kind"]: entry.data for entry in Entry.objects.filter(action="retention.purge")}
    assert told["files"]["count"] == 3
    assert set(purge(NOW + 60 * DAY).values()) == {0}


def test_the_file_of_an_upload_under_way_is_left_alone(stage: Stage) -> None:
    content = papers.good_pdf(2)
    name = store.keep(content, "pdf")
    assert purge(clock.now())["销毁没有材料用到的文件"] == 0
    grown_old()
    assert store.keep(content, "pdf") == name
    assert purge(clock.now())["销毁没有材料用到的文件"] == 0
    assert store.read(name)


def grown_old() -> None:
    for name in store.files().names():
        os.utime(LocalFiles().path(name), (0, 0))
