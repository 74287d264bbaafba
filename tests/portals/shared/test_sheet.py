"""No cell of an exported table is a formula, whatever somebody wrote into it."""

import csv
from io import StringIO

import pytest

from gongju.portals.shared.sheet import as_csv


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠x", "　=cmd"]
)
def test_what_begins_like_a_formula_is_text(typed: str) -> None:
    told = list(csv.reader(StringIO(as_csv(["a"], [[typed]]).lstrip("\ufeff"), newline="")))
    assert told == [["a"], [f"'{typed}"]]


def test_numbers_and_texts_stay() -> None:
    assert as_csv(["a", "b", "c"], [["林", -3, None]]).splitlines()[1] == "林,-3,"
