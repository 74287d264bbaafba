"""重新出具确认单: what was printed is void at once, and a new confirmation counts (LF-04, CL-085, CL-087, BJ-020).

A verb and no case. What was the replacement of a card (补办, with a letter, a photo and two levels of approval) only
makes an address void and another one good: nothing is judged, nobody but the holder is concerned, and a paper that was
lost or fell into other hands must stop counting now, not after a review. The district does the same for a holder who
cannot sign in. The permit's events and the journal keep the reason, where city and district can read it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import PERSON, Actor
from gongju.access.cases import HANDLING
from gongju.access.permits import permit_for
from gongju.actions.print_confirmation import Printed, print_anew
from gongju.actions.telling import permit_ref, tell
from gongju.errors import BadInput, Refusal
from gongju.permits import queries, records
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on

REASONS = {
    "lost": "确认单遗失",
    "damaged": "确认单损坏，二维码不能识别",
    "seen": "确认单可能被他人使用或外传",
}
"""Why, by the key that is kept."""
A_DAY = timedelta(days=1)


def reissue(*, actor: Actor, now: datetime, permit_number: str, reason: str) -> Printed | None:
    """Make void what was printed of the permit and print it anew; None where the permit is not valid today.

    A loss is reported at any time, also while the permit is suspended or frozen: then the old paper is void and a new
    one can be printed once it is valid again. Raises NotFound, BadInput (no such reason), or Refusal:
    reissue.not_yours, reissue.none (nothing was printed), reissue.too_often (the holder; the settings say how often).
    """
    if reason not in REASONS:
        raise BadInput.of("reason", "请选择重新出具的原因。")
    with transaction.atomic():
        permit = records.hold(permit_for(actor, permit_number))
        _check(actor, permit, now)
        records.void_confirmations(permit, now=now)
        records.note_reissue(permit, now=now, on=localdate(now), reason=reason)
        subjects, data = [permit_ref(permit.number)], {"reason": reason}
        tell(actor=actor, now=now, action="permit.reissue", subjects=subjects, data=data, reason=REASONS[reason])
        valid = state_on(permit, localdate(now)) is State.VALID
        return print_anew(actor, permit, now) if valid else None


def _check(actor: Actor, permit: Permit, now: datetime) -> None:
    by_holder = actor.kind == PERSON and actor.person_id == permit.person_id
    if not by_holder and not (actor.is_district and actor.has_role(*HANDLING)):
        raise Refusal("reissue.not_yours", "重新出具确认单由持证人本人或者区人力社保部门办理。", where=permit.number)
    if queries.live_confirmation(permit) is None:
        raise Refusal(
            "reissue.none", "现在没有有效的确认单，不用重新出具。", where=permit.number, do="证件有效的，直接打印即可。"
        )
    if by_holder and queries.reissued_since(permit, now - A_DAY) >= settings.GONGJU.reissues_a_day:
        raise Refusal(
            "reissue.too_often",
            f"一天之内最多重新出具 {settings.GONGJU.reissues_a_day} 次。",
            where=permit.number,
            do="请明天再办，或者请单位所在区的人力社保局办理。",
        )
