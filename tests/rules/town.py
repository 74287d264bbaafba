"""A made-up town for the rule tests: facts of every type, tables, and criteria that use all of the language."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from gongju.rules.criterion import Criterion, CriterionKind
from gongju.rules.expression import Scope, parse
from gongju.rules.facts import Facts, FactSpec, FactTable, FactType, Moves
from gongju.rules.frames import dtype_of
from gongju.rules.ruleset import RuleSet
from gongju.rules.tree import Constant, Function, Named, Table
from gongju.rules.units import DAY, MONEY_TYPE, NUMBER, Kind, ValueType
from gongju.rules.verdict import Judged

ON = date(2021, 9, 15)
SEXES, POSTS = ("女", "男"), ("工人", "管理")


def _fact(name: str, type_: FactType, label: str, **more: Any) -> FactSpec:
    return FactSpec(name=name, type=type_, label=label, **more)


FACTS = FactTable(
    [
        _fact("work", "duration", "工作年限", unit="年", minimum=0, changeable="time", moves=Moves("月")),
        _fact("income", "money", "月收入", unit="元", cost=Decimal(6)),
        _fact("tax_1", "money", "上一年纳税", unit="万元", minimum=0, cost=Decimal(8)),
        _fact("tax_2", "money", "前一年纳税", unit="万元", minimum=0, changeable="no"),
        _fact("share", "number", "持股比例", unit="%", minimum=0, maximum=100, cost=Decimal(5)),
        _fact("patents", "count", "专利", unit="项", minimum=0, cost=Decimal(7)),
        _fact("year", "count", "申报年份", changeable="no"),
        _fact("since", "day", "入职日期", changeable="no"),
        _fact("birth", "day", "出生日期", changeable="no"),
        _fact("paid_to", "month", "缴纳至", cost=Decimal(2)),
        _fact("org", "choice", "单位类型", choices=("高新", "事业单位", "律所", "其他"), cost=Decimal(9)),
        _fact("degree", "choice", "学位", choices=("无", "学士", "硕士", "博士"), ordered=True, cost=Decimal(10)),
        _fact("sex", "choice", "性别", choices=SEXES, changeable="no"),
        _fact("post", "choice", "岗位", choices=POSTS, changeable="no"),
        _fact("awards", "choices", "奖项", choices=("国家奖", "市奖", "区奖"), cost=Decimal(12)),
        _fact("contract_unit", "text", "合同单位", cost=Decimal(4)),
        _fact("tax_unit", "text", "个税单位", cost=Decimal(3)),
        _fact("insured_unit", "text", "社保单位", cost=Decimal(3)),
        _fact("dispatched", "truth", "劳务派遣", cost=Decimal(5)),
        _fact("housed", "truth", "有住所", cost=Decimal(2)),
        _fact("key_unit", "truth", "重点单位", cost=Decimal(9)),
    ]
)
YEAR = ValueType(Kind.QUANTITY)
ORG = FACTS["org"].value_type


def _retires(birth: date, sex: str, post: str) -> date:
    age = 60 if sex == "男" else 55 if post == "管理" else 50
    return date(birth.year + age, birth.month, 1)


TABLES = {
    "line": Table("line", "3 倍线", YEAR, MONEY_TYPE, {2018: 2540100, 2019: 2356500, 2020: 2654100, 2021: 2822100}),
    "floor": Table("floor", "倍数", ORG, NUMBER, {"高新": parse("1.2", Scope(), None).value, "其他": 2}),  # type: ignore[attr-defined]
}
FUNCTIONS = {
    "retires": Function(
        "retires", (DAY, FACTS["sex"].value_type, FACTS["post"].value_type), DAY, _retires, (1, 0, 0), label="退休日"
    )
}
CONSTANTS = {"wage": Constant(940700, MONEY_TYPE, "wage", "2020 年社平工资")}
SCOPE = Scope(
    facts=FACTS,
    parameters={"wage": MONEY_TYPE, "unpublished": MONEY_TYPE},
    tables=TABLES,
    functions=FUNCTIONS,
    questions={"AMB-1": ("each", "average")},
)
_TIMES = parse('1.2 if org in ("高新", "事业单位") or key_unit else 1.5', SCOPE, None)
VALUES = {"times": Named("times", "倍数", _TIMES, _TIMES.type)}
SCOPE = Scope(
    facts=FACTS,
    parameters=SCOPE.parameters,
    values=VALUES,
    tables=TABLES,
    functions=FUNCTIONS,
    questions=SCOPE.questions,
)
READINGS = {"AMB-1": "each"}


def criterion(code: str, rule: str, kind: CriterionKind = "condition", **more: Any) -> Criterion:
    """A criterion of the town with its rule parsed."""
    readings = more.get("readings", {})
    trees = {name: parse(text, SCOPE) for name, text in readings.items()}
    tree = parse(rule, SCOPE) if rule else None
    return Criterion(
        code=code, kind=kind, business=("permit",), title=code, rule=rule, tree=tree, reading_trees=trees, **more
    )


def rule_set(*criteria: Criterion, on: date = ON) -> RuleSet:
    """The criteria on a day of the town."""
    return RuleSet(criteria=criteria, facts=FACTS, constants=CONSTANTS, readings=READINGS, values=VALUES, on=on)


class Town(Judged):
    """An edition with one business, whatever the day."""

    key = "town/1"
    digest = "0" * 64
    figure_days: tuple[date, ...] = ()

    def __init__(self, *criteria: Criterion) -> None:
        self.criteria = criteria

    def rule_set(self, business: str, on: date) -> RuleSet:
        return rule_set(*self.criteria, on=on)


PERMIT = (
    criterion("C1", "work >= 2 * 年", unmet="工作年限 {work}，不满 2 年"),
    criterion("C2", "months_since(since) >= 12 * 月"),
    criterion("C3", "income >= wage * times", unmet="月收入 {income}，低于 {wage} 的 {times} 倍"),
    criterion("C4", "on < retires(birth, sex, post)"),
    criterion("C5", "housed", soft=True),
    criterion("C6", "paid_to >= month(on - 3 * 月)", soft=True),
    criterion("X1", "dispatched", "exclusion"),
    criterion("X2", "not same(contract_unit, tax_unit, insured_unit)", "exclusion"),
    criterion("P1", 'degree >= "学士"', "pathway"),
    criterion("P2", 'any_of(awards, "国家奖", "市奖")', "pathway"),
    criterion("P3", 'org == "高新" and min(tax_1, tax_2) > line[year]', "pathway"),
    criterion("P4", "patents >= 1 and share >= 5 * 百分点", "pathway", judge=True),
    criterion(
        "P5",
        "",
        "pathway",
        readings={
            "each": "tax_1 >= 20 * 万元 and tax_2 >= 20 * 万元",
            "average": "average(tax_1, tax_2) >= 20 * 万元",
        },
        question="AMB-1",
    ),
)


def person(chance: random.Random, missing: float = 0.0) -> dict[str, Any]:
    """A made-up person whose values often lie right at a limit."""
    unit = chance.choice(("甲", "乙"))
    limits = (2540100, 1128840, 1411050, 1411049, 940700 * 2)
    facts: dict[str, Any] = {
        "work": chance.choice((24, 23, 12, 36, Decimal("22.8"), Decimal("24.5"))),
        "income": chance.choice(limits) + chance.choice((-1, 0, 1, 500000)),
        "tax_1": chance.choice((*limits, 20_000_000, 19_999_999, 0)),
        "tax_2": chance.choice((*limits, 20_000_000, 20_000_001, 0)),
        "share": chance.choice((0, 5, Decimal("4.99"), Decimal("5.000001"), 60)),
        "patents": chance.choice((0, 0, 1, 3)),
        "year": chance.choice((2018, 2019, 2020, 2021, 2022)),
        "since": ON - timedelta(days=chance.choice((1, 364, 365, 366, 2000))),
        "birth": date(chance.choice((1960, 1961, 1966, 1971, 1990)), chance.randint(1, 12), chance.randint(1, 28)),
        "paid_to": date(2021, chance.randint(1, 9), 1),
        "org": chance.choice(FACTS["org"].choices),
        "degree": chance.choice(FACTS["degree"].choices),
        "sex": chance.choice(SEXES),
        "post": chance.choice(POSTS),
        "awards": frozenset(option for option in FACTS["awards"].choices if chance.random() < 0.1),
        "contract_unit": unit,
        "tax_unit": unit if chance.random() < 0.9 else "丙",
        "insured_unit": unit if chance.random() < 0.9 else "丙",
        "dispatched": chance.random() < 0.1,
        "housed": chance.random() < 0.9,
        "key_unit": chance.random() < 0.3,
    }
    return {name: value for name, value in facts.items() if chance.random() >= missing}


def _cell(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return float(value) if isinstance(value, Decimal) else value


def frame(people: list[dict[str, Any]]) -> pl.DataFrame:
    """The people as columns; what is not known of a person is null."""
    return pl.DataFrame(
        {name: [_cell(one.get(name)) for one in people] for name in FACTS},
        schema={name: dtype_of(spec) for name, spec in FACTS.items()},
        strict=False,
    )


def known(facts: Facts) -> set[str]:
    """The names of the facts given."""
    return set(facts)
