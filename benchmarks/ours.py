"""Our own readers of the fixture rulebook, as contestants."""

from __future__ import annotations

import numpy as np
import polars as pl

from gongju.rules.columns import ColumnRules

from .figures import ORG, SEX
from .fixture import fixture
from .peers import Peer
from .population import Columns

NAME = "gongju"
WORDS = {"org_kind": pl.Enum(ORG), "sex": pl.Enum(SEX)}


def for_one() -> Peer:
    """The reader of one person."""
    rules = fixture()
    return Peer(name=NAME, result=rules.verdict, failing=rules.failing, tree=rules.explain, fen=True)


def for_columns() -> Peer:
    """The reader of columns."""
    rules = ColumnRules(fixture())
    return Peer(
        name=NAME,
        prepare=frame,
        columns=lambda people: rules.run(people).outcome,
        reasons=lambda people: rules.run(people, reasons=True),
        fen=True,
    )


def frame(columns: Columns) -> pl.DataFrame:
    """Choices as categories, as our columns hold them."""
    words = [pl.Series(name, columns[name].astype(np.uint8)).cat.to(kind) for name, kind in WORDS.items()]
    return pl.DataFrame(dict(columns)).with_columns(words).rechunk()
