"""A population by hand: NumPy over whole columns, NumPy in chunks on two threads, and Polars expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np
import polars as pl

from ..figures import INNOVATION, LOW, ORG, SERVICE
from ..population import Columns
from . import CODES, Peer
from .by_hand import LINES

CHUNK = 32768
_TABLE = np.array(list(LINES.values()))
_FIRST = min(LINES)


def _lut(options: Sequence[str]) -> np.ndarray[Any, Any]:
    return np.isin(np.arange(len(ORG)), [ORG.index(option) for option in options])


_LOW, _INNOVATION, _SERVICE = _lut(LOW), _lut(INNOVATION), _lut(SERVICE)


def criteria(c: Columns) -> dict[str, Any]:
    """Each criterion as a column of truths; amounts in fen."""
    year, org = c["apply_year"] - _FIRST, c["org_kind"]
    low = _LOW[org] | c["key_enterprise"]
    least = np.minimum(np.minimum(c["income_y1"], c["income_y2"]), c["income_y3"])
    return {
        "C1": c["work_years"] >= 2,
        "C2": c["months_employed"] >= 12,
        "C3": c["tax_continuous"] & c["social_continuous"],
        "C4": c["lawful_housing"],
        "C5": c["age"] < np.where(c["sex"] == 0, 55, 60),
        "C6": c["monthly_income"] >= np.where(low, _TABLE[:, 0][year], _TABLE[:, 1][year]),
        "X1": c["dispatched"],
        "X2": (c["contract_unit"] != c["tax_unit"]) | (c["contract_unit"] != c["social_unit"]),
        "X3": c["beijing_hukou"],
        "P1": c["degree"] >= 2,
        "P2": c["title"] >= 2,
        "P3": c["award"],
        "P4": _INNOVATION[org] & (least > _TABLE[:, 2][year]),
        "P5": _SERVICE[org] & (least > _TABLE[:, 3][year]),
        "P6": c["ip_landed"] & ((c["inventions"] >= 1) | (c["other_patents"] >= 3) | (c["software"] >= 3)),
        "P7": (c["share_pct"] >= 5)
        & (c["holder_rank"] <= 5)
        & ((c["invest_total"] > 500_000_000) | (c["financing"] > 1_000_000_000) | (c["team_tax_avg"] >= 500_000_000)),
        "P8": c["freelancer"] & (c["tax_y1"] >= 20_000_000) & (c["tax_y2"] >= 20_000_000) & (c["tax_y3"] >= 20_000_000),
        "P9": c["talent"],
    }


def whole(found: Mapping[str, Any]) -> Any:
    """The verdict of the 18 answers, for arrays and for Polars expressions."""
    needed = reduce(and_, [found[code] for code in CODES if code[0] == "C"])
    barred = reduce(or_, [found[code] for code in CODES if code[0] == "X"])
    return needed & ~barred & reduce(or_, [found[code] for code in CODES if code[0] == "P"])


def _masked(found: Mapping[str, Any], count: int) -> Any:
    """One integer a person: bits of failed conditions, of exclusions, of open pathways."""
    mask = np.zeros(count, "u4")
    for at, (code, truth) in enumerate(found.items()):
        mask |= (~truth if code[0] == "C" else truth).astype("u4") << at
    return mask


def _verdict(c: Columns) -> Any:
    return whole(criteria(c))


def _with_reasons(c: Columns) -> tuple[Any, Any]:
    found = criteria(c)
    return whole(found), _masked(found, len(c["age"]))


def make_numpy() -> Peer:
    """The obvious way."""
    return Peer(name="NumPy, by hand", columns=_verdict, reasons=_with_reasons, prepare=lambda c: c, fen=True)


def make_numpy_chunks() -> Peer:
    """Chunks that stay in the cache, two threads."""
    pool = ThreadPoolExecutor(2)

    def spread(c: Columns, function: Callable[[Columns], Any]) -> list[Any]:
        starts = range(0, len(c["age"]), CHUNK)
        parts = ({name: values[at : at + CHUNK] for name, values in c.items()} for at in starts)
        return list(pool.map(function, parts))

    def reasons(c: Columns) -> tuple[Any, Any]:
        found = spread(c, _with_reasons)
        return np.concatenate([one for one, _ in found]), np.concatenate([mask for _, mask in found])

    return Peer(
        name="NumPy, by hand, chunks",
        columns=lambda c: np.concatenate(spread(c, _verdict)),
        reasons=reasons,
        prepare=lambda c: c,
        fen=True,
    )


def _line(column: int) -> pl.Expr:
    years = list(LINES)
    chosen: Any = pl.when(pl.col("apply_year") == years[-1]).then(LINES[years[-1]][column])
    for year in years[-2:0:-1]:
        chosen = chosen.when(pl.col("apply_year") == year).then(LINES[year][column])
    found: pl.Expr = chosen.otherwise(LINES[years[0]][column])
    return found


def _among(options: Sequence[str]) -> pl.Expr:
    return pl.col("org_kind").is_in([ORG.index(option) for option in options])


def polars_criteria() -> dict[str, pl.Expr]:
    """Each criterion as an expression; a null makes it null, except where a choice takes its else branch."""
    c = pl.col
    least = pl.min_horizontal("income_y1", "income_y2", "income_y3")
    money = (c("invest_total") > 500_000_000) | (c("financing") > 1_000_000_000) | (c("team_tax_avg") >= 500_000_000)
    taxes = [c(f"tax_y{year}") >= 20_000_000 for year in (1, 2, 3)]
    return {
        "C1": c("work_years") >= 2,
        "C2": c("months_employed") >= 12,
        "C3": c("tax_continuous") & c("social_continuous"),
        "C4": c("lawful_housing"),
        "C5": c("age") < pl.when(c("sex") == 0).then(55).otherwise(60),
        "C6": c("monthly_income") >= pl.when(_among(LOW) | c("key_enterprise")).then(_line(0)).otherwise(_line(1)),
        "X1": c("dispatched"),
        "X2": (c("contract_unit") != c("tax_unit")) | (c("contract_unit") != c("social_unit")),
        "X3": c("beijing_hukou"),
        "P1": c("degree") >= 2,
        "P2": c("title") >= 2,
        "P3": c("award"),
        "P4": _among(INNOVATION) & (least > _line(2)),
        "P5": _among(SERVICE) & (least > _line(3)),
        "P6": c("ip_landed") & ((c("inventions") >= 1) | (c("other_patents") >= 3) | (c("software") >= 3)),
        "P7": (c("share_pct") >= 5) & (c("holder_rank") <= 5) & money,
        "P8": c("freelancer") & taxes[0] & taxes[1] & taxes[2],
        "P9": c("talent"),
    }


def make_polars() -> Peer:
    """Expressions over a frame, as many threads as there are."""
    found = polars_criteria()
    verdict = whole(found).alias("verdict")
    bits = [
        (~truth if code[0] == "C" else truth).cast(pl.UInt32) * (1 << at)
        for at, (code, truth) in enumerate(found.items())
    ]
    mask = reduce(or_, bits).alias("mask")
    return Peer(
        name="Polars, by hand",
        columns=lambda frame: frame.lazy().select(verdict).collect()["verdict"],
        reasons=lambda frame: frame.lazy().select(verdict, mask).collect(),
        prepare=pl.DataFrame,
        fen=True,
    )
