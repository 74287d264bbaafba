"""The whole way of part II, through verbs alone: from an employer's account to a suspended permit."""

from datetime import date, datetime, timedelta

import pytest

from gongju.access.actor import Actor
from gongju.actions.allot import allot
from gongju.actions.allowed_moves import allowed_moves
from gongju.actions.fill import fill
from gongju.actions.hand_in import hand_in
from gongju.actions.mark_material import mark_all_fit
from gongju.actions.move import move
from gongju.actions.open_case import open_case
from gongju.actions.preview import preview
from gongju.actions.release import release
from gongju.actions.waive import waive
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import Employment
from gongju.journal.queries import verify
from gongju.journal.refs import SubjectRef
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.quota import queries as quota
from gongju.quota.models import Lot
from tests import cast
from tests.cast import NOW, Stage

pytestmark = pytest.mark.django_db

ANSWERS = {
    "tax_months": "40",
    "insurance_months": "40",
    "monthly_income": "32000",
    "dispatched": False,
    "tax_here": True,
    "insurance_here": True,
    "wage_here": True,
}


def go(who: Actor, case: Case, transition: str, *, now: datetime, reason: str = "") -> Case:
    """One move by somebody who looks at the case first."""
    seen = casework.by_number(case.number).stage
    return move(actor=who, now=now, case_number=case.number, transition=transition, seen_stage=seen, reason=reason)


def hand_in_what_is_due(who: Actor, case: Case, *, now: datetime) -> None:
    for one in preview(actor=who, now=now, case=casework.by_number(case.number)).papers:
        if one.lacking and one.mine:
            version = cast.paper(who, one.due.material.code, one.due.material.title, now=now)
            hand_in(actor=who, now=now, case_number=case.number, material=one.due.material.code, version_id=version.pk)


def decide_what_is_left(who: Actor, case: Case, *, now: datetime) -> None:
    """The officer decides on every criterion that the rulebook leaves to an officer."""
    verdict = preview(actor=who, now=now, case=casework.by_number(case.number)).verdict
    for one in verdict.criteria:
        if one.outcome == "to_be_judged" and one.kind != "pathway":
            waive(actor=who, now=now, case_number=case.number, criterion=one.code, reason="已核实，符合要求。")


def open_the_employer(stage: Stage) -> Case:
    cast.fill_employer(stage.zhao)
    case = open_case(actor=stage.zhao, now=NOW, type="employer_access")
    hand_in_what_is_due(stage.zhao, case, now=NOW)
    go(stage.zhao, case, "submit", now=NOW)
    go(stage.sun, case, "accept", now=NOW + timedelta(days=1))
    if casework.by_number(case.number).stage == "review":
        go(stage.zhou, case, "pass_review", now=NOW + timedelta(days=1))
    mark_all_fit_at_approval(stage, case)
    return go(stage.wu, case, "approve", now=NOW + timedelta(days=2))


def mark_all_fit_at_approval(stage: Stage, case: Case) -> None:
    later = NOW + timedelta(days=2)
    mark_all_fit(actor=stage.wu, now=later, case_number=case.number)
    decide_what_is_left(stage.wu, case, now=later)


def test_from_an_account_to_a_suspended_permit() -> None:
    stage = cast.set_the_stage()
    opened = open_the_employer(stage)
    assert (opened.outcome, opened.open) == ("approved", False)
    lot = allot(
        actor=stage.zheng,
        now=NOW,
        employer_id=stage.hhl.pk,
        count=2,
        first_day=date(2026, 1, 1),
        last_day=date(2026, 12, 31),
    )

    employment = cast.link(stage.lin, stage.zhao, stage.hhl)
    cast.fill_profile(stage.lin)
    case = open_case(actor=stage.lin, now=NOW, type="first_issue")
    assert case.number == "CP20260000002"
    fill(actor=stage.lin, now=NOW, case_number=case.number, answers=ANSWERS)
    hand_in_what_is_due(stage.lin, case, now=NOW)
    go(stage.lin, case, "submit", now=NOW)

    hand_in_what_is_due(stage.zhao, case, now=NOW)
    endorsed = go(stage.zhao, case, "endorse", now=NOW)
    assert endorsed.due_on == date(2026, 12, 21)
    assert Lot.objects.get(pk=lot.pk).reserved == 1

    go(stage.sun, case, "accept", now=NOW + timedelta(days=1))
    mark_all_fit(actor=stage.zhou, now=NOW + timedelta(days=2), case_number=case.number)
    decide_what_is_left(stage.zhou, case, now=NOW + timedelta(days=2))
    go(stage.zhou, case, "pass_review", now=NOW + timedelta(days=2))
    approved = go(stage.wu, case, "approve", now=NOW + timedelta(days=3))
    assert (approved.outcome, approved.due_on) == ("approved", None)

    permit = Permit.objects.get(issued_by__number=case.number)
    assert (permit.first_day, permit.last_day) == (date(2026, 11, 26), date(2029, 11, 25))
    assert quota.counters_by_movements(Lot.objects.get(pk=lot.pk)) == (2, 0, 1)

    later = NOW + timedelta(days=30)
    ended = release(actor=stage.zhao, now=later, employment_id=employment.pk, ended_on=later.date(), reason="本人辞职")
    assert ended.state == Employment.State.ENDED
    assert state_on(Permit.objects.get(pk=permit.pk), later.date()) == State.SUSPENDED
    for subject in (
        SubjectRef("case", case.number),
        SubjectRef("permit", permit.number),
        SubjectRef("lot", str(lot.pk)),
    ):
        assert verify(subject) == []
    assert allowed_moves(actor=stage.wu, now=later, case=approved) == []
