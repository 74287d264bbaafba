"""What my permit says otherwise than my profile, and the business by which the permit follows (CY-Q91)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongju.casework import books
from gongju.people import profile
from gongju.permits.differences import CHILDREN, Difference, differences
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on

PARTICULARS, DEPENDANTS = "change_of_particulars", "change_of_dependants"


@dataclass(frozen=True, slots=True)
class Offer:
    """One change business and exactly what it would change."""

    type: str
    title: str
    differences: tuple[Difference, ...]

    @property
    def items(self) -> str:
        """The items in words, each once."""
        return "、".join(dict.fromkeys(one.item for one in self.differences))


def offers_of(permit: Permit, on: date) -> tuple[Offer, ...]:
    """The businesses that fit what differs, of those the permit's district handles; () unless the permit is valid."""
    if state_on(permit, on) is not State.VALID:
        return ()
    found = differences(permit, profile.contents(permit.person), on=on)
    sorted_out = {
        PARTICULARS: tuple(one for one in found if one.item != CHILDREN),
        DEPENDANTS: tuple(one for one in found if one.item == CHILDREN),
    }
    if not found:
        return ()
    businesses = books.edition_for(permit.authority, on).businesses
    return tuple(
        Offer(type, businesses[type].title, differing)
        for type, differing in sorted_out.items()
        if differing and type in businesses
    )
