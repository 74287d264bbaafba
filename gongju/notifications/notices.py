"""The words of messages, read from notices/<event>.md: to whom, whether by SMS, title and text with placeholders."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongju.rules.toml_table import Fault, TomlTable

APPLICANT, AGENT = "applicant", "agent"
PLACEHOLDERS = frozenset(
    {
        "person",
        "employer",
        "business",
        "number",
        "office",
        "reason",
        "due",
        "faults",
        "permit",
        "count",
        "days",
        "appointment",
        "answer",
        "sanction",
        "decision",
        "follows",
        "registry",
        "level",
    }
)
FENCE = "+++"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message as written: `to` applicant and/or agent, `sms` whether it also goes out by SMS."""

    event: str
    to: tuple[str, ...]
    sms: bool
    title: str
    text: str
    rows: tuple[str, ...] = ()

    def worded(self, values: Mapping[str, str]) -> tuple[str, str]:
        """Title and text with the values in place; what is not known is left empty."""
        known = {name: values.get(name, "") for name in PLACEHOLDERS}
        return self.title.format_map(known), self.text.format_map(known).strip()


class NoticeFaults(ValueError):
    """Notice files that cannot be used; `faults` says why, every one of them."""

    def __init__(self, faults: list[Fault]) -> None:
        """Take the faults in the order of the files."""
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


@lru_cache(maxsize=4)
def notices_in(folder: Path) -> Mapping[str, Notice]:
    """Every notice of a folder by its event. Raises NoticeFaults."""
    faults: list[Fault] = []
    read = {path.stem: _notice(path, faults) for path in sorted(folder.glob("*.md"))}
    if faults:
        raise NoticeFaults(faults)
    return read


def _notice(path: Path, faults: list[Fault]) -> Notice:
    file = f"notices/{path.name}"
    _, head, text = [*path.read_text("utf-8").split(FENCE, 2), "", ""][:3]
    try:
        table = TomlTable(tomllib.loads(head), file=file, key="", faults=faults)
    except tomllib.TOMLDecodeError as broken:
        faults.append(Fault(file, "-", f"开头的 +++ 之间不是 TOML：{broken}"))
        return Notice(path.stem, (), False, "", "")
    read = Notice(
        event=path.stem,
        to=table.texts("to", None),
        sms=table.truth("sms"),
        title=table.text("title"),
        text=text.strip(),
        rows=table.texts("rows"),
    )
    table.close()
    faults += [Fault(file, "to", f"没有收件人 {one!r}", "applicant 或 agent") for one in _strangers(read)]
    faults += [Fault(file, "-", f"没有占位符 {{{one}}}", "、".join(sorted(PLACEHOLDERS))) for one in _unknown(read)]
    return read


def _strangers(notice: Notice) -> list[str]:
    return [one for one in notice.to if one not in (APPLICANT, AGENT)]


def _unknown(notice: Notice) -> list[str]:
    used = string.Formatter().parse(notice.title + notice.text)
    return [name for _, name, _, _ in used if name is not None and name not in PLACEHOLDERS]
