"""Reading one table of a TOML file key by key, collecting a fault for whatever is missing, mistyped or unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from .nearest import nearest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a data file: where (`line` counts from 1, 0 = not known), what is wrong, what to write instead."""

    file: str
    key: str
    what: str
    hint: str = ""
    line: int = 0

    def __str__(self) -> str:
        """One line for people."""
        tail = f" → {self.hint}" if self.hint else ""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key}: {self.what}{tail}"


class RulebookFaults(Exception):
    """The data files cannot be used as they stand; `faults` says why, every one of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


_KINDS: Mapping[type, str] = {
    str: '文字，如 "…"',
    bool: "true 或 false",
    int: "整数",
    Decimal: "数字",
    date: "日期，如 2021-08-01",
    list: "列表，如 [ … ]",
    dict: "表，如 { … }",
}


def _blank(kind: type[T]) -> T:
    """Something of the kind to read on with after a fault."""
    return date.min if kind is date else kind()  # type: ignore[return-value]


class TomlTable:
    """A table being read. Each key is taken once; `close` reports those that nobody asked for."""

    def __init__(self, data: Mapping[str, Any], *, file: str, key: str, faults: list[Fault]) -> None:
        self.file = file
        self.key = key
        self.faults = faults
        self._data = dict(data)
        self._asked: set[str] = set()

    def path(self, name: str) -> str:
        """The full key of a name of this table, for faults."""
        return f"{self.key}.{name}" if self.key else name

    def fault(self, name: str, what: str, hint: str = "") -> None:
        """Note a mistake at a key of this table."""
        self.faults.append(Fault(self.file, self.path(name), what, hint))

    def has(self, name: str) -> bool:
        """Whether the key is written."""
        return name in self._data

    def written(self, name: str, kind: type) -> bool:
        """Whether the key is written and of that kind."""
        return isinstance(self._data.get(name), kind)

    def names(self) -> tuple[str, ...]:
        """All keys that are written, in order."""
        return tuple(self._data)

    def close(self) -> None:
        """Report every key that was written but never asked for."""
        for name in self._data.keys() - self._asked:
            meant = nearest(name, self._asked)
            known = "、".join(sorted(self._asked))
            self.fault(name, "没有这个键", f"是否要写 {meant}？" if meant else f"可用的键：{known}")

    def _take(self, name: str, kind: type[T], missing: T | None) -> T:
        self._asked.add(name)
        if name not in self._data:
            if missing is None:
                self.fault(name, "缺少这个键", f"请写上：{_KINDS[kind]}")
                return _blank(kind)
            return missing
        value = self._data[name]
        if kind is Decimal and isinstance(value, int) and not isinstance(value, bool):
            return Decimal(value)  # type: ignore[return-value]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(name, f"不能是 {value!r}", f"应当是{_KINDS[kind]}")
            return _blank(kind)
        return value

    def text(self, name: str, missing: str | None = None) -> str:
        """A text; required unless `missing` is given."""
        return self._take(name, str, missing)

    def truth(self, name: str, missing: bool | None = False) -> bool:
        """true or false."""
        return self._take(name, bool, missing)

    def whole(self, name: str, missing: int | None = None) -> int:
        """A whole number."""
        return self._take(name, int, missing)

    def number(self, name: str, missing: Decimal | None = None) -> Decimal:
        """A number, exact."""
        return self._take(name, Decimal, missing)

    def day(self, name: str, missing: date | None = None) -> date:
        """A date."""
        return self._take(name, date, missing)

    def one_of(self, name: str, options: Iterable[str], missing: str | None = None) -> str:
        """A text that must be one of the options."""
        allowed = tuple(options)
        value = self.text(name, missing)
        if self.has(name) and value not in allowed and isinstance(self._data[name], str):
            meant = nearest(value, allowed)
            listed = "、".join(allowed)
            self.fault(name, f"不能是 {value!r}", f"是否要写 {meant}？" if meant else f"只能是：{listed}")
            return allowed[0] if allowed else ""
        return value

    def texts(self, name: str, missing: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        """A list of texts."""
        return self._list_of(name, str, missing)

    def wholes(self, name: str, missing: tuple[int, ...] | None = ()) -> tuple[int, ...]:
        """A list of whole numbers."""
        return self._list_of(name, int, missing)

    def _list_of(self, name: str, kind: type[T], missing: tuple[T, ...] | None) -> tuple[T, ...]:
        found = self._take(name, list, None if missing is None else list(missing))
        wrong = [item for item in found if not isinstance(item, kind)]
        for item in wrong:
            self.fault(name, f"列表里不能有 {item!r}", f"应当是{_KINDS[kind]}")
        return tuple(item for item in found if isinstance(item, kind))

    def table(self, name: str, *, required: bool = False) -> TomlTable:
        """A table inside this one; an empty one when it is absent."""
        return self._inner(self._take(name, dict, None if required else {}), name)

    def tables(self, name: str) -> tuple[TomlTable, ...]:
        """A list of tables, `[[name]]`."""
        found = self._take(name, list, [])
        return tuple(self._inner(item, f"{name}[{index}]") for index, item in enumerate(found, 1))

    def named_tables(self, name: str) -> dict[str, TomlTable]:
        """A table of tables, `[name.x]`."""
        outer = self.table(name)
        return {inner: outer.table(inner) for inner in outer.names()}

    def plain(self, name: str) -> Mapping[str, object]:
        """A table whose keys are free: facts of an example, readings of a question."""
        return self._take(name, dict, {})

    def _inner(self, data: object, name: str) -> TomlTable:
        if not isinstance(data, dict):
            self.fault(name, f"不能是 {data!r}", f"应当是{_KINDS[dict]}")
            data = {}
        label = data.get("code") or data.get("id") or data.get("name")
        key = f"{self.path(name)}（{label}）" if isinstance(label, str) and "[" in name else self.path(name)
        return TomlTable(data, file=self.file, key=key, faults=self.faults)
