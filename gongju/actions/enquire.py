"""业务咨询: ask an office, with a login or without; answer; keep an answer ready; make a help entry of one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import AGENT, PERSON, Actor
from gongju.access.enquiries import answers_enquiries, enquiry_for, entry_for
from gongju.actions.telling import tell
from gongju.casework import books
from gongju.enquiries import records
from gongju.enquiries.models import CannedAnswer, Enquiry, HelpEntry
from gongju.errors import BadInput, Fault, Refusal
from gongju.identity import mobile

MOST_AN_HOUR = 10
"""Questions of one network address, or of one login, within an hour: more is no person asking."""
LONGEST = 2000
GENERAL = "其他"


def ask_as_visitor(
    *, now: datetime, asker: str, authority: str, topic: str, text: str, name: str, phone: str
) -> Enquiry:
    """A question without a login; `asker` is the network address. Raises BadInput, Refusal (enquiry.too_many).

    Serves (CY-Q02a, SC-01).
    """
    reached = mobile(phone)
    faults = [*_faults(now, authority, topic, text)]
    faults += [] if name.strip() else [Fault("name", "请写明怎么称呼您。")]
    faults += [Fault("phone", reached.fault)] if reached.fault else []
    _check_count(asker, now, faults)
    with transaction.atomic():
        told = {"authority": authority, "topic": topic, "text": text.strip(), "name": name.strip()}
        enquiry = records.ask(now=now, phone=reached.value, **told)
        _told(Actor.system(), now, "ask", enquiry, quietly=True)
    return enquiry


def ask_as_oneself(*, actor: Actor, now: datetime, authority: str, topic: str, text: str) -> Enquiry:
    """A question of a person, or of an employer by its agent. Raises BadInput, Refusal (CY-Q02b, SC-02)."""
    if actor.kind not in (PERSON, AGENT) or (actor.person_id is None and actor.employer_id is None):
        raise Refusal("enquiry.not_yours", "请先登记身份或者单位，再提问。")
    _check_count(f"login:{actor.user_id}", now, [*_faults(now, authority, topic, text)])
    whose = {"person_id": actor.person_id} if actor.kind == PERSON else {"employer_id": actor.employer_id}
    with transaction.atomic():
        enquiry = records.ask(now=now, authority=authority, topic=topic, text=text.strip(), name=actor.name, **whose)
        _told(actor, now, "ask", enquiry, quietly=True)
    return enquiry


def note_enquiry(
    *, actor: Actor, now: datetime, channel: str, topic: str, text: str, name: str, phone: str = ""
) -> Enquiry:
    """A clerk notes a question that came by mail or telephone, so that it is answered and found too (CY-Q05a)."""
    _check_desk(actor)
    faults = [*_faults(now, actor.authority, topic, text)]
    if channel not in (Enquiry.Channel.MAIL, Enquiry.Channel.PHONE):
        faults.append(Fault("channel", "请选择来信或者电话。"))
    if not name.strip():
        faults.append(Fault("name", "请写明是谁问的。"))
    if faults:
        raise BadInput(tuple(faults))
    with transaction.atomic():
        told = {"topic": topic, "text": text.strip(), "name": name.strip(), "phone": phone.strip()}
        enquiry = records.ask(now=now, authority=actor.authority, channel=channel, **told)
        _told(actor, now, "note", enquiry, quietly=True)
    return enquiry


def answer(*, actor: Actor, now: datetime, enquiry_id: int, text: str, keep_as: str = "") -> Enquiry:
    """Answer a question; `keep_as`: also keep the answer ready under this title.

    Raises NotFound, MovedOn (a colleague was first), Refusal, BadInput. Serves (CY-Q02a, CY-Q02b).
    """
    _check_desk(actor)
    _check_text(text)
    with transaction.atomic():
        enquiry = enquiry_for(actor, enquiry_id)
        records.answer(enquiry, now=now, by_id=int(actor.user_id or 0), text=text.strip())
        if keep_as.strip():
            _keep(actor, now, keep_as, text)
        _told(actor, now, "answer", enquiry)
        enquiry.refresh_from_db()
    return enquiry


def keep_ready(*, actor: Actor, now: datetime, title: str, text: str) -> CannedAnswer:
    """Keep an answer ready for the office; of the same title the text is replaced. Raises Refusal, BadInput."""
    _check_desk(actor)
    _check_text(text)
    if not title.strip():
        raise BadInput.of("title", "请写一个标题，便于查找。")
    with transaction.atomic():
        kept = _keep(actor, now, title, text)
        tell(actor=actor, now=now, action="enquiry.keep_ready", data={"canned": kept.pk}, quietly=True)
    return kept


def publish_help(*, actor: Actor, now: datetime, enquiry_id: int, question: str, part: str, text: str) -> HelpEntry:
    """Make a help entry of the district from an answered question, in words without anybody's particulars."""
    _check_desk(actor)
    _check_text(text)
    if not question.strip():
        raise BadInput.of("question", "请写明问题，不要带个人或者单位的信息。")
    with transaction.atomic():
        enquiry = enquiry_for(actor, enquiry_id)
        if enquiry.answered_at is None:
            raise Refusal("enquiry.unanswered", "还没有回答的咨询不能发布为问答。", do="请先回答。")
        told = {"question": question.strip(), "part": part.strip() or "常见咨询", "text": text.strip()}
        entry = records.publish(
            now=now, by_id=int(actor.user_id or 0), authority=actor.authority, enquiry=enquiry, **told
        )
        data = {"entry": entry.pk, "enquiry": enquiry.pk}
        tell(actor=actor, now=now, action="help.publish", data=data, quietly=True)
    return entry


