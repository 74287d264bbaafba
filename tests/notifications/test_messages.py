"""From the journal to the inbox and the gateway: once for each recipient and event, never more."""

import json
from datetime import timedelta

import pytest
from django.conf import settings

from gongju.actions.link import ask_link
from gongju.errors import NotFound
from gongju.journal.models import Entry
from gongju.notifications.inbox import mark_all_read, mark_read, messages_of, unread
from gongju.notifications.messages import notify
from gongju.notifications.models import Message
from gongju.outbox.models import Task
from gongju.outbox.worker import drain
from tests import story
from tests.cast import NOW, Stage

LATER = NOW + timedelta(days=30)


def work() -> None:
    """The worker does all that waits."""
    drain(ask=lambda: LATER)


def sent() -> list[dict[str, str]]:
    """What the gateway was handed."""
    folder = settings.GONGJU.outgoing_sms_dir
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def titles(stage: Stage, name: str) -> list[str]:
    return [message.title for message in messages_of(getattr(stage, name)).order_by("pk")]


def test_the_employer_is_told_that_somebody_asks(stage: Stage) -> None:
    ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)
    work()
    assert titles(stage, "zhao") == ["待确认：林晓禾申请关联本单位"]
    assert titles(stage, "lin") == titles(stage, "ma") == []


def test_a_correction_notice_lists_every_fault_with_its_clause(stage: Stage) -> None:
    case = story.returned(stage)
    work()
    message = messages_of(stage.lin).get(event="first_issue.return_for_correction")
    assert message.case_number == case.number
    assert "1. 个人诚信声明不全：没有本人签字，请签字后重新扫描上传。（依据：五（二）2）" in message.text


def test_both_sides_learn_of_an_approval_and_the_person_by_sms(stage: Stage) -> None:
    case = story.approved(stage)
    work()
    assert titles(stage, "lin")[-1] == "已核准：新办申请"
    assert titles(stage, "zhao")[-1] == "已核准：新办申请（林晓禾）"
    approval = messages_of(stage.lin).get(event="first_issue.approved")
    assert case.issued_permit.number in approval.text
    assert any(one["phone"] == "13800000001" and "已核准" in one["text"] for one in sent())


def test_the_due_date_is_told_when_it_begins(stage: Stage) -> None:
    story.endorsed(stage)
    work()
    assert "办理期限至2026年12月21日。" in messages_of(stage.lin).get(event="first_issue.endorse").text


def test_a_second_run_makes_no_second_message(stage: Stage) -> None:
    story.submitted(stage)
    work()
    before = (Message.objects.count(), len(sent()))
    for task in Task.objects.filter(kind="notify"):
        effect = notify(task, LATER)
        if effect:
            effect()
    work()
    assert (Message.objects.count(), len(sent())) == before


def test_what_nobody_needs_to_know_makes_no_task(stage: Stage) -> None:
    story.submitted(stage)
    quiet = Entry.objects.filter(action__in=["case.fill", "profile.save", "case.hand_in"])
    assert quiet.exists()
    told = {task.payload["entry"] for task in Task.objects.filter(kind="notify")}
    assert told.isdisjoint(quiet.values_list("pk", flat=True))


def test_messages_are_read_once_and_only_by_their_owner(stage: Stage) -> None:
    ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)
    work()
    message = messages_of(stage.zhao).get()
    assert unread(stage.zhao) == 1
    with pytest.raises(NotFound):
        mark_read(actor=stage.ma, now=LATER, message_id=message.pk)
    assert mark_read(actor=stage.zhao, now=LATER, message_id=message.pk).read_at == LATER
    assert mark_read(actor=stage.zhao, now=LATER + timedelta(days=1), message_id=message.pk).read_at == LATER
    assert (unread(stage.zhao), mark_all_read(actor=stage.zhao, now=LATER)) == (0, 0)
