"""抽查: draw a random sample of valid permits, note what was found and what is done about it."""

from __future__ import annotations

from datetime import datetime
from random import Random
from secrets import randbits

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.access.cases import HANDLING
from gongju.access.sanctions import item_for
from gongju.actions.telling import permit_ref, tell
from gongju.errors import BadInput, Fault, Refusal
from gongju.sanctions import queries, records
from gongju.sanctions.models import Checked, SpotCheck

MOST = 1000
SEED_BITS = 62


def draw_sample(*, actor: Actor, now: datetime, title: str, size: int, seed: int | None = None) -> SpotCheck:
    """A sample of `size` of the district's permits that are valid today, each as likely as any other.

    The seed is kept, so that anybody can draw the same again from the same permits. Raises Refusal, BadInput.

    Serves (CL-100, DX-188).
    """
    _check_desk(actor)
    on = localdate(now)
    found = queries.population(actor.authority, on)
    faults = [] if title.strip() else [Fault("title", "请写明这次抽查的名称。")]
    if not 1 <= size <= min(MOST, len(found)):
        faults.append(
            Fault("size", f"现在有 {len(found)} 本有效的证件，一次最多抽 {min(MOST, len(found))} 本，至少 1 本。")
        )
    if faults:
        raise BadInput(tuple(faults))
    drawn_by = randbits(SEED_BITS) if seed is None else seed
    with transaction.atomic():
        check = records.draw(
            sorted(Random(drawn_by).sample(found, size)),  # noqa: S311 -- repeatable on purpose, the seed is secret enough
            authority=actor.authority,
            title=title.strip(),
            on=on,
            seed=drawn_by,
            population=len(found),
            by_id=int(actor.user_id or 0),
        )
        data = {"check": check.pk, "size": size, "population": len(found), "seed": str(drawn_by)}
        tell(actor=actor, now=now, action="spot_check.draw", data=data, quietly=True)
    return check


def record_result(*, actor: Actor, now: datetime, item_id: int, result: str, note: str, follow_up: str = "") -> Checked:
    """What was found at one permit of a sample; a problem says what is done next. Raises NotFound, Refusal, BadInput.

    A finding never sanctions by itself: that is a decision of its own (CL-101, DX-188, DX-189).
    """
    _check_desk(actor)
    faults = []
    if result not in (Checked.Result.FINE, Checked.Result.PROBLEM, Checked.Result.UNCOOPERATIVE):
        faults.append(Fault("result", "请选择检查的结果。"))
    if not note.strip():
        faults.append(Fault("note", "请写明检查的情况。"))
    if result in (Checked.Result.PROBLEM, Checked.Result.UNCOOPERATIVE) and not follow_up.strip():
        faults.append(Fault("follow_up", "请写明后续怎么处理。"))
    if faults:
        raise BadInput(tuple(faults))
    with transaction.atomic():
        item = item_for(actor, item_id)
        records.set_result(
            item, now=now, result=result, note=note.strip(), follow_up=follow_up.strip(), by_id=int(actor.user_id or 0)
        )
        data = {"item": item.pk, "result": result}
        subjects = [permit_ref(item.permit.number)]
        tell(actor=actor, now=now, action="spot_check.result", subjects=subjects, data=data, quietly=True)
        item.refresh_from_db()
    return item


def _check_desk(actor: Actor) -> None:
    if not (actor.is_district and actor.has_role(*HANDLING)):
        raise Refusal("spot_check.not_yours", "抽查由区人力社保部门办理。")
