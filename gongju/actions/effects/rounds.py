"""Effects on a round of quota: a request comes on the board, leaves it, and gets its places when it is published."""

from __future__ import annotations

from django.utils.timezone import localdate

from gongju.actions.guards.rounds import PLACES
from gongju.actions.matter import Matter
from gongju.actions.telling import lot_ref
from gongju.errors import Refusal
from gongju.journal.refs import SubjectRef
from gongju.quota import records, round_records, rounds


def join_round(matter: Matter) -> tuple[SubjectRef, ...]:
    """Put the request into the round that is open today, with the number asked for (CY-Q08a, CY-Q17c).

    Where the round is published already it is that of the next batch: nothing published changes (CY-Q09a, CY-Q09b).
    """
    case, standing = matter.case, rounds.open_round(matter.edition, matter.today)
    if standing is None:
        raise Refusal("quota.round_closed", "现在不在申报期内。", where=case.number)
    row = round_records.batch_in_hand(case.authority, standing.entry.code, standing.first_day)
    asked = matter.held.get(PLACES)
    again = rounds.is_again(matter.employer.pk, case.authority, matter.today, case)
    round_records.join(case, row, asked=asked if isinstance(asked, int) else 0, again=again)
    return ()


def leave_round(matter: Matter) -> tuple[SubjectRef, ...]:
    """Take the request off the board, with the places it was to get (CY-Q17b)."""
    round_records.leave(matter.case)
    return ()


def grant_places(matter: Matter) -> tuple[SubjectRef, ...]:
    """Make the lot of the request as the round says, of 0 places too; its days count from the publication (CY-Q09c)."""
    request = rounds.request_of(matter.case)
    if request is None or request.round is None or request.round.granted_at is None or request.places is None:
        raise Refusal("quota.not_published", "本轮分配还没有公布。", where=matter.case.number)
    entry = matter.edition.round(request.round.code)
    first, last = rounds.days_of_places(request.round, entry, localdate(request.round.granted_at))
    lot = records.grant(
        now=matter.now,
        actor=matter.actor.ref,
        employer_id=matter.employer.pk,
        authority=matter.case.authority,
        count=request.places,
        first_day=first,
        last_day=last,
        by_id=matter.actor.user_id,
        note=entry.again if request.again and entry.again else entry.title,
        request=request,
        clause=entry.clause,
    )
    return (lot_ref(lot.pk),)