def withdraw_help(*, actor: Actor, now: datetime, entry_id: int) -> None:
    """Show a help entry no longer. Raises NotFound, MovedOn."""
    with transaction.atomic():
        entry = entry_for(actor, entry_id)
        records.withdraw(entry, now=now)
        tell(actor=actor, now=now, action="help.withdraw", data={"entry": entry.pk}, quietly=True)


def _keep(actor: Actor, now: datetime, title: str, text: str) -> CannedAnswer:
    by = int(actor.user_id or 0)
    return records.keep_ready(now=now, authority=actor.authority, title=title.strip(), text=text.strip(), by_id=by)


def _check_desk(actor: Actor) -> None:
    if not answers_enquiries(actor):
        raise Refusal("enquiry.not_your_desk", "业务咨询由区咨询、受理、审核岗位回答。")


def _check_text(text: str) -> None:
    if not text.strip():
        raise BadInput.of("text", "请写明回答。")
    if len(text.strip()) > LONGEST:
        raise BadInput.of("text", f"最多 {LONGEST} 个字。")


def _check_count(asker: str, now: datetime, faults: list[Fault]) -> None:
    """What is wrong first; then one more of this hour. The count stays when the question is refused."""
    if faults:
        raise BadInput(tuple(faults))
    if records.count(asker, now=now) > MOST_AN_HOUR:
        raise Refusal("enquiry.too_many", "这一小时里提的问题太多了。", do="请过一小时再问，或者打办事机构的电话。")


def _faults(now: datetime, authority: str, topic: str, text: str) -> list[Fault]:
    faults = [] if topic.strip() else [Fault("topic", "请选择问的是什么事项。")]
    if not text.strip():
        faults.append(Fault("text", "请写明您的问题。"))
    elif len(text.strip()) > LONGEST:
        faults.append(Fault("text", f"最多 {LONGEST} 个字，现在有 {len(text.strip())} 个字。"))
    if authority not in [one.authority for one in books.districts(now.date())]:
        faults.append(Fault("authority", "请选择问哪个区。"))
    return faults


def _told(actor: Actor, now: datetime, done: str, enquiry: Enquiry, *, quietly: bool = False) -> None:
    tell(actor=actor, now=now, action=f"enquiry.{done}", data={"enquiry": enquiry.pk}, quietly=quietly)
