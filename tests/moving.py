"""北京海河蓝 moves from 昌平区 to another district: officers there, the request, and what answers it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongju.access.actor import Actor
from gongju.actions.allot import allot
from gongju.actions.fill import fill
from gongju.actions.open_case import open_case
from gongju.actions.preview import preview
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.rules.facts import FactSpec
from tests import cast, story
from tests.cast import NOW, Stage

DISTRICTS = {"dongcheng": "东城区", "daxing": "大兴区", "chaoyang": "朝阳区"}


@dataclass(frozen=True)
class There:
    """The officers of the receiving district: who accepts, reviews, approves and grants."""

    accepts: Actor
    reviews: Actor
    approves: Actor
    grants: Actor


def officers_of(authority: str) -> There:
    """Four people of the district's office."""
    return There(
        cast.officer(f"{authority}受理", authority, "district.accept"),
        cast.officer(f"{authority}审核", authority, "district.review"),
        cast.officer(f"{authority}核准", authority, "district.approve"),
        cast.officer(f"{authority}指标", authority, "district.quota"),
    )


def particulars_in(district: str) -> dict[str, Any]:
    """单位信息 of the employer once it is registered and taxed there."""
    registration = {**cast.PARTICULARS["registration"], "registered_district": district, "paid_in_capital": "500"}
    return {"registration": registration, "operation": {**cast.PARTICULARS["operation"], "tax_district": district}}


def asked_to_move(stage: Stage, authority: str) -> Case:
    """The employer's draft for the district, with every answer and paper of its own."""
    cast.fill_employer(stage.zhao, **particulars_in(DISTRICTS[authority]))
    case = open_case(actor=stage.zhao, now=NOW, type="change_of_authority", authority=authority)
    answer_what_is_open(stage.zhao, case)
    story.hand_in_what_is_due(stage.zhao, case)
    return casework.by_number(case.number)


def answer_what_is_open(who: Actor, case: Case) -> None:
    """Every open question of this actor's, answered harmlessly."""
    questions = preview(actor=who, now=NOW, case=casework.by_number(case.number)).questions
    fill(actor=who, now=NOW, case_number=case.number, answers={one.name: harmless(one) for one in questions})


def harmless(spec: FactSpec) -> object:
    """An answer that stands in nobody's way."""
    if spec.type == "truth":
        return False
    if spec.type == "choices":
        return [spec.choices[0]]
    return {"choice": spec.choices[0] if spec.choices else "", "day": "2028-12-31"}.get(spec.type, "1000")


def decided(stage: Stage, there: There, case: Case, *, with_move: str = "approve", reason: str = "") -> Case:
    """Accepted, reviewed where the district does, decided on, approved."""
    story.go(there.accepts, case, "accept")
    if casework.by_number(case.number).stage == "review":
        story.go(there.reviews, case, "pass_review")
    story.decide_what_is_left(there.approves, case)
    return story.go(there.approves, case, with_move, reason=reason)


def grant(there: Actor, stage: Stage, count: int) -> None:
    """Places for this year."""
    allot(
        actor=there,
        now=NOW,
        employer_id=stage.hhl.pk,
        count=count,
        first_day=NOW.date().replace(month=1, day=1),
        last_day=NOW.date().replace(month=12, day=31),
    )
