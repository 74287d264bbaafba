"""Moves of a walk that nobody makes by themselves: what leads to them is done instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from gongju.actions.daily import daily
from gongju.actions.fill import fill
from gongju.actions.hearing import hearing_of
from gongju.actions.matter import Matter
from gongju.actions.move import move
from gongju.actions.open_case import open_case
from gongju.actions.order import cancel_by_decision, report_retirement
from gongju.actions.release import Leaving, release
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import Employment
from gongju.permits.queries import held_on
from gongju.rules.procedure import Transition
from tests import cast
from tests.walks.allotting import publish_one
from tests.walks.arranging import matter_for
from tests.walks.preparing import prepare
from tests.walks.walk import Walk

FAR = timedelta(days=60)
"""As far as the clock is moved to let a permit run out."""
REASON = "情况属实。"
HEARD, ANNOUNCE, BACK_TO_DISTRICT = "heard", "announce_rejection", "send_back_city"


def instead(walk: Walk, matter: Matter, chosen: Transition) -> Transition:
    """The move that must come first: who is to be rejected is heard, which only the district can do."""
    if HEARD not in chosen.guards or walk.often(0.1):
        return chosen
    hearing = hearing_of(matter)
    if hearing is not None and hearing.left:
        return chosen
    leaving = {one.name: one for one in matter.procedure.leaving(matter.case.stage)}
    return leaving.get(ANNOUNCE) or leaving.get(BACK_TO_DISTRICT) or chosen


def let_lapse(walk: Walk, case: Case) -> None:
    """The permit that the case is about ends while it is open."""
    permit = held_on(case.person_id or 0, walk.now.date())
    if permit is None:
        return
    desk = walk.town.officers(permit.authority, "district.approve")
    if permit.last_day < walk.now.date() + FAR and walk.often(0.8):
        walk.now += timedelta(days=max(0, (permit.last_day - walk.now.date()).days) + 1)
        walk.do(daily, by=None)
    elif desk and walk.often(0.5):
        walk.do(cancel_by_decision, by=walk.chance.choice(desk), permit_number=permit.number, reason=REASON)
    elif desk:
        told: dict[str, Any] = {"permit_number": permit.number, "retired_on": walk.now.date(), "reason": REASON}
        walk.do(report_retirement, by=walk.chance.choice(desk), **told)


def let_close(walk: Walk, case: Case) -> None:
    """The person leaves, or lets the days for a correction pass."""
    if case.stage == "correction" and walk.often(0.5):
        walk.now += timedelta(days=walk.chance.choice([20, 95]))
        walk.do(daily, by=None)
        return
    theirs = Employment.objects.filter(person_id=case.person_id or 0, employer_id=case.employer_id or 0)
    linked, agent = theirs.filter(state="confirmed").first(), walk.agent_at(case.employer_id)
    if linked is not None and agent is not None:
        kind = walk.chance.choice([Leaving.LEFT, Leaving.RETIRED])
        told: dict[str, Any] = {"ended_on": walk.now.date(), "reason": REASON, "kind": kind}
        told["document_id"] = cast.proof_of_leaving(agent, now=walk.now)
        walk.do(release, by=agent, employment_id=linked.pk, **told)


def hand_back(walk: Walk, case: Case) -> None:
    """The employer asks for a case that was handed in, and a clerk hands it back."""
    agent, desk = walk.agent_at(case.employer_id), walk.town.officers(case.authority, "district.accept")
    if agent is None or not desk:
        return
    asked = walk.do(open_case, by=agent, type="service_request", authority=case.authority)
    if asked is None:
        return
    answers = {"request_kind": "业务退回", "request_channel": "线上", "returned_case": case.number}
    walk.do(fill, by=agent, case_number=asked.number, answers=answers)
    for who, name in ((agent, "submit"), (walk.chance.choice(desk), "accept")):
        found = casework.by_number(asked.number)
        procedure = matter_for(walk, who, found).procedure
        chosen = procedure.transitions[name]
        prepare(walk, who, found, chosen)
        told: dict[str, Any] = {"case_number": asked.number, "transition": name, "seen_stage": found.stage}
        if walk.do(move, by=who, reason="", acknowledged=(), **told) is None:
            return


def grant(walk: Walk, case: Case) -> None:
    """The round that the request is in is published."""
    publish_one(walk, case)


CAUSES: dict[str, Callable[[Walk, Case], None]] = {
    "lapse": let_lapse,
    "close": let_close,
    "hand_back": hand_back,
    "grant": grant,
}
"""By the name of the move."""
