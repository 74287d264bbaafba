"""Change the places of one request by hand, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.rounds import request_for
from gongju.actions.propose_places import MOST_PLACES
from gongju.actions.set_round import check_officer
from gongju.actions.telling import case_ref, tell
from gongju.errors import BadInput, Fault, MovedOn
from gongju.quota import round_records
from gongju.quota.models import QuotaRequest


def set_places(
    *, actor: Actor, now: datetime, request_id: int, places: int, reason: str, seen: int | None, over: bool = False
) -> QuotaRequest:
    """Let the request get so many places, 0 too. `seen`: the number that the officer saw, None for none.

    The number is the office's to set freely; more than the employer asked for it says on purpose, by `over`
    (CY-Q12c, AMC-06, DC-013, DX-013). Raises NotFound, MovedOn (changed since, or decided), BadInput (no reason, out of
    bounds, more than asked for without `over`), Refusal `quota.over_total` (DC-014), or not a quota officer.
    """
    check_officer(actor)
    faults = [] if 0 <= places <= MOST_PLACES else [Fault("places", f"数量应在 0 到 {MOST_PLACES} 之间。")]
    if not reason.strip():
        faults.append(Fault("reason", "请写明调整的理由。"))
    if faults:
        raise BadInput(tuple(faults))
    with transaction.atomic():
        request = request_for(actor, request_id)
        if request.places != seen:
            raise MovedOn("这一行", where=request.case.number)
        if places > request.asked and not over:
            said = f"单位申报 {request.asked} 个，拟核定 {places} 个，多于申报数。确实要多给的，请在下面确认。"
            raise BadInput.of("places", said)
        by = actor.user_id
        round_records.set_places(request, places, proposed=request.proposed, reason=reason.strip()[:200], by_id=by)
        request.refresh_from_db()
        tell(
            actor=actor,
            now=now,
            action="quota.set_places",
            subjects=[case_ref(request.case.number)],
            data={"round": request.round_id, "places": places, "before": seen},
            reason=reason.strip(),
            quietly=True,
        )
    return request
