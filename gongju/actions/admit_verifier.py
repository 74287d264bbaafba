"""Register a 用证部门 for the interface, give it a key, a new one, or none any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import SYSTEM, Actor
from gongju.actions.telling import tell
from gongju.errors import BadInput, Fault, MovedOn, Refusal
from gongju.permits import look_up_records
from gongju.permits.models import VerifyingOffice

AN_HOUR = 600
"""Questions an hour, unless said otherwise."""


def admit_verifier(
    *, actor: Actor, now: datetime, name: str, purpose: str, an_hour: int = AN_HOUR
) -> tuple[VerifyingOffice, str]:
    """The office with its key, which is shown this once and kept as a digest (LF-01).

    `purpose`: on what ground and for what it asks. Raises Refusal (not the operator), BadInput.
    """
    _check(actor)
    blank = [("name", name, "请写部门的名称。"), ("purpose", purpose, "请写明核验的依据和用途。")]
    faults = [Fault(field, message) for field, text, message in blank if not text.strip()]
    if an_hour < 1:
        faults.append(Fault("an_hour", "每小时的次数至少是 1。"))
    if VerifyingOffice.objects.filter(name=name.strip(), ended_at__isnull=True).exists():
        faults.append(Fault("name", f"“{name.strip()}”已经登记过。"))
    if faults:
        raise BadInput(tuple(faults))
    with transaction.atomic():
        office, key = look_up_records.admit(name=name.strip(), purpose=purpose.strip(), an_hour=an_hour, now=now)
        _tell(actor, now, "verifier.admit", office)
    return office, key


def renew_key(*, actor: Actor, now: datetime, name: str) -> str:
    """A new key; the old one stops counting at once. Raises Refusal, MovedOn (no such office)."""
    _check(actor)
    with transaction.atomic():
        office = _held(name)
        key = look_up_records.renew_key(office)
        _tell(actor, now, "verifier.renew_key", office)
    return key


def end_verifier(*, actor: Actor, now: datetime, name: str) -> VerifyingOffice:
    """The office asks no more. Raises Refusal, MovedOn (no such office)."""
    _check(actor)
    with transaction.atomic():
        office = _held(name)
        look_up_records.end(office, now=now)
        _tell(actor, now, "verifier.end", office)
    return office


def _held(name: str) -> VerifyingOffice:
    office = VerifyingOffice.objects.select_for_update().filter(name=name.strip(), ended_at__isnull=True).first()
    if office is None:
        raise MovedOn(f"用证部门“{name.strip()}”")
    return office


def _check(actor: Actor) -> None:
    if actor.kind != SYSTEM and not actor.is_operator:
        raise Refusal("verifier.not_yours", "用证部门由系统管理员登记。")


def _tell(actor: Actor, now: datetime, action: str, office: VerifyingOffice) -> None:
    data = {"office": office.pk, "name": office.name, "an_hour": office.an_hour}
    tell(actor=actor, now=now, action=action, data=data, reason=office.purpose, quietly=True)
