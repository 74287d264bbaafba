"""The allotment board as the officer sees it: a row for each request, figures side by side, points in words, a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongju.actions.propose_places import Board, Line, board_of
from gongju.actions.publish_round import is_ready
from gongju.casework import books
from gongju.facts import FactValue
from gongju.quota.models import QuotaRequest, Round
from gongju.quota.rounds import dates_of
from gongju.quota.scoring import Points
from gongju.quota.use import YearOfUse, is_marked, years_of_use
from gongju.rules.facts import FactSpec
from gongju.rules.rounds import RoundDates
from gongju.rules.wording import day_text, fact_text

BOUNDS = {"asked": "按申报数给足", "cap": "到上限", "minimum": "保底"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsShown:
    """How one figure came to its points, in words."""

    label: str
    value: str
    source: str
    share: str
    weight: int
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """One request. `figures`: label and text each; `ready`: it waits for its places; `marked`: 次年压减."""

    request: QuotaRequest
    figures: tuple[tuple[str, str], ...]
    score: str
    exact: str
    bound: str
    points: tuple[PointsShown, ...]
    ready: bool
    granted: int | None
    marked: bool
    stage: str

    @property
    def by_hand(self) -> bool:
        """Whether an officer decided otherwise than proposed."""
        return bool(self.request.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardShown:
    """The whole board. `left`: places of the total that nobody is to get yet, None without a total.

    `afterwards`: what becomes of requests still to come when it is published today; "" where none may come.
    """

    board: Board
    title: str
    dates: RoundDates
    labels: tuple[str, ...]
    rows: tuple[RowShown, ...]
    asked: int
    left: int | None
    waiting: int
    may_publish: bool
    afterwards: str
    chart: str

    @property
    def row(self) -> Round:
        """The round."""
        return self.board.row


def board_shown(row: Round, on: date) -> BoardShown:
    """The board of a round as of a day (DC-012, DC-013, DX-013, CY-Q11b)."""
    board = board_of(row)
    entry = board.edition.round(row.code)
    specs = [board.edition.facts[name] for name in board.figures]
    rows = tuple(_row(line, board, specs, entry.wasteful_years, on) for line in board.lines)
    open_rows = [one for one in rows if one.granted is None]
    dates = dates_of(row, entry)
    closes = row.closes or (dates.closes.day if dates.closes else None)
    return BoardShown(
        board=board,
        title=entry.title if row.batch == 1 else f"{entry.title}（第 {row.batch} 批）",
        dates=dates,
        labels=tuple(spec.label for spec in specs),
        rows=rows,
        asked=sum(one.request.asked for one in rows),
        left=None if row.total is None else row.total - row.allotted,
        waiting=len(open_rows),
        may_publish=bool(open_rows) and all(one.ready and one.request.places is not None for one in open_rows),
        afterwards=_afterwards(row, closes) if closes and closes >= on else "",
        chart=_chart(rows),
    )


def _afterwards(row: Round, closes: date) -> str:
    return f"申报到{day_text(closes)}才截止，公布以后上报的进入第 {row.batch + 1} 批，另行分配、公布。"


def _row(line: Line, board: Board, specs: list[FactSpec], wasteful_years: int, on: date) -> RowShown:
    request, employer = line.request, line.request.case.employer
    years = years_of_use(employer.pk, board.row.authority, on) if employer and wasteful_years else []
    lot = getattr(request, "lot", None)
    return RowShown(
        request=request,
        figures=tuple((spec.label, _text(spec, line.figures.get(spec.name))) for spec in specs),
        score=number(line.proposal.score),
        exact=number(line.proposal.exact),
        bound=BOUNDS.get(line.proposal.bound, ""),
        points=tuple(_points(one, board.edition.facts[one.figure], line) for one in line.proposal.lines),
        ready=is_ready(request),
        granted=lot.granted if lot else None,
        marked=is_marked(years, wasteful_years, on.year),
        stage=books.procedure_by_digest(request.case.procedure.digest).stage(request.case.stage).title,
    )


def _text(spec: FactSpec, known: FactValue | None) -> str:
    return fact_text(spec, known.value) if known else ""  # type: ignore[arg-type]


def _points(one: Points, spec: FactSpec, line: Line) -> PointsShown:
    known = line.figures.get(one.figure)
    return PointsShown(
        label=spec.label,
        value=_text(spec, known),
        source=str(known.source) if known else "",
        share=number(one.share * 100) + "%" if one.share is not None else "",
        weight=one.weight,
        points=number(one.points),
    )


def number(value: Fraction) -> str:
    """Two digits after the point, without noughts at the end."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def _chart(rows: tuple[RowShown, ...]) -> str:
    """What the drawing is made of: names, places asked for, places set."""
    names = [one.request.case.employer.name if one.request.case.employer else "" for one in rows]
    places = [one.request.places or 0 for one in rows]
    return json.dumps({"names": names, "asked": [one.request.asked for one in rows], "places": places})


def sheet_of(shown: BoardShown) -> tuple[list[str], list[list[object]]]:
    """The board as head and lines of a table."""
    head = [
        "业务编号",
        "单位",
        "统一社会信用代码",
        "类别",
        "申报",
        *shown.labels,
        "得分",
        "建议",
        "拟核定",
        "已核定",
        "调整理由",
    ]
    lines = []
    for one in shown.rows:
        request, employer = one.request, one.request.case.employer
        line: list[object] = [
            request.case.number,
            employer.name if employer else "",
            employer.uscc if employer else "",
            "再次申报" if request.again else "首次申报",
            request.asked,
            *(text for _, text in one.figures),
            one.score,
            _or_blank(request.proposed),
            _or_blank(request.places),
            _or_blank(one.granted),
            request.reason,
        ]
        lines.append(line)
    return head, lines


def _or_blank(value: int | None) -> int | str:
    return "" if value is None else value


def use_of(employer_id: int, authority: str, on: date) -> list[YearOfUse]:
    """Year by year what became of the employer's places."""
    return years_of_use(employer_id, authority, on)
