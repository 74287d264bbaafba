"""Print the confirmation of a valid permit; printed again unchanged it is the same paper with the same address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, localtime

from gongju.access.actor import Actor
from gongju.access.permits import permit_for
from gongju.actions.objection import Objected
from gongju.actions.old_holder import old_holder_objections
from gongju.actions.telling import permit_ref, tell
from gongju.casework import books
from gongju.errors import Refusal
from gongju.papers.confirmation import Child, Confirmation, confirmation_pdf
from gongju.papers.printing import MissingGlyph
from gongju.permits import queries, records, verification
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.sealing import mask_identity, mask_name
from gongju.sealing.paper_claim import Claim, paper_id, sign_claim
from gongju.sealing.pdf_signature import sign_pdf
from gongju.signatures import pdf_identity, signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The paper as PDF, and the unguessable part of its address."""

    number: str
    token: str
    pdf: bytes


def print_confirmation(*, actor: Actor, now: datetime, permit_number: str) -> Printed:
    """The confirmation of a permit that is valid today (CP-159, DC-168, DC-189, DX-182, CY-Q52b).

    The print that counts is given again while the permit says the same; otherwise a new one, and that one is void.
    Raises NotFound, or Refusal: permit.not_valid, paper.missing_glyph.
    """
    with transaction.atomic():
        permit = records.hold(permit_for(actor, permit_number))
        _check_valid(permit, now)
        _check_records(permit, now)
        return _same_again(permit) or print_anew(actor, permit, now)


def _check_valid(permit: Permit, now: datetime) -> None:
    state = state_on(permit, localdate(now))
    if state is not State.VALID:
        raise Refusal(
            "permit.not_valid",
            f"证件现在的状态是“{state}”，不能打印确认单。",
            where=permit.number,
            do="证件恢复有效后再打印。",
        )


def _check_records(permit: Permit, now: datetime) -> None:
    """A holder from the former system completes profile and papers first (DC-045, DC-190, CY-Q87b)."""
    against = list(old_holder_objections(permit.person, localdate(now)))
    if against:
        raise Objected(against, where=permit.number)


def _same_again(permit: Permit) -> Printed | None:
    live = queries.live_confirmation(permit)
    if live is None:
        return None
    printed = _printed(permit, live.token, live.issued_at, live.claim)
    return _signed(printed) if _digest(printed) == live.digest else None


def print_anew(actor: Actor, permit: Permit, now: datetime) -> Printed:
    """A new confirmation, and the one before it void. Needs a transaction and a permit that is held."""
    # The database keeps microseconds on both sides, so the same moment gives the same bytes again.
    token = records.new_token()
    claim = sign_claim(_claimed(permit, token, now), signer())
    printed = _printed(permit, token, now, claim)
    records.confirmation(permit, now=now, token=token, digest=_digest(printed), claim=claim)
    tell(actor=actor, now=now, action="permit.print_confirmation", subjects=[permit_ref(permit.number)])
    return _signed(printed)


def _claimed(permit: Permit, token: str, issued_at: datetime) -> Claim:
    """What the paper says of itself offline: no more than anyone reads on it, the name masked."""
    return Claim(
        number=permit.number,
        holder=mask_name(queries.holder(permit).name),
        first_day=permit.first_day.isoformat(),
        last_day=permit.last_day.isoformat(),
        issued=localdate(issued_at).isoformat(),
        paper=paper_id(token),
    )


def _signed(printed: Printed) -> Printed:
    """The paper with its electronic signature, where there is a certificate; each time another one over the same."""
    identity = pdf_identity()
    return replace(printed, pdf=sign_pdf(printed.pdf, identity, reason="出具确认单")) if identity else printed


def _signature_words(claim: str) -> str:
    """What the paper says of its own signature."""
    if not (claim and pdf_identity()):
        return "本单没有电子签名，请扫码查验。"
    return "演示签名，没有法律效力。" if settings.GONGJU.demo else "本单有电子签名，离线也能核对。"


def _printed(permit: Permit, token: str, issued_at: datetime, claim: str) -> Printed:
    named = queries.holder(permit)
    paper = Confirmation(
        number=permit.number,
        name=named.name,
        identity=mask_identity(named.identity_number),
        employer=permit.employer.name,
        authority=books.edition_for(permit.authority, localdate(issued_at)).office,
        first_day=permit.first_day,
        last_day=permit.last_day,
        children=tuple(Child(child["name"], mask_identity(child["identity_number"])) for child in permit.children),
        issued_at=localtime(issued_at),
        address=verification.address_of(token) + (f"#{claim}" if claim else ""),
        signature=_signature_words(claim),
        page=urlsplit(verification.page()).netloc + "/verify/",
    )
    try:
        return Printed(number=permit.number, token=token, pdf=confirmation_pdf(paper))
    except MissingGlyph as missing:
        raise Refusal(
            "paper.missing_glyph",
            f"确认单里有字库没有的字“{missing.text}”，暂时不能打印。",
            where=permit.number,
            do="请联系发证的区人力社保局，由工作人员补充字库后再打印。",
        ) from missing


def _digest(printed: Printed) -> str:
    return sha256(printed.pdf).hexdigest()
