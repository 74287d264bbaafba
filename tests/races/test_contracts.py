"""更新合同 beside 核查提交: an office never judges by a contract whose scan it has not got."""

from __future__ import annotations

import pytest

from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import Employment
from tests import cast, story
from tests.cast import Stage
from tests.races.harness import errors, race
from tests.races.pressing import POST_ANEW, SLOWLY, endorse_slowly, state_anew

pytestmark = pytest.mark.races


def waiting_for_the_employer(stage: Stage) -> Case:
    case = story.submitted(stage)
    story.hand_in_what_is_due(stage.zhao, case)
    return case


def scans(case: Case) -> set[object]:
    """The documents that the case holds as the contract."""
    return {one.version.document_id for one in casework.handed_in(case) if one.version.document.kind == "contract"}


@pytest.mark.parametrize("first", ["endorse", "update"])
def test_a_contract_stated_anew_comes_with_its_scan_or_not_at_all(database_url: str, first: str) -> None:
    stage = cast.set_the_stage()
    case = waiting_for_the_employer(stage)
    linked, scan = cast.link_of(stage.lin), cast.paper(stage.zhao, "contract", "劳动合同").document_id
    assert scans(case) == {linked.contract_document_id}
    endorsing, stating = ((0.0, SLOWLY), SLOWLY / 3) if first == "endorse" else ((SLOWLY / 3, 0.0), 0.0)
    outcomes = race(
        database_url,
        endorse_or_state,
        [
            ("endorse", (stage.zhao.user_id, case.number, *endorsing)),
            ("state", (stage.zhao.user_id, linked.pk, scan, stating)),
        ],
    )
    assert errors(outcomes) == []
    told = Employment.objects.get(pk=linked.pk)
    assert casework.by_number(case.number).stage == "acceptance"
    assert told.contract_document_id in scans(case)
    assert outcomes[1].value == ("employment.in_use" if first == "endorse" else "done")
    assert (told.post == POST_ANEW) is (first == "update")


def endorse_or_state(which: str, arguments: tuple[object, ...]) -> str:
    """One process of the race."""
    return endorse_slowly(*arguments) if which == "endorse" else state_anew(*arguments)  # type: ignore[arg-type]
