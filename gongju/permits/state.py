"""What a permit is on a day: a function of its columns and the day, the same in Python and in SQL."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol

from django.db import models
from django.db.models import Q, QuerySet, Value, When

from gongju.permits.models import Permit


class State(StrEnum):
    """The words that stand on a permit; a person reads these."""

    NOT_YET = "未生效"
    VALID = "有效"
    SUSPENDED = "挂起"
    FROZEN = "冻结"
    RENEWING = "续签审核中"
    LAPSED = "失效"
    CANCELLED = "注销"


class Days(Protocol):
    """What decides the state: a Permit, or anything with the same days."""

    @property
    def first_day(self) -> date:
        """The first valid day."""

    @property
    def last_day(self) -> date:
        """The last valid day."""

    @property
    def suspended_since(self) -> date | None:
        """Since when it is suspended."""

    @property
    def frozen_from(self) -> date | None:
        """From when it is frozen."""

    @property
    def frozen_until(self) -> date | None:
        """The last frozen day; None until lifted."""

    @property
    def renewing_until(self) -> date | None:
        """The last day on which an accepted renewal carries it."""

    @property
    def retired_on(self) -> date | None:
        """The day from which it has lapsed by retirement."""

    @property
    def cancelled_on(self) -> date | None:
        """The day from which it is cancelled."""


def state_on(permit: Days, day: date) -> State:
    """The state on a day.

    Cancelled outweighs lapsed, that frozen, that suspended. The last day itself is valid; a permit lapses at its end
    even if nothing ran. Past the last day an accepted renewal carries it only where `renewing_until` says so.
    Retirement is a lapse that neither a renewal nor a new employer mends (AMC-27).

    Serves (CP-145, CP-148, CP-149, DC-162, DC-173, DC-174, DX-152, DX-163, DX-164, CY-Q61b, CY-Q75a, CY-Q75b,
    CY-Q83).
    """
    if _began(permit.cancelled_on, day):
        return State.CANCELLED
    if _began(permit.retired_on, day):
        return State.LAPSED
    if day < permit.first_day:
        return State.NOT_YET
    if day > permit.last_day:
        return State.RENEWING if permit.renewing_until and day <= permit.renewing_until else State.LAPSED
    if _began(permit.frozen_from, day) and (permit.frozen_until is None or day <= permit.frozen_until):
        return State.FROZEN
    return State.SUSPENDED if _began(permit.suspended_since, day) else State.VALID


def _began(since: date | None, day: date) -> bool:
    return since is not None and since <= day


def state_in_sql(day: date) -> models.Case:
    """The same function as an expression over the columns of Permit."""
    frozen = Q(frozen_from__lte=day) & (Q(frozen_until__isnull=True) | Q(frozen_until__gte=day))
    branches = [
        (Q(cancelled_on__lte=day), State.CANCELLED),
        (Q(retired_on__lte=day), State.LAPSED),
        (Q(first_day__gt=day), State.NOT_YET),
        (Q(last_day__lt=day, renewing_until__gte=day), State.RENEWING),
        (Q(last_day__lt=day), State.LAPSED),
        (frozen, State.FROZEN),
        (Q(suspended_since__lte=day), State.SUSPENDED),
    ]
    return models.Case(
        *(When(condition, then=Value(state.value)) for condition, state in branches),
        default=Value(State.VALID.value),
        output_field=models.CharField(),
    )


def with_state(permits: QuerySet[Permit], day: date) -> QuerySet[Permit]:
    """The permits with `state`, the word for that day."""
    return permits.annotate(state=state_in_sql(day))


def in_state(permits: QuerySet[Permit], day: date, *states: State) -> QuerySet[Permit]:
    """Those permits that are in one of the states on the day."""
    return permits.alias(state_then=state_in_sql(day)).filter(state_then__in=[state.value for state in states])
