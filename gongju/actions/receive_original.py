"""A paper itself came to the office it is brought to: the day is noted, and the first review may go on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.access.cases import case_for
from gongju.actions.editing import check_on_desk
from gongju.actions.matter import matter_of
from gongju.actions.telling import case_ref, tell
from gongju.casework import paper_records, records
from gongju.casework import queries as casework
from gongju.casework.models import Case, HandedIn
from gongju.errors import BadInput, NotFound


def receive_original(
    *, actor: Actor, now: datetime, case_number: str, handed_in_id: int, received_on: date
) -> HandedIn:
    """Note the day a sealed paper came (DX-069, DX-169, AMB-91). Raises NotFound, Refusal, BadInput (no such day)."""
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        check_on_desk(actor, case)
        paper = brought_here(actor, case, handed_in_id, now=now)
        if received_on > localdate(now):
            raise BadInput.of("received_on", "收到日期不能晚于今天。")
        if received_on < localdate(case.opened_at):
            raise BadInput.of("received_on", "收到日期早于这项业务的发起日期，请核对。")
        paper_records.receive_original(paper.pk, on=received_on)
        told = {"handed_in": paper.pk, "material": paper.material, "received_on": received_on.isoformat()}
        tell(
            actor=actor,
            now=now,
            action="material.receive_original",
            subjects=[case_ref(case.number)],
            data=told,
            quietly=True,
        )
    return paper


def brought_here(actor: Actor, case: Case, handed_in_id: int, *, now: datetime) -> HandedIn:
    """The paper of the case whose original is brought to this actor's kind of office, or NotFound."""
    paper = casework.handed_in(case).filter(pk=handed_in_id).first()
    materials = matter_of(actor=actor, now=now, case=case).edition.materials_of(case.type)
    here = {one.code for one in materials if one.brought_to and one.brought_to == actor.office_kind}
    if paper is None or paper.material not in here:
        raise NotFound("这份材料")
    return paper
