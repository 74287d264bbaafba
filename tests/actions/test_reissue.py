"""重新出具确认单: the old paper is void at once, a new one counts, and nobody does it over and over."""

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings

from gongju.actions.print_confirmation import print_confirmation
from gongju.actions.reissue import reissue
from gongju.casework.models import Case
from gongju.errors import BadInput, NotFound, Refusal
from gongju.permits import records
from gongju.permits.models import Permit
from gongju.permits.verification import verify_token
from tests import changing, story
from tests.cast import Stage
from tests.changing import LATER

DAY = LATER.date()


@pytest.fixture
def permit(stage: Stage) -> Permit:
    """林晓禾's permit, printed once."""
    held = changing.holding(stage)
    print_confirmation(actor=stage.lin, now=LATER, permit_number=held.number)
    return held


def is_void(token: str, on: date = DAY) -> bool:
    shown = verify_token(token, on)
    assert shown is not None
    return shown.void


def test_a_lost_paper_is_void_and_another_counts(stage: Stage, permit: Permit) -> None:
    old = permit.confirmations.get().token
    printed = reissue(actor=stage.lin, now=LATER, permit_number=permit.number, reason="lost")
    assert printed is not None
    assert (is_void(old), is_void(printed.token)) == (True, False)
    assert permit.events.get(kind="reissued").data == {"reason": "lost"}
    assert not Case.objects.filter(open=True).exists()


def test_the_district_does_it_for_a_holder_and_nobody_else_does(stage: Stage, permit: Permit) -> None:
    assert reissue(actor=stage.sun, now=LATER, permit_number=permit.number, reason="seen") is not None
    with pytest.raises(Refusal, match="由持证人本人或者区人力社保部门办理"):
        reissue(actor=stage.zhao, now=LATER, permit_number=permit.number, reason="lost")
    with pytest.raises(NotFound):
        reissue(actor=stage.chen, now=LATER, permit_number=permit.number, reason="lost")


def test_a_suspended_permit_loses_its_paper_and_gets_none(stage: Stage, permit: Permit) -> None:
    """A loss can be reported at any time; what is not valid is not printed."""
    old = permit.confirmations.get().token
    records.suspend(permit, now=LATER, on=DAY)
    assert reissue(actor=stage.lin, now=LATER, permit_number=permit.number, reason="lost") is None
    assert is_void(old)
    with pytest.raises(Refusal, match="现在没有有效的确认单"):
        reissue(actor=stage.lin, now=LATER, permit_number=permit.number, reason="lost")


def test_so_often_a_day_and_no_more(stage: Stage, permit: Permit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, reissues_a_day=1))
    reissue(actor=stage.lin, now=LATER, permit_number=permit.number, reason="damaged")
    with pytest.raises(Refusal, match="一天之内最多重新出具 1 次"):
        reissue(actor=stage.lin, now=LATER, permit_number=permit.number, reason="damaged")
    assert reissue(actor=stage.sun, now=LATER, permit_number=permit.number, reason="damaged") is not None
    tomorrow = LATER + story.DAY
    assert reissue(actor=stage.lin, now=tomorrow, permit_number=permit.number, reason="lost") is not None


def test_a_reason_is_one_of_those_offered(stage: Stage, permit: Permit) -> None:
    with pytest.raises(BadInput):
        reissue(actor=stage.lin, now=LATER, permit_number=permit.number, reason="想换一张")
