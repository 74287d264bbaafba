"""业务咨询: asked with and without a login, answered once, kept ready, made into help."""

import pytest
from django.db import IntegrityError, transaction

from gongju.actions.enquire import (
    MOST_AN_HOUR,
    answer,
    ask_as_oneself,
    ask_as_visitor,
    keep_ready,
    note_enquiry,
    publish_help,
    withdraw_help,
)
from gongju.enquiries import queries
from gongju.enquiries.models import CannedAnswer, Enquiry, HelpEntry
from gongju.errors import BadInput, MovedOn, NotFound, Refusal
from gongju.notifications.models import Message
from gongju.outbox.worker import drain
from tests.cast import CHANGPING, NOW, Stage
from tests.story import DAY

HOUR = DAY / 24
TEXT = "换了单位以后多久要办变更？"


def asked(text: str = TEXT, asker: str = "10.0.0.1", **changed: str) -> Enquiry:
    told = {"authority": CHANGPING, "topic": "新办", "name": "方可", "phone": "13800000009", **changed}
    return ask_as_visitor(now=NOW, asker=asker, text=text, **told)


def test_a_visitor_asks_and_the_district_answers(stage: Stage) -> None:
    # CC-297, CY-Q02a
    enquiry = asked()
    assert queries.by_token(enquiry.token) == enquiry
    answer(actor=stage.sun, now=NOW + HOUR, enquiry_id=enquiry.pk, text="在证件有效期内办理。")
    told = queries.by_token(enquiry.token)
    assert told is not None
    assert (told.answer, told.answered_by_id) == ("在证件有效期内办理。", stage.sun.user_id)


def test_everything_wrong_with_a_question_is_said_at_once(stage: Stage) -> None:
    with pytest.raises(BadInput) as told:
        asked(" ", authority="haidian", name="", phone="12")
    assert [fault.field for fault in told.value.faults] == ["text", "authority", "name", "phone"]


def test_one_address_asks_so_often_an_hour_and_another_still_may(stage: Stage) -> None:
    for _ in range(MOST_AN_HOUR):
        asked()
    with pytest.raises(Refusal, match="过一小时再问"):
        asked()
    asked(asker="10.0.0.2")
    later = {"authority": CHANGPING, "topic": "新办", "name": "方可", "phone": "13800000009"}
    ask_as_visitor(now=NOW + HOUR, asker="10.0.0.1", text=TEXT, **later)


def test_an_employer_asks_and_is_told_of_the_answer(stage: Stage) -> None:
    # CY-Q02b
    enquiry = ask_as_oneself(actor=stage.zhao, now=NOW, authority=CHANGPING, topic="续签", text=TEXT)
    answer(actor=stage.sun, now=NOW, enquiry_id=enquiry.pk, text="在证件有效期内办理。")
    drain(ask=lambda: NOW)
    message = Message.objects.get(event="enquiry.answer")
    assert message.employer_id == stage.hhl.pk
    assert message.text == "在证件有效期内办理。"
    assert list(queries.of_employer(stage.hhl.pk)) == [enquiry]


def test_a_person_asks_for_themselves(stage: Stage) -> None:
    enquiry = ask_as_oneself(actor=stage.lin, now=NOW, authority=CHANGPING, topic="续签", text=TEXT)
    assert list(queries.of_person(int(stage.lin.person_id or 0))) == [enquiry]
    with pytest.raises(Refusal):
        ask_as_oneself(actor=stage.sun, now=NOW, authority=CHANGPING, topic="续签", text=TEXT)


def test_a_question_is_answered_once_and_by_its_own_district(stage: Stage) -> None:
    enquiry = asked()
    with pytest.raises(NotFound):
        answer(actor=stage.feng, now=NOW, enquiry_id=enquiry.pk, text="不归我答。")
    with pytest.raises(Refusal, match="咨询"):
        answer(actor=stage.zheng, now=NOW, enquiry_id=enquiry.pk, text="不归我答。")
    answer(actor=stage.sun, now=NOW, enquiry_id=enquiry.pk, text="在有效期内。")
    with pytest.raises(MovedOn):
        answer(actor=stage.zhou, now=NOW, enquiry_id=enquiry.pk, text="另一个回答。")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(pk=enquiry.pk).update(answer="")


def test_a_question_by_mail_is_noted_and_answered_like_the_others(stage: Stage) -> None:
    # CY-Q05a
    enquiry = note_enquiry(actor=stage.sun, now=NOW, channel="mail", topic="其他", text=TEXT, name="某单位")
    assert list(queries.desk(Enquiry.objects.all())) == [enquiry]
    with pytest.raises(BadInput, match="来信或者电话"):
        note_enquiry(actor=stage.sun, now=NOW, channel="web", topic="其他", text=TEXT, name="某单位")


def test_an_answer_is_kept_ready_under_its_title(stage: Stage) -> None:
    answer(actor=stage.sun, now=NOW, enquiry_id=asked().pk, text="在有效期内。", keep_as="换单位")
    keep_ready(actor=stage.zhou, now=NOW, title="换单位", text="在证件有效期内办理。")
    assert list(CannedAnswer.objects.values_list("title", "text")) == [("换单位", "在证件有效期内办理。")]
    assert not queries.canned("daxing").exists()


def test_an_answer_becomes_a_help_entry_and_a_file(stage: Stage) -> None:
    enquiry = asked()
    told = {"question": '什么叫"有效期内"？', "part": "拿到证以后", "text": "到最后一天为止。"}
    with pytest.raises(Refusal, match="请先回答"):
        publish_help(actor=stage.sun, now=NOW, enquiry_id=enquiry.pk, **told)
    answer(actor=stage.sun, now=NOW, enquiry_id=enquiry.pk, text="到最后一天为止。")
    entry = publish_help(actor=stage.sun, now=NOW, enquiry_id=enquiry.pk, **told)
    assert list(queries.published()) == [entry]
    with pytest.raises(NotFound):
        withdraw_help(actor=stage.feng, now=NOW, entry_id=entry.pk)
    withdraw_help(actor=stage.sun, now=NOW, entry_id=entry.pk)
    assert not queries.published().exists()
    assert HelpEntry.objects.count() == 1
