"""A new edition begun from the last one of its authority: the same text under a new head."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from .edition import Library
from .nearest import nearest

_KEY = re.compile(r"[a-z][a-z-]*/\d{4}(?:-\d{2})?")
_HEAD_END = re.compile(r"^\[(?!edition\])", re.MULTILINE)


def begin_edition(folder: Path, library: Library, key: str, *, in_force: date, checked_on: date) -> Path:
    """Write `folder`/<key>.toml from the last edition of the authority; the path.

    Texts, rules and comments are carried over word for word; of the head, `edition`, `in_force` and `checked_on` are
    set anew, and what only the old one said of its dates (`until`, `assumed`) is left out. ValueError with a sentence
    when the key has no such form, there is no edition to begin from, the file exists, or the day is not a later one.
    """
    if not _KEY.fullmatch(key):
        raise ValueError(f"不能叫 {key!r}：写成 区/年-月，如 changping/2027-01。")
    authority, _, name = key.partition("/")
    own = [one for one in library.editions if one.authority == authority]
    if not own:
        meant = nearest(authority, library.authorities)
        raise ValueError(f"{authority} 还没有规则可以接着写。" + (f"是否要写 {meant}？" if meant else ""))
    last = max(own, key=lambda one: one.in_force)
    path = folder / f"{key}.toml"
    if path.exists():
        raise ValueError(f"{path} 已经有了。换一个名字，或直接改它。")
    if in_force <= last.in_force:
        raise ValueError(f"{last.key} 自 {last.in_force} 起施行，新的一份要晚于这一天。")
    path.write_text(_under_new_head(last.source, name, in_force, checked_on), "utf-8")
    return path


def _under_new_head(text: str, name: str, in_force: date, checked_on: date) -> str:
    end = _HEAD_END.search(text)
    head, rest = (text[: end.start()], text[end.start() :]) if end else (text, "")
    for key, value in (("edition", f'"{name}"'), ("in_force", f"{in_force}"), ("checked_on", f"{checked_on}")):
        head = re.sub(rf"^{key} = .*$", f"{key} = {value}", head, flags=re.MULTILINE)
    head = re.sub(r"^(?:until|assumed) = .*\n", "", head, flags=re.MULTILINE)
    return head + rest
