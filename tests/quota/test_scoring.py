"""Places by points: explained line by line, whole, within total, minimum, cap and what was asked for."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongju.quota.scoring import Asked, Scoring, propose
from gongju.rules.facts import FactSpec

SPECS = {
    "tax": FactSpec(name="tax", type="money", label="纳税", unit="万元"),
    "record": FactSpec(name="record", type="truth", label="违法违规记录"),
    "industry": FactSpec(name="industry", type="choice", label="产业", choices=("限制", "其他", "鼓励"), ordered=True),
}


def places(requests: list[Asked], scoring: Scoring, total: int | None) -> list[int]:
    return [one.places for one in propose(requests, scoring, SPECS, total)]


def test_a_figure_counts_by_its_share_of_the_best() -> None:
    asked = [Asked(1, 9, {"tax": 800}), Asked(2, 9, {"tax": 200}), Asked(3, 9, {})]
    found = propose(asked, Scoring(weights={"tax": 40}), SPECS, 10)
    assert [one.score for one in found] == [40, 10, 0]
    assert [one.lines[0].share for one in found] == [1, Fraction(1, 4), None]
    assert [one.places for one in found] == [8, 2, 0]


def test_a_bad_record_takes_points_away_and_an_ordered_choice_gives_by_its_place() -> None:
    asked = [Asked(1, 5, {"record": True, "industry": "鼓励"}), Asked(2, 5, {"record": False, "industry": "其他"})]
    found = propose(asked, Scoring(weights={"record": -15, "industry": 20}), SPECS, 5)
    assert [one.score for one in found] == [5, 10]


def test_the_rest_goes_to_the_largest_remainder() -> None:
    asked = [Asked(1, 9, {"tax": 50}), Asked(2, 9, {"tax": 30}), Asked(3, 9, {"tax": 20})]
    assert places(asked, Scoring(weights={"tax": 10}), 7) == [4, 2, 1]  # 3.5, 2.1, 1.4


def test_nobody_gets_more_than_asked_nor_than_the_cap_and_the_surplus_goes_on() -> None:
    asked = [Asked(1, 2, {"tax": 900}), Asked(2, 9, {"tax": 50}), Asked(3, 9, {"tax": 50})]
    assert places(asked, Scoring(weights={"tax": 10}), 8) == [2, 3, 3]
    assert places(asked, Scoring(weights={"tax": 10}, cap=2), 8) == [2, 2, 2]


def test_the_minimum_comes_first_and_to_those_with_most_points_where_it_does_not_reach() -> None:
    asked = [Asked(1, 3, {"tax": 1}), Asked(2, 3, {"tax": 100}), Asked(3, 3, {"tax": 50})]
    assert places(asked, Scoring(weights={"tax": 10}, minimum=1), 3) == [1, 1, 1]
    assert places(asked, Scoring(weights={"tax": 10}, minimum=1), 2) == [0, 1, 1]


def test_without_a_total_everybody_gets_what_was_asked() -> None:
    assert places([Asked(1, 3, {}), Asked(2, 7, {})], Scoring(weights={"tax": 1}, cap=5), None) == [3, 5]


@given(
    st.lists(st.tuples(st.integers(0, 12), st.one_of(st.none(), st.integers(0, 10**9))), max_size=12),
    st.integers(0, 60),
    st.integers(0, 3),
    st.one_of(st.none(), st.integers(3, 8)),
    st.integers(-100, 100),
)
def test_a_proposal_never_breaks_a_bound(
    rows: list[tuple[int, int | None]], total: int, minimum: int, cap: int | None, weight: int
) -> None:
    asked = [Asked(key, places, {} if tax is None else {"tax": tax}) for key, (places, tax) in enumerate(rows)]
    found = propose(asked, Scoring(weights={"tax": weight}, minimum=minimum, cap=cap), SPECS, total)
    assert sum(one.places for one in found) <= total
    for one, given_ in zip(found, asked, strict=True):
        assert 0 <= one.places <= given_.places
        assert cap is None or one.places <= cap
        assert abs(one.places - one.exact) < 1
