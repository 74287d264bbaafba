"""Reading the register: what is in force on a day, what it keeps somebody from, and the spot checks."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from gongju.casework.models import Case
from gongju.permits.models import Permit
from gongju.permits.state import State, in_state
from gongju.sanctions.kinds import EVERYTHING
from gongju.sanctions.models import Checked, Sanction, SpotCheck


def in_force(sanctions: QuerySet[Sanction], on: date) -> QuerySet[Sanction]:
    """Those that count on the day: begun, not over, not lifted. Computed, never written (CL-110)."""
    begun = sanctions.filter(first_day__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
    return begun.filter(Q(lifted_on__isnull=True) | Q(lifted_on__gt=on))


def named(sanctions: QuerySet[Sanction]) -> QuerySet[Sanction]:
    """With whoever a list names."""
    return sanctions.select_related("person", "employer", "agent__employer", "by", "lifted_by")


def of_employer(employer_id: int, on: date) -> QuerySet[Sanction]:
    """What is in force about an employer or its agents."""
    about = Q(employer_id=employer_id) | Q(agent__employer_id=employer_id)
    return named(in_force(Sanction.objects.filter(about), on))


def of_person(person_id: int, on: date) -> QuerySet[Sanction]:
    """What is in force about a person."""
    return named(in_force(Sanction.objects.filter(person_id=person_id), on))


def barring(business: str, *, person_id: int | None, employer_id: int | None, on: date) -> list[Sanction]:
    """What keeps the person or the employer from starting a business on the day."""
    about = Q(pk__in=[])
    if person_id is not None:
        about |= Q(person_id=person_id)
    if employer_id is not None:
        about |= Q(employer_id=employer_id)
    found = in_force(Sanction.objects.filter(about), on)
    return [one for one in found if business in one.bars or EVERYTHING in one.bars]


def freezing(*, employer_id: int | None, user_id: int | None, on: date) -> Sanction | None:
    """What lets an agent look and not act on the day: about the employer, or about the agent alone (LF-05, CP-152)."""
    about = Q(employer_id=employer_id, employer__isnull=False) | Q(agent__user_id=user_id, agent__isnull=False)
    return in_force(Sanction.objects.filter(about, read_only=True), on).first()


def population(authority: str, on: date) -> list[int]:
    """Keys of the permits of a district that are valid on the day, in order: what a sample is drawn from."""
    valid = in_state(Permit.objects.filter(authority=authority), on, State.VALID)
    return list(valid.order_by("pk").values_list("pk", flat=True))


def spot_checks(authority: str) -> QuerySet[SpotCheck]:
    """The spot checks of a district, the newest in front."""
    return SpotCheck.objects.filter(authority=authority).select_related("by").prefetch_related("items")


def cases_being_checked() -> QuerySet[Case]:
    """The cases of people whose permit lies in a spot check and has not been looked at yet."""
    waiting = Checked.objects.filter(result=Checked.Result.WAITING)
    return Case.objects.filter(person__in=waiting.values("permit__person"))


def items(check: SpotCheck) -> QuerySet[Checked]:
    """A sample with whoever a list names."""
    return check.items.select_related("permit__person", "employer", "sanction", "checked_by")
