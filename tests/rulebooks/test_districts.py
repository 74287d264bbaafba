"""What holds of the edition of every district, whatever it says."""

from datetime import timedelta
from pathlib import Path

import pytest

from gongju.rules.branches import facts_of
from gongju.rules.calendar import days_of_month
from gongju.rules.edition import Edition
from gongju.rules.examples import facts_of_example
from gongju.rules.given import read_facts
from gongju.rules.outcome import Outcome
from gongju.rules.procedure_reading import read_procedures
from gongju.rules.verdict import assess
from tests.rulebooks.library import published

ROOT = Path(__file__).resolve().parent.parent.parent
DISTRICTS = [one for one in published().editions if one.extends]
EACH = pytest.mark.parametrize("edition", DISTRICTS, ids=[one.key for one in DISTRICTS])
BUSINESSES = [(edition, business) for edition in DISTRICTS for business in edition.bases]
EACH_BUSINESS = pytest.mark.parametrize(
    ("edition", "business"), BUSINESSES, ids=[f"{edition.key}-{business}" for edition, business in BUSINESSES]
)


@EACH
def test_every_question_says_which_reading_is_recommended_and_why(edition: Edition) -> None:
    for question in edition.questions.values():
        assert question.recommended in question.readings
        assert question.why


@EACH
def test_every_question_that_an_entry_names_is_asked(edition: Edition) -> None:
    parts = (edition.criteria, edition.materials, edition.terms, edition.steps, edition.state_changes, edition.rounds)
    named = [*edition.businesses.values(), *edition.parameters.values(), *edition.tables.values()]
    for entry in [*named, *(entry for part in parts for entry in part)]:
        assert not entry.question or entry.question in edition.questions, entry.question  # type: ignore[attr-defined]


@EACH
def test_every_fact_is_a_question_to_a_person(edition: Edition) -> None:
    for spec in edition.facts.values():
        assert spec.ask.endswith("？"), spec.name
        assert "您" in spec.ask, spec.name


@EACH
def test_every_day_of_two_years_has_every_figure_it_names(edition: Edition) -> None:
    for months in range(24):
        on = edition.in_force + timedelta(days=months * 31)
        on = on.replace(day=days_of_month(on.year, on.month))
        if edition.is_in_force(on):
            named = {name for name in edition.parameters if name in edition.source}
            assert named <= edition.constants(on).keys()


@EACH
def test_the_stages_named_are_those_of_the_procedures(edition: Edition) -> None:
    procedures = {one.type: one for one in read_procedures(ROOT / "procedures")}
    for name, stages in edition.stages.items():
        if name in procedures:
            assert set(stages) <= procedures[name].stages.keys(), name


@EACH_BUSINESS
def test_leaving_out_one_fact_never_turns_a_yes_into_a_no(edition: Edition, business: str) -> None:
    base = edition.bases[business]
    facts = read_facts(edition.facts, base.facts)
    whole = assess(edition, business, base.on, facts).outcome
    assert whole is not Outcome.UNMET
    for name in facts:
        less = {key: value for key, value in facts.items() if key != name}
        assert assess(edition, business, base.on, less).outcome in (whole, Outcome.NOT_KNOWN), name


@EACH
def test_a_firm_answer_never_names_what_is_not_known(edition: Edition) -> None:
    for example in edition.criterion_examples:
        on, facts = example.on or edition.bases[example.business].on, facts_of_example(edition, example)
        criterion = edition.criterion(example.criterion)
        trees = [tree for tree in (criterion.tree, *criterion.reading_trees.values()) if tree is not None]
        for left_out in {"", *(spec.name for tree in trees for spec in facts_of(tree))}:
            less = {key: value for key, value in facts.items() if key != left_out}
            verdict = assess(edition, example.business, on, less)
            result = next(one for one in verdict.criteria if one.code == example.criterion)
            assert "{" not in result.sentence
            if result.outcome in (Outcome.MET, Outcome.UNMET):
                assert "未填" not in result.sentence, (example.criterion, result.sentence)


def test_the_city_edition_is_no_district() -> None:
    assert "beijing" in published().authorities
    assert "beijing" not in [edition.authority for edition in published().districts]


@EACH_BUSINESS
def test_the_confirmation_is_printed_last(edition: Edition, business: str) -> None:
    steps = [one.code for one in edition.steps_of(business)]
    assert "print_confirmation" not in steps[:-1]
    assert edition.businesses[business].exclusive or "print_confirmation" not in steps
