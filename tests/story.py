"""Stages of the story of 林晓禾's first permit, each reached by the verbs alone; a test begins where it needs to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from gongju.access.actor import Actor
from gongju.actions.allot import allot
from gongju.actions.fill import fill
from gongju.actions.findings import record_finding
from gongju.actions.hand_in import hand_in
from gongju.actions.mark_material import mark_all_fit
from gongju.actions.move import move
from gongju.actions.open_case import open_case
from gongju.actions.preview import preview
from gongju.actions.waive import waive
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.quota.models import Lot
from tests import cast
from tests.cast import NOW, Stage

ANSWERS = {
    "tax_months": "40",
    "insurance_months": "40",
    "monthly_income": "32000",
    "dispatched": False,
    "tax_here": True,
    "insurance_here": True,
    "wage_here": True,
}
DAY = timedelta(days=1)


def go(who: Actor, case: Case, transition: str, *, now: datetime = NOW, reason: str = "") -> Case:
    """One move by somebody who looks at the case first."""
    seen = casework.by_number(case.number).stage
    return move(actor=who, now=now, case_number=case.number, transition=transition, seen_stage=seen, reason=reason)


def hand_in_what_is_due(who: Actor, case: Case, *, now: datetime = NOW) -> None:
    """Every paper that is lacking and this actor's to hand in."""
    for one in preview(actor=who, now=now, case=casework.by_number(case.number)).papers:
        if one.lacking and one.mine:
            hand_in_one(who, case, one.due.material.code, now=now)


def hand_in_one(who: Actor, case: Case, material: str, *, now: datetime = NOW) -> None:
    """A new paper among one's own, handed in as one material."""
    version = cast.paper(who, material, material, now=now)
    hand_in(actor=who, now=now, case_number=case.number, material=material, version_id=version.pk)


def decide_what_is_left(who: Actor, case: Case, *, now: datetime = NOW) -> None:
    """The officer finds every paper fit and decides on every criterion that the rulebook leaves to an officer."""
    mark_all_fit(actor=who, now=now, case_number=case.number)
    verdict = preview(actor=who, now=now, case=casework.by_number(case.number)).verdict
    for one in verdict.criteria:
        if one.outcome == "to_be_judged" and one.kind != "pathway":
            waive(actor=who, now=now, case_number=case.number, criterion=one.code, reason="已核实，符合要求。")


def find_fault(who: Actor, case: Case, material: str = "integrity", *, now: datetime = NOW) -> None:
    """An officer notes that a paper is not complete."""
    record_finding(
        actor=who,
        now=now,
        case_number=case.number,
        about_kind="material",
        about=material,
        fault="incomplete",
        text="没有本人签字，请签字后重新扫描上传。",
        clause="五（二）2",
    )


def access_asked_for(stage: Stage) -> Case:
    """北京海河蓝 has submitted its request for access."""
    cast.fill_employer(stage.zhao)
    case = open_case(actor=stage.zhao, now=NOW, type="employer_access")
    hand_in_what_is_due(stage.zhao, case)
    return go(stage.zhao, case, "submit")


def access_opened(stage: Stage) -> Case:
    """北京海河蓝 may handle business in 昌平区."""
    case = access_asked_for(stage)
    go(stage.sun, case, "accept")
    if casework.by_number(case.number).stage == "review":
        go(stage.zhou, case, "pass_review")
    decide_what_is_left(stage.wu, case)
    return go(stage.wu, case, "approve")


def lot_of(stage: Stage, count: int) -> Lot:
    """The district has set a number for 北京海河蓝."""
    return allot(
        actor=stage.zheng,
        now=NOW,
        employer_id=stage.hhl.pk,
        count=count,
        first_day=date(2026, 1, 1),
        last_day=date(2026, 12, 31),
    )


def drafted(stage: Stage, who: Actor | None = None, **profile: Any) -> Case:
    """林晓禾, linked and with a full profile, has filled in a first issue with every paper of hers."""
    who = who or stage.lin
    cast.link(who, stage.zhao, stage.hhl)
    cast.fill_profile(who, **profile)
    case = open_case(actor=who, now=NOW, type="first_issue")
    fill(actor=who, now=NOW, case_number=case.number, answers=ANSWERS)
    hand_in_what_is_due(who, case)
    return case


def submitted(stage: Stage) -> Case:
    """It waits for the employer."""
    access_opened(stage)
    return go(stage.lin, drafted(stage), "submit")


def endorsed(stage: Stage) -> Case:
    """It waits for acceptance."""
    case = submitted(stage)
    hand_in_what_is_due(stage.zhao, case)
    return go(stage.zhao, case, "endorse")


def returned(stage: Stage) -> Case:
    """The district sent it back for correction two days later, with one fault."""
    case = endorsed(stage)
    find_fault(stage.sun, case, now=NOW + DAY)
    return go(stage.sun, case, "return_for_correction", now=NOW + 2 * DAY)


def accepted(stage: Stage) -> Case:
    """It is under review."""
    return go(stage.sun, endorsed(stage), "accept", now=NOW + DAY)


def reviewed(stage: Stage) -> Case:
    """It waits for the final approval."""
    case = accepted(stage)
    decide_what_is_left(stage.zhou, case, now=NOW + DAY)
    return go(stage.zhou, case, "pass_review", now=NOW + DAY)


def approved(stage: Stage) -> Case:
    """林晓禾 holds a permit."""
    return go(stage.wu, reviewed(stage), "approve", now=NOW + 2 * DAY)
