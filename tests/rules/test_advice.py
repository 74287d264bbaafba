"""Advice: every plan flips the verdict, none has a needless change, and the first day is the first."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongju.rules.advice import Advice, advise
from gongju.rules.outcome import Outcome
from gongju.rules.verdict import assess
from gongju.rules.waiting import grown

from .random_rules import rules
from .town import FACTS, ON, PERMIT, POSTS, SEXES, Town, criterion, person

FITTING: dict[str, Any] = {
    "work": 36,
    "income": 2_000_000,
    "since": date(2019, 1, 1),
    "birth": date(1990, 5, 6),
    "paid_to": date(2021, 8, 1),
    "org": "其他",
    "degree": "硕士",
    "sex": "女",
    "post": "管理",
    "awards": frozenset(),
    "contract_unit": "甲",
    "tax_unit": "甲",
    "insured_unit": "甲",
    "dispatched": False,
    "housed": True,
    "key_unit": False,
    "tax_1": 0,
    "tax_2": 0,
    "year": 2021,
    "patents": 0,
    "share": 0,
}


def advice(**facts: Any) -> Advice:
    return advise(Town(*PERMIT), business="permit", on=ON, facts={**FITTING, **facts})


def sentences(found: Advice) -> list[list[str]]:
    return [[change.sentence for change in plan.changes] for plan in found.plans]


def check_plans(town: Town, facts: dict[str, Any]) -> int:
    """Each plan, tried, is no refusal; without any one of its changes it is."""
    found = advise(town, business="permit", on=ON, facts=facts)
    tried = [(plan, way) for plan in found.plans for way in plan.ways]
    for plan, way in tried:
        then = grown(FACTS, facts, ON, plan.on)
        assert assess(town, "permit", plan.on, {**then, **way}).outcome is plan.outcome
        assert plan.outcome is not Outcome.UNMET
        for name in way:
            fewer = {**then, **{other: value for other, value in way.items() if other != name}}
            assert assess(town, "permit", plan.on, fewer).outcome is Outcome.UNMET
    costs = [each.cost for each in found.plans]
    assert costs == sorted(costs)
    return len(found.plans)


def test_a_person_who_qualifies_gets_no_plan() -> None:
    assert advice().plans == ()
    assert advice().unmet == ()


def test_an_income_too_low_is_raised_to_the_limit_or_the_limit_lowered() -> None:
    assert sentences(advice(income=1_200_000)) == [
        ["月收入从 12,000 元 提高到 14,111 元"],
        ["单位类型由“其他”变为“高新”或“事业单位”"],
        ["重点单位由“否”变为“是”"],
    ]


def test_all_reasons_are_told_and_one_plan_mends_them_all() -> None:
    found = advice(income=1_200_000, dispatched=True)
    assert [result.code for result in found.unmet] == ["C3", "X1"]
    assert sentences(found)[0] == ["月收入从 12,000 元 提高到 14,111 元", "劳务派遣由“是”变为“否”"]


def test_units_are_brought_together_the_cheaper_way() -> None:
    assert sentences(advice(tax_unit="乙"))[0] == ["个税单位由“乙”变为“甲”"]


def test_without_a_pathway_the_cheapest_one_is_told_first() -> None:
    found = advice(degree="无")
    assert {result.code for result in found.unmet} == {"P1", "P2", "P3", "P4", "P5"}
    assert sentences(found)[:2] == [["上一年纳税从 0 万元 提高到 40 万元"], ["学位由“无”变为“学士”"]]
    assert [plan.outcome for plan in found.plans][:2] == [Outcome.TO_BE_JUDGED, Outcome.MET]


def test_one_degree_is_not_advised_where_a_lower_one_does() -> None:
    ways = [way for plan in advice(degree="无").plans for way in plan.ways if "degree" in way]
    assert ways == [{"degree": "学士"}]


def test_time_alone_is_told_with_its_first_day() -> None:
    found = advice(since=date(2021, 1, 31), work=20)
    assert found.plans == ()
    assert found.first_day == date(2022, 1, 31)
    assert found.first_day_reason == "到2022年1月31日，达到：C1、C2。其他情况要保持不变。"


def test_a_day_that_comes_too_late_is_not_promised() -> None:
    found = advice(birth=date(1966, 11, 3), since=date(2021, 1, 31))
    assert found.first_day is None
    assert found.plans == ()


def test_waiting_and_changing_are_put_together_when_neither_alone_will_do() -> None:
    found = advice(since=date(2021, 1, 31), dispatched=True)
    assert found.first_day is None
    assert sentences(found)[0] == ["等到2022年1月31日", "劳务派遣由“是”变为“否”"]


def test_who_decides_is_told() -> None:
    found = advice(degree="无", patents=1, share=Decimal(6))
    assert found.officer == "这些由经办人员判断，系统不能替他们决定：P4。"


def test_time_that_ends_a_refusal_is_told_even_where_something_is_not_known() -> None:
    facts = {name: value for name, value in FITTING.items() if name != "income"}
    found = advise(Town(*PERMIT), business="permit", on=ON, facts={**facts, "work": 20})
    assert found.first_day is None
    assert found.first_day_reason == "到2022年1月15日，达到：C1。还没有填的情况要另看。"


def test_a_figure_that_changes_is_waited_for() -> None:
    class Rising(Town):
        figure_days = (date(2022, 7, 1),)

        def rule_set(self, business: str, on: date) -> Any:
            found = super().rule_set(business, on)
            wage = found.constants["wage"]
            figure = 940700 if on < date(2022, 7, 1) else 600000
            return replace(found, constants={"wage": replace(wage, value=figure)})

    town = Rising(criterion("C", "income >= wage * 2"))
    assert advise(town, business="permit", on=ON, facts={"income": 1_300_000}).first_day == date(2022, 7, 1)


def test_every_plan_flips_the_verdict_of_refused_people() -> None:
    chance = random.Random(7)
    told = sum(check_plans(Town(*PERMIT), person(chance, 0.02)) for _ in range(150))
    assert told > 80


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 2**32), depth=st.integers(0, 2), count=st.integers(1, 4))
def test_every_plan_flips_the_verdict_under_random_rules(seed: int, depth: int, count: int) -> None:
    chance = random.Random(seed)
    check_plans(Town(*rules(seed, depth, count).criteria), person(chance))


@pytest.mark.parametrize("seed", range(8))
def test_the_first_day_is_the_one_that_looking_every_day_finds(seed: int) -> None:
    chance = random.Random(seed)
    facts = {**FITTING, "sex": chance.choice(SEXES), "post": chance.choice(POSTS), "work": chance.choice((20, 24))}
    facts["since"], facts["birth"] = person(chance)["since"], date(chance.choice((1961, 1966, 1971)), 12, 3)
    town = Town(*PERMIT)
    found = advise(town, business="permit", on=ON, facts=facts)
    refused = assess(town, "permit", ON, facts).outcome is Outcome.UNMET
    days = [ON + timedelta(days=ahead) for ahead in range(1, 500)] if refused else []
    looked = next((day for day in days if good(town, grown(FACTS, facts, ON, day), day)), None)
    assert found.first_day == looked


def good(town: Town, facts: dict[str, Any], day: date) -> bool:
    return assess(town, "permit", day, facts).outcome in (Outcome.MET, Outcome.TO_BE_JUDGED)
