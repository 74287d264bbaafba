"""真伪验证: what a stranger may see of a permit: as much as the paper shows, masked, and how it stands today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils.timezone import localdate

from gongju.casework import books
from gongju.permits.models import Confirmation, Permit
from gongju.permits.queries import by_number_and_name, by_token, holder, replacing
from gongju.permits.state import state_on
from gongju.sealing import mask_identity, mask_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`state` is a word of State; names and numbers are masked; `void`: this print counts no longer, since
    `voided_on`; `replaced_on` is the day of the later one where there is one (已换发).

    Serves (DC-171, CY-Q29a, CY-Q75a, LF-01).
    """

    state: str
    number: str
    holder: str
    identity: str
    employer: str
    office: str
    first_day: date
    last_day: date
    children: tuple[str, ...]
    void: bool = False
    voided_on: date | None = None
    replaced_on: date | None = None


def verify(number: str, name: str, on: date) -> Shown | None:
    """The permit of that number if its holder has that name; None (查无此证) when either does not match."""
    permit = by_number_and_name(number, name)
    return _shown(permit, on) if permit else None


def verify_token(token: str, on: date) -> Shown | None:
    """The permit whose confirmation has this address; None for an address that was never given out."""
    confirmation = by_token(token)
    if confirmation is None:
        return None
    return _with_chain(_shown(confirmation.permit, on), confirmation)


def _with_chain(shown: Shown, confirmation: Confirmation) -> Shown:
    if confirmation.void_at is None:
        return shown
    later = replacing(confirmation)
    return replace(
        shown,
        void=True,
        voided_on=localdate(confirmation.void_at),
        replaced_on=localdate(later.issued_at) if later else None,
    )


def _shown(permit: Permit, on: date) -> Shown:
    named = holder(permit)
    return Shown(
        state=state_on(permit, on).value,
        number=permit.number,
        holder=mask_name(named.name),
        identity=mask_identity(named.identity_number),
        employer=permit.employer.name,
        office=books.edition_for(permit.authority, on).office,
        first_day=permit.first_day,
        last_day=permit.last_day,
        children=tuple(mask_name(child["name"]) for child in permit.children),
    )


def address_of(token: str) -> str:
    """Where a confirmation with this token is verified: what its QR code says."""
    return f"{page()}{token}/"


def page() -> str:
    """The page on which anyone verifies by number and name."""
    return f"{settings.GONGJU.public_url}/verify/"
