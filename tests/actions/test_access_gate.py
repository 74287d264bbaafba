"""Where a district says so, nobody is linked before the employer's access is open, and the request says what for."""

from collections.abc import Callable
from typing import Any

import pytest

from gongju.actions.allowed_moves import allowed_moves
from gongju.actions.choose_authority import choose_authority
from gongju.actions.confirm_link import Contract, confirm_link
from gongju.actions.fill import fill
from gongju.actions.link import ask_link
from gongju.actions.old_holder import old_employer_objections
from gongju.actions.open_case import open_case
from gongju.employers import records as employers
from gongju.errors import Refusal
from tests import cast, moving, story
from tests.actions.test_employment import CONTRACT
from tests.cast import NOW, Stage

GATED = ["dongcheng", "daxing"]


@pytest.fixture
def settle(stage: Stage) -> Callable[[str], None]:
    """Bring 北京海河蓝 to a district, where it is not open."""

    def to(authority: str) -> None:
        if authority != cast.CHANGPING:
            choose_authority(actor=stage.zhao, now=NOW, authority=authority)
        stage.hhl.refresh_from_db()

    return to


@pytest.mark.parametrize("authority", GATED)
def test_nobody_asks_an_employer_that_is_not_open(stage: Stage, settle: Callable[[str], None], authority: str) -> None:
    settle(authority)
    with pytest.raises(Refusal, match="开通后才能关联员工"):
        ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)
    employers.open_access(stage.hhl.pk, authority, on=NOW.date())
    assert ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code).state == "requested"


@pytest.mark.parametrize("authority", ["changping", "chaoyang"])
def test_another_district_does_not_ask_for_it(stage: Stage, settle: Callable[[str], None], authority: str) -> None:
    settle(authority)
    assert ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code).state == "requested"


def test_who_asked_before_it_moved_there_is_confirmed_once_it_is_open(
    stage: Stage, settle: Callable[[str], None]
) -> None:
    asked = ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)
    settle("daxing")
    paper = cast.paper(stage.zhao, "contract", "劳动合同")
    contract = Contract(**CONTRACT, document_id=paper.document_id)
    said: dict[str, Any] = {"actor": stage.zhao, "now": NOW, "employment_id": asked.pk, "contract": contract}
    with pytest.raises(Refusal, match="大兴区开通"):
        confirm_link(**said)
    employers.open_access(stage.hhl.pk, "daxing", on=NOW.date())
    assert confirm_link(**said).state == "confirmed"


@pytest.mark.parametrize("authority", GATED)
def test_the_request_says_what_the_employer_means_to_do(
    stage: Stage, settle: Callable[[str], None], authority: str
) -> None:
    settle(authority)
    cast.fill_employer(stage.zhao, **moving.particulars_in(moving.DISTRICTS[authority]))
    case = open_case(actor=stage.zhao, now=NOW, type="employer_access")
    moving.answer_what_is_open(stage.zhao, case)
    story.hand_in_what_is_due(stage.zhao, case)
    for answer, lacks in ((["聘用单位变更"], False), ("", True)):
        filled = fill(actor=stage.zhao, now=NOW, case_number=case.number, answers={"intended_business": answer}).case
        moves = {one.name: one for one in allowed_moves(actor=stage.zhao, now=NOW, case=filled)}
        assert ("拟办理事项" in "".join(moves["submit"].why_not)) is lacks


def test_an_employer_of_the_former_system_does_not_owe_the_form_of_a_case(
    stage: Stage, settle: Callable[[str], None]
) -> None:
    settle("daxing")
    employers.open_access(stage.hhl.pk, "daxing", on=NOW.date())
    stage.hhl.refresh_from_db()
    owed = str(next(iter(old_employer_objections(stage.hhl, NOW.date()))))
    assert "单位证照" in owed
    assert "情况表" not in owed
