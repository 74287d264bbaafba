"""The name that was meant."""

import pytest

from gongju.rules.nearest import distance, nearest

KNOWN = ("monthly_income", "accompanying_children", "degree", "sex")


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("monthly_incom", "monthly_income"),
        ("mounthly_income", "monthly_income"),
        ("children", "accompanying_children"),
        ("degre", "degree"),
        ("age", None),
        ("salary_of_the_year", None),
    ],
)
def test_the_nearest_name(wrong: str, meant: str | None) -> None:
    assert nearest(wrong, KNOWN) == meant


def test_a_word_replaced_altogether_is_no_neighbour() -> None:
    assert nearest("本科", ("无", "学士")) is None


def test_nothing_is_near_nothing() -> None:
    assert nearest("degree", ()) is None


def test_distance_counts_single_changes() -> None:
    assert [distance("kitten", other) for other in ("kitten", "sitten", "sitting", "")] == [0, 1, 3, 6]
