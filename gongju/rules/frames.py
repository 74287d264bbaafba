"""The columns of a frame checked against the fact table, ready to be read a block at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from .arrow import Buffers
from .facts import Facts, FactSpec
from .nearest import nearest
from .units import Kind
from .wording import fact_text

Frame: TypeAlias = Any
"""A Polars frame, an Arrow table (anything with the Arrow stream interface) or columns by name."""


class FrameFault(ValueError):
    """A column that does not hold what its fact is; names the column, what it should hold, and where (row, from 0)."""

    def __init__(self, name: str, what: str, row: int | None = None) -> None:
        super().__init__(f"{name} 列：{what}" if row is None else f"{name} 列第 {row + 1:,} 行：{what}")
        self.name, self.what, self.row = name, what, row

    def at(self, row: int) -> FrameFault:
        """The same fault told of another row, where the frame is a part of a longer one."""
        return FrameFault(self.name, self.what, row)


class Column(NamedTuple):
    """One fact's column: a choice holds positions in its options, a day the days since 1970, money fen."""

    name: str
    buffers: Buffers | None
    """None when the frame has no such column: unknown for everyone."""

    @property
    def nullable(self) -> bool:
        """Whether the fact is unknown for anyone."""
        return self.buffers is None or self.buffers.nullable

    @property
    def width(self) -> int:
        """Bytes a value; what reading it costs."""
        return 1 if self.buffers is None else self.buffers.values.dtype.itemsize

    def part(self, start: int, stop: int) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
        """Values and validity (None: all known) of the rows."""
        if self.buffers is None:
            return np.zeros(stop - start, np.int8), np.zeros(stop - start, np.bool_)
        values, valid = self.buffers.part(start, stop)
        if values.dtype.kind == "f" and not np.isfinite(np.add.reduce(values)):  # one sum tells of any NaN or infinity
            self._check_finite(values, valid, start)
        return values, valid

    def _check_finite(self, values: NDArray[Any], valid: NDArray[np.bool_] | None, start: int) -> None:
        wrong = ~np.isfinite(values) if valid is None else ~np.isfinite(values) & valid
        if wrong.any():
            raise FrameFault(self.name, "有 NaN 或无穷大；不知道的值要是空（null）", start + int(wrong.argmax()))


DTYPES: Mapping[str, pl.DataType] = {
    "truth": pl.Boolean(),
    "count": pl.Int64(),
    "number": pl.Float64(),
    "money": pl.Int64(),
    "duration": pl.Float64(),
    "day": pl.Date(),
    "month": pl.Date(),
    "choices": pl.List(pl.String()),
    "text": pl.String(),
}


def dtype_of(spec: FactSpec) -> pl.DataType:
    """The type of column that holds a fact whatever its values; narrower ones do as well."""
    return pl.Enum(spec.choices) if spec.type == "choice" else DTYPES[spec.type]


def frame_of(source: Frame) -> pl.DataFrame:
    """The source as a Polars frame; Arrow tables are taken over without copying."""
    if isinstance(source, pl.DataFrame):
        return source
    if isinstance(source, pl.LazyFrame):
        return source.collect()
    return pl.DataFrame(dict(source) if isinstance(source, Mapping) else source)


def one_by_one(frame: pl.DataFrame, specs: Iterable[FactSpec]) -> list[Facts]:
    """The facts of each row as the reader of one person takes them; a null is left out."""
    columns = {spec.name: frame.get_column(spec.name) for spec in specs if spec.name in frame.columns}
    held = [[_held(value) for value in column.to_list()] for column in columns.values()]
    return [
        {name: value for name, value in zip(columns, row, strict=True) if value is not None}
        for row in zip(*held, strict=True)
    ]


