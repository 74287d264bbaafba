"""From journal entries to messages: worded once for each recipient, then handed to the gateway through the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings

from gongju.employers import queries as employers
from gongju.journal.models import Entry
from gongju.notifications.about import About, about
from gongju.notifications.models import Message
from gongju.notifications.notices import AGENT, APPLICANT, Notice, notices_in
from gongju.notifications.sms import gateway
from gongju.outbox import records as outbox
from gongju.outbox.models import Task

SMS = "sms"
"""The kind of task that sends one text; payload {"message": id, "agent": id or None}."""


def notify(task: Task, now: datetime) -> Callable[[], None] | None:
    """Make the messages of one journal entry. A second run makes none: one for each recipient and entry."""
    entry = Entry.objects.get(pk=task.payload["entry"])
    notice = notice_for(entry)
    return (lambda: _make(entry, notice, now)) if notice else None


def notice_for(entry: Entry) -> Notice | None:
    """The words for an entry: those of the move, else those of the stage it led to; most events have none."""
    notices = notices_in(settings.GONGJU.notices_dir)
    business, _, _ = entry.action.partition(".")
    return notices.get(entry.action) or notices.get(f"{business}.{entry.data.get('to', '')}")


def _make(entry: Entry, notice: Notice, now: datetime) -> None:
    found = about(entry)
    title, text = notice.worded(found.values)
    for recipient in _recipients(found, notice):
        message, made = Message.objects.get_or_create(
            **recipient,
            entry=entry,
            defaults={
                "event": notice.event,
                "case_number": found.case_number,
                "title": _named(title, found, recipient),
                "text": text,
                "at": entry.at,
            },
        )
        if made and notice.sms:
            _post(message, now)


def _named(title: str, found: About, recipient: dict[str, int]) -> str:
    """An employer has many people under way: its titles say whom they are about."""
    person = found.values.get("person", "")
    return f"{title}（{person}）" if person and person not in title and "employer_id" in recipient else title


def _recipients(found: About, notice: Notice) -> list[dict[str, int]]:
    told = []
    if APPLICANT in notice.to and found.person_id is not None:
        told.append({"person_id": found.person_id})
    if AGENT in notice.to and found.employer_id is not None:
        told.append({"employer_id": found.employer_id})
    return told


def _post(message: Message, now: datetime) -> None:
    agents: list[int | None] = [None]
    if message.employer_id is not None:
        agents = [agent.pk for agent in employers.agents(message.employer_id) if agent.active]
    for agent in agents:
        payload = {"message": message.pk, "agent": agent}
        outbox.put(now=now, kind=SMS, payload=payload, dedup_key=f"{SMS}:{message.pk}:{agent or 0}")


def send(task: Task, now: datetime) -> None:
    """Hand one text to the gateway; a recipient without a phone number is passed over."""
    message = Message.objects.select_related("person").get(pk=task.payload["message"])
    phone = _phone(message, task.payload["agent"])
    if phone:
        gateway().send(phone=phone, text=f"【工居】{message.title}。{message.text}", key=task.dedup_key)


def _phone(message: Message, agent_id: int | None) -> str:
    if message.person is not None:
        return str(message.person.phone)
    agent = employers.agents(message.employer_id or 0).filter(pk=agent_id or 0, active=True).first()
    return str(agent.phone) if agent else ""
