"""The inbox of an actor: their messages, how many are unread, and marking them read."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, PERSON, Actor
from gongju.errors import NotFound
from gongju.notifications.models import Message


def messages_of(actor: Actor) -> QuerySet[Message]:
    """The actor's messages, newest first; staff have none, their work list tells them."""
    if actor.kind == PERSON and actor.person_id is not None:
        return Message.objects.filter(person_id=actor.person_id)
    if actor.kind == AGENT and actor.employer_id is not None:
        return Message.objects.filter(employer_id=actor.employer_id)
    return Message.objects.filter(Q(pk__in=[]))


def unread(actor: Actor) -> int:
    """How many the actor has not opened."""
    return messages_of(actor).filter(read_at__isnull=True).count()


def mark_read(*, actor: Actor, now: datetime, message_id: int) -> Message:
    """Note that it was opened; the first time stays. Raises NotFound."""
    message = messages_of(actor).filter(pk=message_id).first()
    if message is None:
        raise NotFound("这条消息")
    if messages_of(actor).filter(pk=message_id, read_at__isnull=True).update(read_at=now):
        message.read_at = now
    return message


def mark_all_read(*, actor: Actor, now: datetime) -> int:
    """Note that all were opened; how many were new."""
    return messages_of(actor).filter(read_at__isnull=True).update(read_at=now)
