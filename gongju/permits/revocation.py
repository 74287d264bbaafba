"""作废名单: the papers that count no longer, by their short ids, as long as somebody could take them for good ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from gongju.permits.models import Confirmation, Permit
from gongju.permits.state import State, in_state
from gongju.sealing.paper_claim import LIST_USE, Revoked, list_as_json, paper_id
from gongju.sealing.signing import Signer

TERM = timedelta(days=1)
"""How long a list may be used before the next one is fetched."""


def revoked_on(now: datetime) -> Revoked:
    """Papers whose own last day is not over: replaced or void ones, and those of permits that are not in force."""
    on = localdate(now)
    running = Confirmation.objects.filter(permit__last_day__gte=on)
    resting = in_state(Permit.objects.all(), on, State.SUSPENDED, State.FROZEN, State.LAPSED, State.CANCELLED)
    live = running.filter(void_at__isnull=True)
    return Revoked(
        number=int(now.timestamp()),
        issued_at=_moment(now),
        next_update=_moment(now + TERM),
        replaced=_ids(running.filter(void_at__isnull=False)),
        not_in_force=_ids(live.filter(permit__in=resting.values("pk"))),
    )


def signed_list(*, now: datetime, signer: Signer) -> str:
    """The list as it is published; with an empty signature where there is no key."""
    revoked = revoked_on(now)
    return list_as_json(revoked, signer.sign_or_not(revoked.statement, use=LIST_USE))


def is_stale(revoked: Revoked, now: datetime) -> bool:
    """Whether the next list should have been fetched."""
    return datetime.fromisoformat(revoked.next_update) < now


def over(last_day: str, on: date) -> bool:
    """Whether the last day that a paper names is past."""
    return date.fromisoformat(last_day) < on


def _ids(papers: QuerySet[Confirmation]) -> tuple[str, ...]:
    return tuple(sorted(paper_id(token) for token in papers.values_list("token", flat=True).iterator()))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
