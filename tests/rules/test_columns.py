"""A population's outcomes as a frame, from any kind of table, and columns that do not hold what their fact is."""

import random
from pathlib import Path

import polars as pl
import pytest

from gongju.rules import columns
from gongju.rules.columns import ColumnRules
from gongju.rules.frames import FrameFault, one_by_one
from gongju.rules.outcome import OUTCOMES

from .town import FACTS, PERMIT, frame, person, rule_set

CHANCE = random.Random(7)
PEOPLE = frame([person(CHANCE, missing=0.1) for _ in range(200)])


def test_outcomes_are_named_and_counted() -> None:
    found = ColumnRules(rule_set(*PERMIT)).run(PEOPLE, reasons=True)
    named = found.frame()
    assert set(found.outcome) == set(range(len(OUTCOMES)))
    assert named.columns == ["outcome", *(one.code for one in PERMIT)]
    assert named["outcome"].to_list() == [str(OUTCOMES[code]) for code in found.outcome]
    counted = dict(named["outcome"].value_counts().iter_rows())
    assert {name: count for name, count in found.counts().items() if count} == counted


def test_frames_lazy_frames_columns_and_files_are_judged_alike(tmp_path: Path) -> None:
    rules, path = ColumnRules(rule_set(*PERMIT)), tmp_path / "people.parquet"
    PEOPLE.with_columns(pl.lit("not looked at").alias("note")).write_parquet(path)
    wanted = rules.run(PEOPLE).outcome.tolist()
    for source in (PEOPLE.lazy(), PEOPLE.to_dict()):
        assert rules.run(source).outcome.tolist() == wanted
    assert rules.run_parquet(path).outcome.tolist() == wanted


def test_rows_become_the_facts_they_were_made_from() -> None:
    chance = random.Random(9)
    people = [person(chance, missing=0.2) for _ in range(100)]
    assert one_by_one(frame(people), FACTS.values()) == people


def test_any_day_of_a_month_stands_for_the_month() -> None:
    chance = random.Random(9)
    people = [person(chance) for _ in range(100)]
    later = frame(people).with_columns(pl.col("paid_to").dt.month_end())
    rules = ColumnRules(rule_set(*PERMIT))
    assert rules.run(later).outcome.tolist() == rules.run(frame(people)).outcome.tolist()


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 65, 200])
def test_in_blocks_side_by_side_nobody_is_lost(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = ColumnRules(rule_set(*PERMIT))
    wanted = rules.run(PEOPLE).outcome[:count].tolist()
    monkeypatch.setattr(columns, "BLOCK", 32)
    assert rules.run(PEOPLE.head(count)).outcome.tolist() == wanted


@pytest.mark.parametrize(
    ("name", "column", "said"),
    [
        ("income", pl.Series([1.5]), "income 列：要是整数（以分计）"),
        ("work", pl.Series([float("nan")]), "work 列第 1 行：有 NaN"),
        ("org", pl.Series(["大厂"]), "org 列第 1 行：没有选项“大厂”"),
        ("housed", pl.Series([1]), "housed 列：要是 Boolean"),
        ("since", pl.Series(["2020-01-01"]), "since 列：要是 Date"),
        ("tax_1", pl.Series([-1]), "tax_1 列第 1 行：有小于 0 万元的值"),
        ("share", pl.Series([100.5]), "share 列第 1 行：有大于 100%的值"),
        ("awards", pl.Series(["市奖"]), "awards 列：要是一组选项"),
    ],
)
def test_a_column_of_another_kind_is_named(name: str, column: pl.Series, said: str) -> None:
    one = frame([person(random.Random(7))]).with_columns(column.alias(name))
    with pytest.raises(FrameFault, match=said):
        ColumnRules(rule_set(*PERMIT)).run(one)
