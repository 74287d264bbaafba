"""Where a case stands in the officer's own list, and which come before and after it."""

from dataclasses import dataclass
from datetime import date

from gongju.access.actor import Actor
from gongju.portals.officer.frame import waiting_for
from gongju.portals.officer.listing import Filters, filtered


@dataclass(frozen=True, slots=True)
class Place:
    """A case's place in the list (from 1; 0 where it is not on it), and its neighbours' numbers, "" at the ends."""

    at: int
    count: int
    previous: str
    next: str


def place_of(actor: Actor, number: str, on: date) -> Place:
    """The place of a case among those that wait for the actor, pressing ones first.

    For a case that is not (or no longer) on the list, the next one is the first of it.
    """
    waiting = filtered(waiting_for(actor), Filters(), on, actor).values_list("number", flat=True)
    numbers = list(waiting)
    if number not in numbers:
        return Place(0, len(numbers), "", numbers[0] if numbers else "")
    at = numbers.index(number)
    return Place(at + 1, len(numbers), numbers[at - 1] if at else "", numbers[at + 1] if at + 1 < len(numbers) else "")
