"""The whole way of part II, through verbs alone: from an employer's account to a suspended permit."""

from datetime import date, timedelta

import pytest

from gongju.actions.allowed_moves import allowed_moves
from gongju.actions.release import release
from gongju.employers.models import Employment
from gongju.journal.queries import verify
from gongju.journal.refs import SubjectRef
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.quota import queries as quota
from gongju.quota.models import Lot
from tests import cast, story
from tests.cast import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_from_an_account_to_a_suspended_permit() -> None:
    stage = cast.set_the_stage()
    opened = story.access_opened(stage)
    assert (opened.outcome, opened.open) == ("approved", False)
    lot = story.lot_of(stage, 2)

    case = story.drafted(stage)
    assert case.number == "CP20260000002"
    story.go(stage.lin, case, "submit")

    story.hand_in_what_is_due(stage.zhao, case)
    endorsed = story.go(stage.zhao, case, "endorse")
    assert endorsed.due_on == date(2026, 12, 21)
    assert Lot.objects.get(pk=lot.pk).reserved == 1

    story.go(stage.sun, case, "accept", now=NOW + DAY)
    story.decide_what_is_left(stage.zhou, case, now=NOW + 2 * DAY)
    story.go(stage.zhou, case, "pass_review", now=NOW + 2 * DAY)
    approved = story.go(stage.wu, case, "approve", now=NOW + 3 * DAY)
    assert (approved.outcome, approved.due_on) == ("approved", None)

    permit = Permit.objects.get(issued_by__number=case.number)
    assert (permit.first_day, permit.last_day) == (date(2026, 11, 26), date(2029, 11, 25))
    assert quota.counters_by_movements(Lot.objects.get(pk=lot.pk)) == (2, 0, 1)

    later = NOW + 30 * DAY
    linked = Employment.objects.get(person__cases=case)
    ended = release(
        actor=stage.zhao,
        now=later,
        employment_id=linked.pk,
        ended_on=later.date(),
        reason="本人辞职",
        document_id=cast.proof_of_leaving(stage.zhao, now=later),
    )
    assert ended.state == Employment.State.ENDED
    assert state_on(Permit.objects.get(pk=permit.pk), later.date()) == State.SUSPENDED
    for kind, key in (("case", case.number), ("permit", permit.number), ("lot", str(lot.pk))):
        assert verify(SubjectRef(kind, key)) == []
    assert allowed_moves(actor=stage.wu, now=later, case=approved) == []
