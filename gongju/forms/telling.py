"""Which facts a checked part tells: reckoned from its rows; where an answer is missing there is no fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from gongju.facts import FactContent
from gongju.forms.spec import Condition, FactRule, PartSpec
from gongju.rules.calendar import add_months, days_of_month

Row = Mapping[str, FactContent]
Way = Callable[[FactRule, PartSpec, Sequence[Row], date], FactContent | None]


def told_by(part: PartSpec, rows: Sequence[Row], on: date) -> dict[str, FactContent]:
    """The facts a saved part tells on a day. An empty repeated part says: there is none."""
    facts: dict[str, FactContent] = {}
    for field in part:
        if field.fact and rows and field.name in rows[0]:
            facts[field.fact] = rows[0][field.name]
    for rule in part.facts:
        chosen = _where(rule.where, rows)
        value = WAYS[rule.by](rule, part, chosen, on) if chosen is not None else None
        if value is not None:
            facts[rule.fact] = value
    return facts


def _where(condition: Condition | None, rows: Sequence[Row]) -> Sequence[Row] | None:
    """The rows that match; None when of some row it is not known."""
    if condition is None:
        return rows
    if any(condition.field not in row for row in rows):
        return None
    return [row for row in rows if word(row[condition.field]) in condition.values]


def word(value: FactContent) -> str:
    """A value as it stands in a condition: yes and no for what is true or false."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _all_of(name: str, rows: Sequence[Row]) -> list[FactContent] | None:
    """The field in every row; None when some row lacks it."""
    return [row[name] for row in rows] if all(name in row for row in rows) else None


def _is_one_of(rule: FactRule, part: PartSpec, rows: Sequence[Row], on: date) -> FactContent | None:
    return word(rows[0][rule.field]) in rule.values if rows and rule.field in rows[0] else None


def _count(rule: FactRule, part: PartSpec, rows: Sequence[Row], on: date) -> FactContent | None:
    return len(rows)


def _any(rule: FactRule, part: PartSpec, rows: Sequence[Row], on: date) -> FactContent | None:
    if any(row.get(rule.field) is True for row in rows):
        return True
    return None if any(rule.field not in row for row in rows) else False


def _earliest(rule: FactRule, part: PartSpec, rows: Sequence[Row], on: date) -> FactContent | None:
    days = _all_of(rule.field, rows)
    return min((day for day in days if isinstance(day, date)), default=None) if days else None


def _highest(rule: FactRule, part: PartSpec, rows: Sequence[Row], on: date) -> FactContent | None:
    """By the order of the field's choices; `values` says what counts where there is no row."""
    found = _all_of(rule.field, rows)
    if found is None:
        return None
    order = part.field(rule.field).choices
    return max(found, key=lambda one: order.index(str(one)), default=rule.values[0] if rule.values else None)


def _beside_highest(rule: FactRule, part: PartSpec, rows: Sequence[Row], on: date) -> FactContent | None:
    """The field in the row where `other` is highest."""
    if not rows or _all_of(rule.other, rows) is None:
        return None
    order = part.field(rule.other).choices
    return max(rows, key=lambda row: order.index(str(row[rule.other]))).get(rule.field)


def _months(rule: FactRule, part: PartSpec, rows: Sequence[Row], on: date) -> FactContent | None:
    """Whole months covered by the spans from `field` to `other` (empty: still going on); overlaps count once."""
    spans = []
    for row in rows:
        since, until = row.get(rule.field), row.get(rule.other, on)
        if not isinstance(since, date) or not isinstance(until, date):
            return None
        if part.field(rule.other).type == "month" and rule.other in row:
            until = until.replace(day=days_of_month(until.year, until.month))
        if since <= min(until, on):
            spans.append((since, min(until, on)))
    return sum(_whole_months(since, until) for since, until in _joined(sorted(spans)))


def _joined(spans: Sequence[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans that overlap or follow one another without a gap made one."""
    whole: list[tuple[date, date]] = []
    for since, until in spans:
        if whole and since <= whole[-1][1] + timedelta(days=1):
            whole[-1] = (whole[-1][0], max(whole[-1][1], until))
        else:
            whole.append((since, until))
    return whole


def _whole_months(since: date, until: date) -> int:
    """Both days included: 1 March to 31 March is a month."""
    months = 0
    while add_months(since, months + 1) <= until + timedelta(days=1):
        months += 1
    return months


WAYS: Mapping[str, Way] = {
    "is_one_of": _is_one_of,
    "count": _count,
    "any": _any,
    "earliest": _earliest,
    "highest": _highest,
    "beside_highest": _beside_highest,
    "months": _months,
}
