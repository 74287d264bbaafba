"""What is wrong with a paper: its own facts held against what the rulebook asks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .calendar import ONE_DAY, add_months, remains
from .materials import span_text, windows, within
from .paper_entries import LookBack, Material
from .wording import day_text
from .worked import Paper


class Sort(StrEnum):
    """The three sorts of fault that the guides know."""

    INCORRECT = "incorrect"
    INCOMPLETE = "incomplete"
    OUT_OF_DATE = "out_of_date"


@dataclass(frozen=True, slots=True)
class PaperFault:
    """What is wrong with a paper, in words that say what to do; `soft`: an officer may let it pass."""

    code: str
    sort: Sort
    sentence: str
    soft: bool = False


def paper_faults(material: Material, paper: Paper, on: date) -> tuple[PaperFault, ...]:
    """What is wrong with a paper handed in on that day; what nobody looked at is not judged."""
    return tuple(fault for look in LOOKS for fault in look(material, paper, on))


def _form(material: Material, paper: Paper, on: date) -> Iterator[PaperFault]:
    if material.form and paper.form is not None and paper.form.lower() != material.form:
        what = "原件的" if material.original else ""
        yield PaperFault("form", Sort.INCORRECT, f"“{material.title}”要上传{what} {material.form.upper()} 扫描件。")


def _kind(material: Material, paper: Paper, on: date) -> Iterator[PaperFault]:
    fitting = material.accepts or (material.title,)
    if paper.kind is not None and paper.kind not in fitting:
        yield PaperFault(
            "kind",
            Sort.INCORRECT,
            f"“{material.title}”不能用“{paper.kind}”，要交{'或'.join(f'“{one}”' for one in fitting)}。",
        )


def _statements(material: Material, paper: Paper, on: date) -> Iterator[PaperFault]:
    lacking = [] if paper.states is None else [one for one in material.must_state if one not in paper.states]
    if lacking:
        yield PaperFault("states", Sort.INCOMPLETE, f"“{material.title}”没有写明{'、'.join(lacking)}。")


def _date(material: Material, paper: Paper, on: date) -> Iterator[PaperFault]:
    if material.freshness is None or paper.dated is None:
        return
    earliest = add_months(on, -material.freshness)
    if paper.dated < earliest:
        yield PaperFault(
            "fresh",
            Sort.OUT_OF_DATE,
            f"“{material.title}”的日期是 {day_text(paper.dated)}，要在 {material.freshness} 个月以内"
            f"（{day_text(earliest)}以后），请重新出具或下载。",
        )


def _remaining(material: Material, paper: Paper, on: date) -> Iterator[PaperFault]:
    rule = material.remaining
    if rule is None or paper.open_ended or paper.last_day is None or remains(paper.last_day, on, rule.months):
        return
    needed = day_text(add_months(on, rule.months))
    yield PaperFault(
        "remaining",
        Sort.OUT_OF_DATE,
        f"“{material.title}”到 {day_text(paper.last_day)} 为止，"
        f"{'一般' if rule.soft else ''}要剩 {rule.months} 个月以上（到 {needed} 或更晚）。",
        rule.soft,
    )


def _length(material: Material, paper: Paper, on: date) -> Iterator[PaperFault]:
    if material.length is None or paper.open_ended or paper.first_day is None or paper.last_day is None:
        return
    if paper.last_day + ONE_DAY < add_months(paper.first_day, material.length):
        yield PaperFault(
            "length",
            Sort.INCORRECT,
            f"“{material.title}”从 {day_text(paper.first_day)}到 {day_text(paper.last_day)}，"
            f"期限要在 {material.length} 个月以上。",
        )


def _months(material: Material, paper: Paper, on: date) -> Iterator[PaperFault]:
    """The months asked for on the day must be there; none may be of a time that another kind of paper is for."""
    window, spans = material.look_back, windows(material.look_back, on)
    if window is None or paper.covers is None:
        return
    if not (within(window, paper.covers[0]) and within(window, paper.covers[1])):
        yield PaperFault("period", Sort.INCORRECT, f"“{material.title}”只用于{_time_of(window)}的月份。")
    first, last = paper.covers
    if spans and not any(first <= span[0] and span[-1] <= last for span in spans):
        asked = "，或".join(map(span_text, spans))
        yield PaperFault("months", Sort.INCOMPLETE, f"“{material.title}”要覆盖{asked}。")


def _time_of(window: LookBack) -> str:
    since = f"{window.since.year} 年 {window.since.month} 月起" if window.since else ""
    until = f"{window.until.year} 年 {window.until.month} 月及以前" if window.until else ""
    return "、".join(filter(None, (since, until)))


def _seal(material: Material, paper: Paper, on: date) -> Iterator[PaperFault]:
    if material.seals and paper.seal is not None and paper.seal not in material.seals:
        what = f"“{material.title}”要加盖{material.seal}，不能用{paper.seal}。"
        yield PaperFault("seal", Sort.INCORRECT, what)


def _pages(material: Material, paper: Paper, on: date) -> Iterator[PaperFault]:
    """Pages without the seal, the signature or the note, where each page needs them."""
    signed = "" if material.annotation else material.signature
    for code, seen, wanted in (
        ("sealed", paper.sealed, material.seal and f"加盖{material.seal}"),
        ("signed", paper.signed, signed and f"由{signed}签字"),
        (
            "annotated",
            paper.annotated,
            material.annotation and f"由{material.signature}写“{material.annotation}”并签字",
        ),
    ):
        if not wanted or seen is None or paper.pages is None:
            continue
        pages = range(1, paper.pages + 1) if material.every_page else range(1, 2)
        lacking = [str(page) for page in pages if page not in seen]
        if lacking:
            yield PaperFault(code, Sort.INCOMPLETE, f"“{material.title}”第 {'、'.join(lacking)} 页没有{wanted}。")


LOOKS: tuple[Callable[[Material, Paper, date], Iterator[PaperFault]], ...] = (
    _form,
    _kind,
    _statements,
    _date,
    _remaining,
    _length,
    _months,
    _seal,
    _pages,
)
"""Everything a paper is looked at for, in the order in which people are told."""
