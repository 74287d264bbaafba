"""The days of an edition, and that the editions of one authority follow each other without a hole or an overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from .calendar import ONE_DAY
from .checking import Note
from .edition import Edition
from .nearest import nearest
from .toml_table import Fault


def check_days(edition: Edition, note: Note) -> None:
    """An edition ends after it begins; days that stand in no document are explained by an open question."""
    if edition.until is not None and edition.until < edition.in_force:
        note("edition.until", f"{edition.until} 早于施行日 {edition.in_force}", "写最后施行的一天")
    if edition.assumed and not edition.question:
        note("edition.question", "施行日期是推定的，却没有写是哪个未决问题", '写 question = "…"')
    if edition.question and edition.question not in edition.questions:
        meant = nearest(edition.question, edition.questions)
        hint = f"是否要写 {meant}？" if meant else "写一块 [[questions]]"
        note("edition.question", f"没有未决问题 {edition.question!r}", hint)


def succession_faults(editions: Iterable[Edition]) -> Iterator[Fault]:
    """Where two editions of an authority begin on one day, or one does not end on the day before the next begins."""
    by_authority = sorted(editions, key=lambda one: (one.authority, one.in_force))
    for _, own in groupby(by_authority, key=lambda one: one.authority):
        for one, following in pairwise(own):
            last = following.in_force - ONE_DAY
            if one.in_force == following.in_force:
                yield Fault(following.paths[0], "edition.in_force", f"与 {one.key} 同一天施行", "写不同的施行日")
            elif one.until is not None and one.until != last:
                what = "之间有空档" if one.until < last else "重叠"
                yield Fault(one.paths[0], "edition.until", f"与 {following.key} {what}", f"写 until = {last}，或不写")
