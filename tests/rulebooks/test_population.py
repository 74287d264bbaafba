"""A population judged by Changping's rules comes out as each person alone does, with facts missing."""

import random
from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from gongju.rules.columns import compile_columns
from gongju.rules.examples import facts_of_example
from gongju.rules.facts import FactSpec, FactValue
from gongju.rules.given import read_facts
from gongju.rules.outcome import OUTCOMES
from gongju.rules.worked import CriterionExample, Example
from tests.rulebooks.library import changping

PEOPLE = 3000
DTYPES: Mapping[str, object] = {"truth": pl.Boolean, "day": pl.Date, "choice": pl.String, "number": pl.Float64}


def pools(business: str) -> dict[str, list[FactValue]]:
    """Every value a fact takes in the examples of a business: right at the thresholds and to both sides."""
    edition, found = changping(), dict[str, dict[FactValue, None]]()
    examples: list[Example | CriterionExample] = [*edition.criterion_examples, *edition.examples]
    for example in examples:
        if example.business == business:
            for name, value in facts_of_example(edition, example).items():
                found.setdefault(name, {})[value] = None
    return {name: list(values) for name, values in found.items()}


def person(
    chance: random.Random, base: Mapping[str, FactValue], values: Mapping[str, list[FactValue]]
) -> dict[str, FactValue]:
    """The base person with one fact in ten changed and one in twenty missing."""
    drawn = {name: chance.choice(pool) for name, pool in values.items() if chance.random() < 0.1}
    return {name: value for name, value in {**base, **drawn}.items() if chance.random() > 0.05}


def column(spec: FactSpec, people: list[dict[str, FactValue]]) -> pl.Series:
    kind = DTYPES.get(spec.type, pl.Int64)
    held = [one.get(spec.name) for one in people]
    if spec.type == "choices":
        return pl.Series(spec.name, [None if one is None else sorted(one) for one in held], dtype=pl.List(pl.String))  # type: ignore[arg-type]
    return pl.Series(spec.name, held, dtype=kind, strict=False)  # type: ignore[arg-type]


@pytest.mark.parametrize("on", [date(2021, 9, 15), date(2026, 8, 1)])
@pytest.mark.parametrize("business", changping().bases)
def test_columns_agree_with_each_person_alone(business: str, on: date) -> None:
    chance, values = random.Random(20210801), pools(business)
    base = read_facts(changping().facts, changping().bases[business].facts)
    people = [person(chance, base, values) for _ in range(PEOPLE)]
    rules = changping().rule_set(business, on)
    frame = pl.DataFrame([column(spec, people) for spec in rules.facts_used])
    found = compile_columns(changping(), business, on).run(frame, reasons=True)
    assert [OUTCOMES[code] for code in found.outcome] == [rules.verdict(one) for one in people]
    assert len(set(found.outcome.tolist())) >= 2
