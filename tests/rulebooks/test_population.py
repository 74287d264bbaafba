"""Every business of every published rulebook: a population has the outcomes that its people have one by one."""

from datetime import date

import pytest

from gongju.rules.columns import ColumnRules
from gongju.rules.edition import Edition
from gongju.rules.frames import one_by_one
from gongju.rules.made_up import example_people, made_up_people
from gongju.rules.scalar import whole_outcome
from tests.rulebooks.library import published

ON = date(2023, 9, 15)
PEOPLE = 300
BUSINESSES = [(edition, business) for edition in published().districts for business in edition.businesses]


@pytest.mark.parametrize(("edition", "business"), BUSINESSES, ids=lambda value: getattr(value, "key", value))
def test_columns_agree_with_one_person(edition: Edition, business: str) -> None:
    rules = edition.rule_set(business, ON)
    if not example_people([edition], business):
        pytest.fail("no worked example to make people like")
    people = made_up_people([edition], business, PEOPLE, seed=11, missing=0.05)
    found = ColumnRules(rules).run(people, reasons=True)
    for at, facts in enumerate(one_by_one(people, rules.facts_used)):
        alone = rules.levels(facts)
        assert [int(codes[at]) for codes in found.criteria.values()] == alone, facts
        assert found.outcome[at] == whole_outcome(rules.prepared, alone)
        assert [code for code, fails in found.failing().items() if fails[at]] == rules.failing(facts)
