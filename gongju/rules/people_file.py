"""Files of people, a part at a time: Parquet and Arrow hold what columns hold, CSV what a person would write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import polars as pl

from .facts import FactSpec
from .frames import FrameFault, dtype_of
from .given import read_fact
from .nearest import distance

PART = 1_000_000
"""People in memory at a time."""
SHORTEST_MEANT, NEAR = 6, 2
READ: Mapping[str, Callable[[Path], pl.LazyFrame]] = {
    ".parquet": pl.scan_parquet,
    ".arrow": pl.scan_ipc,
    ".csv": lambda path: pl.scan_csv(path, infer_schema=False),
}
WRITTEN = (".parquet", ".csv")


class PeopleFault(ValueError):
    """A file of people that cannot be read or written; the message names file, column and row."""


class PeopleFile:
    """A file of people by its suffix: .parquet, .arrow or .csv."""

    def __init__(self, path: Path) -> None:
        if path.suffix not in READ:
            raise PeopleFault(f"{path}：要以 {'、'.join(READ)} 结尾，看得出是哪一种文件")
        if not path.is_file():
            raise PeopleFault(f"没有文件 {path}")
        self.path = path
        self._written = path.suffix == ".csv"
        try:
            self._scan = READ[path.suffix](path)
            self.columns = tuple(self._scan.collect_schema().names())
        except (pl.exceptions.PolarsError, OSError) as fault:
            raise self._unreadable(fault) from fault

    def parts(self, columns: Sequence[str], specs: Mapping[str, FactSpec]) -> Iterator[tuple[int, pl.DataFrame]]:
        """The number of the first row (from 1), and up to PART people with these columns.

        Facts of a CSV file become held values. Raises PeopleFault, for a value with its column and row.
        """
        first = 1
        for frame in self._frames(columns):
            yield first, self._held(frame, specs, first) if self._written else frame
            first += frame.height

    def fault(self, wrong: FrameFault, first: int) -> PeopleFault:
        """What is wrong with a column of the part that begins at row `first`."""
        told = wrong if wrong.row is None else wrong.at(wrong.row + first - 1)
        return PeopleFault(f"{self.path}：{told}")

    def _frames(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Parquet and Arrow are read where a part begins; a CSV file can only be read from its beginning on."""
        chosen = self._scan.select(columns)
        try:
            if self._written:
                yield from chosen.collect_batches(chunk_size=PART, maintain_order=True)
                return
            count = self._scan.select(pl.len()).collect().item()
            for start in range(0, count, PART):
                yield chosen.slice(start, PART).collect()
        except (pl.exceptions.PolarsError, OSError) as fault:
            raise self._unreadable(fault) from fault

    def _held(self, frame: pl.DataFrame, specs: Mapping[str, FactSpec], first: int) -> pl.DataFrame:
        try:
            held = [_read(series, specs[series.name]) for series in frame if series.name in specs]
        except FrameFault as wrong:
            raise self.fault(wrong, first) from wrong
        return frame.with_columns(held)

    def _unreadable(self, fault: Exception) -> PeopleFault:
        kind = "CSV（UTF-8，第一行是列名）" if self._written else self.path.suffix.removeprefix(".").title()
        return PeopleFault(f"{self.path} 不是完好的 {kind} 文件：{str(fault).splitlines()[0]}")


def _read(series: pl.Series, spec: FactSpec) -> pl.Series:
    """Texts as a person writes them; each different one is read once."""
    different = series.unique(maintain_order=True).drop_nulls()
    held = []
    for text in different:
        try:
            value = read_fact(spec, text) if text.strip() else None
        except ValueError as wrong:
            raise FrameFault(spec.name, str(wrong), int((series == text).arg_true()[0])) from wrong
        held.append(sorted(value) if isinstance(value, frozenset) else value)
    values = pl.Series(spec.name, held, dtype_of(spec), strict=False)
    return values.gather(_places(series, different))


def _places(series: pl.Series, different: pl.Series) -> pl.Series:
    """Where each text stands among the different ones; a null stays one."""
    found = pl.DataFrame([different.alias("text")]).with_row_index("place")
    return pl.DataFrame([series.alias("text")]).join(found, on="text", how="left", maintain_order="left")["place"]


def misspelt(columns: Sequence[str], specs: Mapping[str, FactSpec]) -> dict[str, str]:
    """Columns that are no facts but all but named like one, with the fact that is meant."""
    found = {}
    for column in columns:
        if column in specs or len(column) < SHORTEST_MEANT:
            continue
        apart, meant = min((distance(column, name), name) for name in specs)
        if apart <= NEAR:
            found[column] = meant
    return found


class PartsWriter:
    """A file written in parts, whole or not at all: `.parquet` or `.csv`; what is there is replaced at the end."""

    def __init__(self, path: Path) -> None:
        if path.suffix not in WRITTEN:
            raise PeopleFault(f"{path}：要以 {' 或 '.join(WRITTEN)} 结尾")
        if not path.resolve().parent.is_dir():
            raise PeopleFault(f"没有文件夹 {path.parent}，写不了 {path.name}")
        self.path = path
        self._count = 0

    def __enter__(self) -> Self:
        try:
            self._folder = TemporaryDirectory(prefix=".gongju-", dir=self.path.resolve().parent)
        except OSError as fault:
            raise PeopleFault(f"写不了 {self.path}：{fault.strerror}") from fault
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        try:
            if fault is None and self._count:
                self._put_together()
        finally:
            self._folder.cleanup()

    def add(self, frame: pl.DataFrame) -> None:
        """One more part; the first one, even when empty, says which columns there are."""
        if frame.height or not self._count:
            frame.write_parquet(self._part(f"{self._count:06}.parquet"))
            self._count += 1

    def _put_together(self) -> None:
        parts, whole = pl.scan_parquet(self._part("*.parquet")), self._part(f"whole{self.path.suffix}")
        if self.path.suffix == ".csv":
            lists = [name for name, kind in parts.collect_schema().items() if isinstance(kind, pl.List)]
            parts.with_columns(pl.col(lists).list.join("、")).sink_csv(whole) if lists else parts.sink_csv(whole)
        else:
            parts.sink_parquet(whole)
        whole.replace(self.path)

    def _part(self, name: str) -> Path:
        return Path(self._folder.name) / name