def _held(value: Any) -> Any:
    if isinstance(value, list):
        return frozenset(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    return value


def parquet_frame(path: Path, specs: Iterable[FactSpec]) -> pl.DataFrame:
    """Only those columns of a Parquet file that the rules look at."""
    scan = pl.scan_parquet(path)
    present = scan.collect_schema().names()
    return scan.select([spec.name for spec in specs if spec.name in present]).collect()


def columns_of(frame: pl.DataFrame, specs: Iterable[FactSpec]) -> dict[str, Column]:
    """The columns of the facts, checked. Raises FrameFault for a column of another kind."""
    return {spec.name: _column(frame, spec) for spec in specs}


def choices_held(frame: pl.DataFrame, spec: FactSpec, options: frozenset[str], *, every: bool) -> Column:
    """Whether each list of choices holds any (or all) of the options."""
    if spec.name not in frame.columns:
        return Column(spec.name, None)
    series = frame.get_column(spec.name)
    if series.dtype.base_type() is not pl.List:
        raise FrameFault(spec.name, "要是一组选项（List）")
    tests = [pl.col(spec.name).list.contains(option) for option in sorted(options)]
    test = pl.all_horizontal(tests) if every else pl.any_horizontal(tests)
    return _buffered(spec.name, frame.select(test).to_series())


def text_columns(frame: pl.DataFrame, names: tuple[str, ...]) -> dict[str, Column]:
    """Text columns as codes that are equal exactly where the texts are, over all these columns at once."""
    found = {name: frame.get_column(name) for name in names if name in frame.columns}
    for name, series in found.items():
        if not (series.dtype.is_integer() or series.dtype in (pl.String, pl.Categorical, pl.Null)):
            raise FrameFault(name, "要是文字")
    if any(not series.dtype.is_integer() for series in found.values()):
        every = (
            pl.concat([series.cast(pl.String) for series in found.values()]).drop_nulls().unique(maintain_order=True)
        )
        found = {name: series.cast(pl.String).cast(pl.Enum(every)).to_physical() for name, series in found.items()}
    return {name: _buffered(name, found[name]) if name in found else Column(name, None) for name in names}


def _column(frame: pl.DataFrame, spec: FactSpec) -> Column:
    if spec.name not in frame.columns:
        return Column(spec.name, None)
    series = frame.get_column(spec.name)
    if series.dtype == pl.Null:
        return Column(spec.name, None)
    _check_bounds(spec, series)
    return _buffered(spec.name, _CHECKS[spec.value_type.kind](spec, series))


def _check_bounds(spec: FactSpec, series: pl.Series) -> None:
    """What nobody may be, nobody is: an unknown value is taken to lie inside the bounds, so a known one must."""
    if spec.minimum is None and spec.maximum is None:
        return
    least, most = series.min(), series.max()
    if spec.minimum is not None and least is not None and least < spec.minimum:  # type: ignore[operator]
        raise FrameFault(spec.name, f"有小于 {fact_text(spec, spec.minimum)}的值", _first(series < spec.minimum))
    if spec.maximum is not None and most is not None and most > spec.maximum:  # type: ignore[operator]
        raise FrameFault(spec.name, f"有大于 {fact_text(spec, spec.maximum)}的值", _first(series > spec.maximum))


def _first(wrong: pl.Series) -> int:
    return int(wrong.arg_true()[0])


def _buffered(name: str, series: pl.Series) -> Column:
    return Column(name, Buffers(series.rechunk()))


def _truth(spec: FactSpec, series: pl.Series) -> pl.Series:
    if series.dtype != pl.Boolean:
        raise FrameFault(spec.name, f"要是 Boolean，现在是 {series.dtype}")
    return series


def _quantity(spec: FactSpec, series: pl.Series) -> pl.Series:
    if series.dtype.is_integer() and series.dtype not in (pl.Int128, pl.UInt64):
        return series
    if spec.value_type.whole:
        unit = "分" if spec.type == "money" else (spec.unit or "个")
        raise FrameFault(spec.name, f"要是整数（以{unit}计），现在是 {series.dtype}")
    if not (series.dtype.is_float() or series.dtype.is_decimal()):
        raise FrameFault(spec.name, f"要是数，现在是 {series.dtype}")
    return series.cast(pl.Float64)


def _day(spec: FactSpec, series: pl.Series) -> pl.Series:
    if series.dtype != pl.Date:
        raise FrameFault(spec.name, f"要是 Date，现在是 {series.dtype}")
    return series.to_physical()


def _month(spec: FactSpec, series: pl.Series) -> pl.Series:
    """Any day of a month stands for the month, which is held as its first day."""
    return _day(spec, series if series.dtype != pl.Date else series.dt.month_start())


def _choice(spec: FactSpec, series: pl.Series) -> pl.Series:
    if series.dtype == pl.Enum(spec.choices):
        return series.to_physical()
    if series.dtype not in (pl.String, pl.Categorical, pl.Enum):
        raise FrameFault(spec.name, f"要是选项的文字，现在是 {series.dtype}")
    try:
        return series.cast(pl.String).cast(pl.Enum(spec.choices)).to_physical()
    except pl.exceptions.InvalidOperationError:
        raise _no_such_choice(spec, series.cast(pl.String)) from None


def _no_such_choice(spec: FactSpec, texts: pl.Series) -> FrameFault:
    wrong = ~texts.is_in(spec.choices) & texts.is_not_null()
    row = _first(wrong)
    every = texts.filter(wrong).unique(maintain_order=True).to_list()
    meant = nearest(every[0], spec.choices)
    hint = f"；是不是“{meant}”？" if meant else f"；可填：{'、'.join(spec.choices)}"
    return FrameFault(spec.name, f"没有选项“{'”“'.join(every[:3])}”{hint}", row)


_CHECKS: dict[Kind, Callable[[FactSpec, pl.Series], pl.Series]] = {
    Kind.TRUTH: _truth,
    Kind.QUANTITY: _quantity,
    Kind.DAY: _day,
    Kind.MONTH: _month,
    Kind.CHOICE: _choice,
}
