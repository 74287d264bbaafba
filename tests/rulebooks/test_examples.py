"""Every worked example of every edition comes out as it says."""

import pytest

from gongju.rules.edition import Edition
from gongju.rules.examples import criterion_failure, failures
from gongju.rules.holidays import published_calendar
from gongju.rules.worked import CriterionExample, Example
from tests.rulebooks.library import published

EDITIONS = published().editions
CRITERION_EXAMPLES = [(edition, one) for edition in EDITIONS for one in edition.criterion_examples]
EXAMPLES = [(edition, one) for edition in EDITIONS for one in edition.examples]


@pytest.mark.parametrize(
    ("edition", "example"),
    CRITERION_EXAMPLES,
    ids=[f"{e.key}-{one.criterion}-{one.of}" for e, one in CRITERION_EXAMPLES],
)
def test_a_criterion_comes_out_as_its_example_says(edition: Edition, example: CriterionExample) -> None:
    assert criterion_failure(edition, example) is None


@pytest.mark.parametrize(
    ("edition", "example"), EXAMPLES, ids=[f"{e.key}-{one.case or one.name}" for e, one in EXAMPLES]
)
def test_a_worked_case_comes_out_as_it_says(edition: Edition, example: Example) -> None:
    assert failures(edition, example, published_calendar()) == ()


@pytest.mark.parametrize("edition", EDITIONS, ids=[edition.key for edition in EDITIONS])
def test_every_criterion_shows_two_different_outcomes(edition: Edition) -> None:
    for criterion in edition.criteria:
        shown = [one for one in edition.criterion_examples if one.criterion == criterion.code]
        assert len(shown) >= 2, criterion.code
        assert len({one.outcome for one in shown}) >= 2 or criterion.tree is None, criterion.code


@pytest.mark.parametrize("edition", EDITIONS, ids=[edition.key for edition in EDITIONS])
def test_every_paper_with_a_condition_is_due_for_someone(edition: Edition) -> None:
    assert all(material.clause and material.rows for material in edition.materials)


def test_no_two_examples_restate_one_shared_case() -> None:
    cases = [one.case for _, one in EXAMPLES if one.case]
    assert len(cases) == len(set(cases))
