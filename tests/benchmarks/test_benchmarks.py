"""The benchmark measures what it says: its fixture, its oracle and its clocks are right. No other engine is needed."""

import numpy as np
import pytest

from benchmarks import every_rulebook, honesty, one_person, oracle, ours, whole_population
from benchmarks.figures import DTYPES, held
from benchmarks.fixture import fixture
from benchmarks.peers import CODES, Peer, by_hand
from benchmarks.peers.columns_by_hand import make_numpy, make_numpy_chunks, make_polars
from benchmarks.population import in_fen, missing, people, population
from benchmarks.timing import Race
from gongju.rules.columns import ColumnRules
from gongju.rules.outcome import MET, NOT_KNOWN, OUTCOMES, UNMET

PEOPLE = 3000
EXPECTED = {True: MET, None: NOT_KNOWN, False: UNMET}


def test_the_fixture_says_of_every_criterion_what_the_hand_written_one_says() -> None:
    rules = fixture()
    assert tuple(item.criterion.code for item in rules.prepared) == CODES
    for person in map(held, people(population(PEOPLE), PEOPLE)):
        wanted = [met is not code.startswith("X") for code, met in by_hand.criteria(person).items()]
        assert [level == MET for level in rules.levels(person)] == wanted, person


def test_a_third_of_the_people_qualify_and_each_criterion_fails_for_some() -> None:
    found = [by_hand.criteria(held(person)) for person in people(population(PEOPLE), PEOPLE)]
    assert all({one[code] for one in found} == {True, False} for code in CODES)
    share = sum(by_hand.decide(held(person)) for person in people(population(PEOPLE), PEOPLE)) / PEOPLE
    assert 0.25 < share < 0.4


def test_the_oracle_knows_as_much_as_our_readers_and_more_than_a_guess() -> None:
    columns, masks = population(PEOPLE), missing(PEOPLE, 0.08)
    told = [
        {name: value for name, value in person.items() if not masks[name][at]}
        for at, person in enumerate(map(held, people(columns, PEOPLE)))
    ]
    decided = [EXPECTED[oracle.decided(person)] for person in told]
    assert {MET, NOT_KNOWN, UNMET} == set(decided)
    rules = fixture()
    assert [OUTCOMES.index(rules.verdict(person)) for person in told] == decided
    frame = whole_population.lacking(ours.frame(in_fen(columns)), masks)
    assert ColumnRules(rules).run(frame).outcome.tolist() == decided


def test_races_run_only_between_engines_that_agree() -> None:
    single = one_person.Contest([ours.for_one(), by_hand.make()], 50).races(2)
    assert set(single) == {"verdict", "failing criteria", "whole reckoning"}
    framed = [ours.for_columns(), make_numpy(), make_numpy_chunks(), make_polars()]
    many = whole_population.Contest(framed, 500).races(2)
    assert all(set(race.seconds) >= {"gongju", "Polars, by hand"} for race in many.values())
    contrary = Peer(name="contrary", result=lambda person: not by_hand.decide(person), fen=True)
    with pytest.raises(AssertionError, match="contrary"):
        one_person.Contest([contrary], 50)


def test_a_guess_and_a_needless_refusal_are_counted_as_such() -> None:
    sure, blind = Peer(name="sure", result=lambda person: True), Peer(name="blind", result=lambda person: None)
    mine, guess, refusal = honesty.tallies([ours.for_one(), sure, blind], 200)
    assert (mine.false, mine.guessed, mine.needless, mine.right + mine.unknown) == (0, 0, 0, 200)
    assert guess.false > guess.guessed > 0
    assert (refusal.right, refusal.needless) == (0, mine.right)


def test_every_plan_of_advice_flips_the_verdict() -> None:
    tried = honesty.plans(60)
    assert tried.failing == 0
    assert tried.ways >= tried.advised > 0


def test_a_ratio_is_taken_within_each_round() -> None:
    race = Race({"one": [1, 2, 10], "other": [2, 4, 5]})
    assert race.ratio("one", "other") == 2
    assert race.best_ratio("one", "other") == 2
    assert race.rate("other") == 1 / 4


def test_every_fact_of_the_fixture_has_a_column() -> None:
    assert set(fixture().facts) == set(DTYPES) == set(population(1))
    assert np.isin([population(100)["apply_year"]], [2018, 2019, 2020, 2021]).all()


def test_a_published_business_is_raced_once_both_readers_agree_on_it() -> None:
    raced = next(every_rulebook.races(count=40, rounds=2))
    assert raced.criteria > 0
    assert raced.of_hand(every_rulebook.VERDICT) > 0
    assert set(raced.many.seconds) == {every_rulebook.COLUMNS, every_rulebook.REASONS, every_rulebook.ONE_BY_ONE}
