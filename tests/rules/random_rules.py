"""Random rule texts of the town: every piece of the language, put together by chance."""

from __future__ import annotations

import random

from gongju.rules.ruleset import RuleSet

from .town import criterion, rule_set

COMPARATORS = ("<", "<=", ">", ">=", "==", "!=")
TRUTHS = ("dispatched", "housed", "key_unit", "True")
TIMES = ("1.2", "2", "0.5", "-1", "times", "floor[org]", "(1.5 if housed else -0.5)", "0")
AMOUNTS = {
    "money": (
        "income",
        "tax_1",
        "tax_2",
        "wage",
        "line[year]",
        "20 * 万元",
        "wage * 1.5",
        "round_yuan(wage * 1.2)",
        "round_yuan(income / 3)",
        "unpublished",
    ),
    "months": ("work", "2 * 年", "23 * 月", "months_since(since)", "years_since(birth)", "months_until(birth)"),
    "count": ("patents", "3", "year - 2018", "count_true(housed, key_unit, dispatched)", "year(since) - 2019"),
    "share": ("share", "5 * 百分点", "share + 1 * 百分点", "share * 2.5"),
    "working_days": ("20 * 工作日", "working_days_until(birth)", "working_days_until(retires(birth, sex, post))"),
    "days": ("(on - since)", "(since - birth)", "30 * 日", "days_until(retires(birth, sex, post))"),
}
DAYS = ("since", "birth", "retires(birth, sex, post)", "since + 12 * 月", "on - 400 * 日", "max(since, birth)")
TESTS = (
    'org == "高新"',
    'org in ("高新", "律所")',
    'org not in ("其他",)',
    'degree >= "学士"',
    'degree < "硕士"',
    '"市奖" in awards',
    'all_of(awards, "国家奖", "市奖")',
    "same(contract_unit, tax_unit)",
    "same(contract_unit, tax_unit, insured_unit)",
    "contract_unit != tax_unit",
    "same(income, tax_1, tax_2)",
    "same(housed, key_unit)",
    'reading("AMB-1") == "each"',
    "patents in (0, 3)",
    'paid_to >= "2021-06"',
    "on - since >= 365 * 日",
    "2 * 年 <= work < 3 * 年",
    'since >= "2020-09-15"',
)


def amount(chance: random.Random, kind: str, depth: int) -> str:
    """An expression of one dimension."""
    if depth <= 0 or chance.random() < 0.5:
        return chance.choice(AMOUNTS[kind])
    one, other = (amount(chance, kind, depth - 1) for _ in range(2))
    ways = (
        f"({one} + {other})",
        f"({one} - {other})",
        f"min({one}, {other})",
        f"max({one}, {other})",
        f"average({one}, {other}, {one})",
        f"({one}) * {chance.choice(TIMES)}",
        f"({one}) / 3",
        f"({one} if {chance.choice(TRUTHS)} else {other})",
    )
    return chance.choice(ways)


def comparison(chance: random.Random, depth: int) -> str:
    """Two amounts of one dimension, or two days."""
    kind = chance.choice((*AMOUNTS, "day"))
    one, other = (chance.choice(DAYS) if kind == "day" else amount(chance, kind, depth) for _ in range(2))
    return f"{one} {chance.choice(COMPARATORS)} {other}"


def rule(chance: random.Random, depth: int) -> str:
    """A condition."""
    if depth <= 0 or chance.random() < 0.3:
        return chance.choice((chance.choice(TRUTHS), chance.choice(TESTS), comparison(chance, 2)))
    one, other, third = (rule(chance, depth - 1) for _ in range(3))
    ways = (
        f"({one} and {other} and {third})",
        f"({one} or {other} or {third})",
        f"(not ({one}))",
        f"({one} if {other} else {third})",
        f"count_true({one}, {other}, {third}) >= 2",
    )
    return chance.choice(ways)


def rules(seed: int, depth: int, count: int) -> RuleSet:
    """Random criteria of every kind, some soft, some for an officer, some with two readings."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        kind = chance.choice(("condition", "condition", "exclusion", "pathway"))
        text = rule(chance, depth)
        more = {"soft": chance.random() < 0.3, "judge": chance.random() < 0.2}
        if chance.random() < 0.25:
            more["readings"] = {"each": text, "average": rule(chance, depth)}  # type: ignore[assignment]
        found.append(criterion(f"N{number}", text, kind, **more))  # type: ignore[arg-type]
    return rule_set(*found)
