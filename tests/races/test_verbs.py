"""Verbs against each other: one approval makes one permit, and a release never leaves a valid permit behind."""

from __future__ import annotations

import pytest

from gongju.access.actor import Actor
from gongju.casework.models import Case
from gongju.employers.models import Employment
from gongju.journal.queries import verify
from gongju.journal.refs import SubjectRef
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.quota.models import Lot
from tests import cast, story
from tests.cast import NOW, PROFILE, Stage
from tests.races.harness import errors, race
from tests.races.pressing import let_go, press

pytestmark = pytest.mark.races
PROCESSES = 8
MEN = {"chen": "1992-03-07", "gao": "1988-03-07"}


def waiting_for_approval(stage: Stage) -> list[Case]:
    """A case of each of three persons at 北京海河蓝, all before the approver."""
    story.access_opened(stage)
    cases = [to_approval(stage, stage.lin)]
    for name, birth in MEN.items():
        identity = {**PROFILE["identity"], "sex": "男", "birth_date": birth}
        cases.append(to_approval(stage, getattr(stage, name), identity=identity))
    return cases


def to_approval(stage: Stage, who: Actor, **profile: object) -> Case:
    case = story.drafted(stage, who, **profile)
    story.go(who, case, "submit")
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "endorse")
    story.go(stage.sun, case, "accept")
    story.decide_what_is_left(stage.zhou, case)
    return story.go(stage.zhou, case, "pass_review")


def test_eight_approvals_make_one_permit(database_url: str) -> None:
    stage = cast.set_the_stage()
    lot = story.lot_of(stage, 3)
    numbers = [case.number for case in waiting_for_approval(stage)]
    outcomes = race(database_url, press, [(stage.wu.user_id, numbers, "approve", "approval")] * PROCESSES)
    assert errors(outcomes) == []
    for told in zip(*(outcome.value for outcome in outcomes), strict=True):
        assert sorted(told) == ["done"] + ["moved_on"] * (PROCESSES - 1)
    assert Permit.objects.count() == len(numbers)
    assert Lot.objects.get(pk=lot.pk).used == len(numbers)
    for number in numbers:
        assert verify(SubjectRef("case", number)) == []
    assert verify(SubjectRef("lot", str(lot.pk))) == []


def test_a_release_beside_an_approval_leaves_no_valid_permit(database_url: str) -> None:
    stage = cast.set_the_stage()
    numbers = [case.number for case in waiting_for_approval(stage)]
    linked = list(Employment.objects.filter(state="confirmed").order_by("pk").values_list("pk", flat=True))
    approving = (stage.wu.user_id, numbers, "approve", "approval")
    outcomes = race(database_url, press_or_let_go, [("press", approving), ("let_go", (stage.zhao.user_id, linked))])
    assert errors(outcomes) == []
    assert not Employment.objects.filter(state="confirmed").exists()
    for case in Case.objects.filter(number__in=numbers):
        assert not case.open
        permit = Permit.objects.filter(issued_by=case).first()
        assert (permit is not None) == (case.outcome == "approved")
        assert permit is None or state_on(permit, NOW.date()) == State.SUSPENDED


def press_or_let_go(which: str, arguments: tuple[object, ...]) -> list[str]:
    """One process of the second race."""
    return press(*arguments) if which == "press" else let_go(*arguments)  # type: ignore[arg-type]
