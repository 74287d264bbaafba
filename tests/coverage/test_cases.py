"""Every worked case runs, or says what it waits for."""

from pathlib import Path

import pytest

from gongju.coverage.cases import CaseAccount, Waiting, cases_of
from gongju.coverage.documents import Part

ROOT = Path(__file__).resolve().parent.parent.parent


def test_all_cases_of_the_documents_are_listed() -> None:
    assert len(cases_of(ROOT).ids) == 351


def test_every_case_runs_or_waits() -> None:
    assert list(cases_of(ROOT).faults()) == []


RENEWAL = Part("renewal", "续签", "procedures/renewal", exists=False)


@pytest.mark.parametrize(
    ("examples", "waiting", "said"),
    [
        ({}, {}, "既没有作为例子"),
        ({"TC-900": "east/2021"}, {"TC-900": Waiting(RENEWAL, "")}, "不该再写等待"),
        ({}, {"TC-900": Waiting(Part("renewal", "续签", "procedures/renewal", exists=True), "")}, "已经有了"),
        ({"TC-900": "east/2021", "TC-901": "east/2021"}, {}, "不存在的 TC-901"),
    ],
)
def test_what_does_not_come_out_is_told(examples: dict[str, str], waiting: dict[str, Waiting], said: str) -> None:
    (fault,) = CaseAccount(("TC-900",), examples, {}, waiting).faults()
    assert said in fault
