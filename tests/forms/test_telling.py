"""Facts told by a part: reckoned from its rows; where an answer is missing there is no fact."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from gongju.facts import FactContent
from gongju.forms.checking import check
from gongju.forms.reading import form_at
from gongju.forms.telling import told_by

ON = date(2026, 11, 21)
FORMS = Path(settings.GONGJU.forms_dir)


def told(part: str, content: Any) -> dict[str, FactContent]:
    spec = form_at(FORMS / "profile.toml").part(part)
    return told_by(spec, check(spec, content, on=ON).rows, ON)


def child(**typed: Any) -> dict[str, Any]:
    return {"name": "林知夏", "birth": "2019-05-12", "accompanying": "yes", "out_of_wedlock": "no", **typed}


def test_a_field_is_the_fact_it_names() -> None:
    assert told("residence", {"residence_permit": "yes", "housing": "公租房"}) == {
        "residence_permit": True,
        "housing": "公租房",
    }


@pytest.mark.parametrize(
    ("hukou", "beijing"),
    [("外省市户籍", False), ("北京市临时户籍", True), ("北京市永久户籍", True), ("港澳台居民", False)],
)
def test_temporary_and_permanent_registration_both_count(hukou: str, beijing: bool) -> None:
    assert told("hukou", {"hukou": hukou}) == {"beijing_hukou": beijing}


def test_the_highest_degree_counts() -> None:
    rows = [{"degree": "无"}, {"degree": "硕士"}, {"degree": "学士"}]
    assert told("education", rows) == {"degree": "硕士"}


def test_a_degree_left_open_leaves_the_fact_open() -> None:
    assert told("education", [{"degree": "学士"}, {"school": "昌平一中"}]) == {}


def test_the_degree_that_counts_says_whether_it_was_earned_abroad() -> None:
    rows = [
        {"level": "大学本科", "degree": "学士", "abroad": "no"},
        {"level": "硕士研究生", "degree": "硕士", "abroad": "yes"},
    ]
    assert told("education", rows) == {"education_level": "硕士研究生", "degree": "硕士", "degree_abroad": True}


def test_the_highest_education_counts_apart_from_the_degree() -> None:
    rows = [{"level": "大学本科", "degree": "学士"}, {"level": "硕士研究生", "degree": "无"}]
    found = told("education", rows)
    assert (found["education_level"], found["degree"]) == ("硕士研究生", "学士")


def test_no_title_is_known_once_it_is_said() -> None:
    assert told("titles", []) == {"title": "无"}


def test_the_way_of_the_highest_title_counts() -> None:
    rows = [{"level": "副高级", "by": "评审"}, {"level": "中级", "by": "考试"}]
    assert told("titles", rows) == {"title": "副高级", "title_by": "评审"}


def test_children_who_come_along_are_counted() -> None:
    rows = [child(), child(birth="2015-01-02"), child(accompanying="no", birth="2010-01-01")]
    assert told("children", rows) == {
        "accompanying_children": 2,
        "eldest_child_birth": date(2015, 1, 2),
        "child_out_of_wedlock": False,
    }


def test_no_child_is_known_once_it_is_said() -> None:
    assert told("children", []) == {"accompanying_children": 0, "child_out_of_wedlock": False}


def test_who_comes_along_left_open_leaves_all_open() -> None:
    assert told("children", [child(), child(accompanying="?")]) == {}


@pytest.mark.parametrize(
    ("rows", "months"),
    [
        ([{"from": "2024-01", "to": "2024-12"}], 12),
        ([{"from": "2024-01", "to": "2024-12"}, {"from": "2025-01", "to": "2025-01"}], 13),
        ([{"from": "2024-01", "to": "2024-12"}, {"from": "2024-06", "to": "2025-06"}], 18),
        ([{"from": "2024-01", "to": "2024-06"}, {"from": "2025-01", "to": "2025-06"}], 12),
        ([{"from": "2026-01"}], 10),
        ([], 0),
    ],
    ids=["a year", "joined on", "overlapping", "with a gap", "still there", "none"],
)
def test_months_of_work_count_once(rows: list[dict[str, str]], months: int) -> None:
    assert told("work", rows).get("work_experience") == months


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=6))
def test_months_of_work_are_the_months_covered(spans: list[tuple[int, int]]) -> None:
    rows = [{"from": _month(start), "to": _month(start + length)} for start, length in spans]
    covered = {month for start, length in spans for month in range(start, start + length + 1)}
    assert told("work", rows)["work_experience"] == len(covered)


def _month(index: int) -> str:
    return f"{1995 + index // 12}-{index % 12 + 1:02d}"
