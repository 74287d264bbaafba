"""The listed functions of the language: what each takes, what it gives, and how it is reckoned."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from . import arithmetic
from .faults import ExpressionFault
from .holidays import published_calendar
from .matching import common_type, condition, matched, within, words
from .tree import Call, Constant, CountTrue, Extreme, Fact, Function, Holds, Node, Rounded, Same, Today
from .units import DAY, DAYS_TYPE, MONEY_TYPE, MONTH, MONTHS_TYPE, NUMBER, WORKING_DAYS_TYPE, Kind, ValueType

FEN_IN_A_YUAN = 100
COUNT_TYPE = ValueType(Kind.QUANTITY)
Builder = Callable[[tuple[Node, ...], str], Node]


def months_between(start: date, end: date) -> int:
    """Whole months from start to end; a missing day of the month counts as the month's last (民法典 第二百零二条)."""
    months = (end.year - start.year) * 12 + end.month - start.month
    reached = end.day >= min(start.day, monthrange(end.year, end.month)[1])
    return months if reached else months - 1


def moved(day: date, months: int) -> date:
    """The day so many months later (earlier when negative), kept inside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    if not date.min.year * 12 <= index < (date.max.year + 1) * 12:
        return date.max if months > 0 else date.min
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def later(day: date, days: int) -> date:
    """The day so many days later, kept inside the calendar."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def _months_since(on: date, day: date) -> int:
    return months_between(day, on)


def _months_until(on: date, day: date) -> int:
    return months_between(on, day)


def _years_since(on: date, day: date) -> int:
    return months_between(day, on) // 12 * 12


def _days_since(on: date, day: date) -> int:
    return (on - day) // timedelta(days=1)


def _days_until(on: date, day: date) -> int:
    return (day - on) // timedelta(days=1)


def _working_days_until(on: date, day: date) -> int:
    """Working days from `on` up to the eve of `day`: a number of working days before a day leaves that day out."""
    calendar = published_calendar()
    return calendar.working_days_before_day(day) - calendar.working_days_before_day(on)


def _year_of(day: date) -> int:
    return day.year


def _month_of(day: date) -> date:
    return day.replace(day=1)


BUILT_IN: dict[str, Function] = {
    found.name: found
    for found in (
        Function("months_since", (DAY,), MONTHS_TYPE, _months_since, (-1,), dated=True, label="至今月数"),
        Function("months_until", (DAY,), MONTHS_TYPE, _months_until, (1,), dated=True, label="距今月数"),
        Function("years_since", (DAY,), MONTHS_TYPE, _years_since, (-1,), dated=True, label="至今整年"),
        Function("days_since", (DAY,), DAYS_TYPE, _days_since, (-1,), dated=True, label="至今天数"),
        Function("days_until", (DAY,), DAYS_TYPE, _days_until, (1,), dated=True, label="距今天数"),
        Function(
            "working_days_until",
            (DAY,),
            WORKING_DAYS_TYPE,
            _working_days_until,
            (1,),
            dated=True,
            label="距今工作日数",
        ),
        Function("year", (DAY,), COUNT_TYPE, _year_of, (1,), label="年份"),
        Function("month", (DAY,), MONTH, _month_of, (1,), label="月份"),
    )
}


def called(function: Function, arguments: tuple[Node, ...], piece: str) -> Node:
    """A listed function over checked arguments; dated ones get the day judged first."""
    if len(arguments) != len(function.arguments):
        raise ExpressionFault(piece, f"{function.name} 要 {len(function.arguments)} 个值，得到 {len(arguments)} 个")
    checked = tuple(
        within(argument, wanted, piece) for argument, wanted in zip(arguments, function.arguments, strict=True)
    )
    return Call(function, (Today(DAY), *checked) if function.dated else checked, function.type)


def check_order(node: Node, comparator: str, piece: str) -> None:
    """Refuse < and > where the values have no order."""
    if comparator in ("==", "!="):
        if node.type.kind in (Kind.TRUTH, Kind.CHOICES):
            raise ExpressionFault(piece, f"{words(node.type)}不能用 {comparator} 比较", "是否直接写名字，多选用 in")
        return
    ordered = node.type.kind in (Kind.QUANTITY, Kind.DAY, Kind.MONTH)
    if not ordered and not node.type.ordered:
        raise ExpressionFault(piece, f"{words(node.type)}没有大小之分", '写成 == 或 in ("甲", "乙")')


def check_texts(items: tuple[Node, ...], piece: str) -> None:
    """Texts (unit codes, names) are only ever compared with each other, fact with fact."""
    if any(item.type.kind is Kind.TEXT and not isinstance(item, Fact) for item in items):
        raise ExpressionFault(piece, "文字事实只能与文字事实比较", "有固定选项的事实用 choice 类型")


def _at_least(count: int, arguments: tuple[Node, ...], piece: str) -> None:
    if len(arguments) < count:
        raise ExpressionFault(piece, f"至少要 {count} 个值，得到 {len(arguments)} 个")


def _extreme(which: str) -> Builder:
    def build(arguments: tuple[Node, ...], piece: str) -> Node:
        _at_least(2, arguments, piece)
        type_ = arguments[0].type
        for position, argument in enumerate(arguments):
            first, second = matched(arguments[0], argument, piece)
            check_order(second, "<", piece)
            if second.type.kind not in (Kind.QUANTITY, Kind.DAY, Kind.MONTH):
                raise ExpressionFault(piece, f"{words(second.type)}没有大小之分")
            type_ = common_type(type_, second.type) if position else first.type
        return Extreme(which, arguments, type_)  # type: ignore[arg-type]

    return build


def _sum(arguments: tuple[Node, ...], piece: str) -> Node:
    _at_least(2, arguments, piece)
    total = arguments[0]
    for argument in arguments[1:]:
        total = arithmetic.added(total, argument, piece)
    return total


def _average(arguments: tuple[Node, ...], piece: str) -> Node:
    return arithmetic.divided(_sum(arguments, piece), arithmetic.constant(Fraction(len(arguments)), NUMBER), piece)


def _count_true(arguments: tuple[Node, ...], piece: str) -> Node:
    _at_least(1, arguments, piece)
    return CountTrue(tuple(condition(argument, piece) for argument in arguments), COUNT_TYPE)


def _same(arguments: tuple[Node, ...], piece: str) -> Node:
    _at_least(2, arguments, piece)
    if arguments[0].type.kind is Kind.CHOICES:
        raise ExpressionFault(piece, "多选不能用 same")
    check_texts(arguments, piece)
    return Same(tuple(matched(argument, arguments[0], piece)[0] for argument in arguments))


def _round_yuan(arguments: tuple[Node, ...], piece: str) -> Node:
    if len(arguments) != 1:
        raise ExpressionFault(piece, "round_yuan 只要一个金额")
    return Rounded(within(arguments[0], MONEY_TYPE, piece), FEN_IN_A_YUAN, MONEY_TYPE)


def _holds(*, every: bool) -> Builder:
    def build(arguments: tuple[Node, ...], piece: str) -> Node:
        _at_least(2, arguments, piece)
        among = arguments[0]
        if among.type.kind is not Kind.CHOICES:
            raise ExpressionFault(piece, "第一个值要是多选事实", '写成 any_of(awards, "甲", "乙")')
        one = ValueType(Kind.CHOICE, options=among.type.options)
        options = [within(option, one, piece) for option in arguments[1:]]
        return Holds(among, frozenset(str(o.value) for o in options if isinstance(o, Constant)), every)

    return build


def _listed(function: Function) -> Builder:
    def build(arguments: tuple[Node, ...], piece: str) -> Node:
        return called(function, arguments, piece)

    return build


SIGNATURES: dict[str, Builder] = {
    "min": _extreme("min"),
    "max": _extreme("max"),
    "sum": _sum,
    "average": _average,
    "count_true": _count_true,
    "same": _same,
    "round_yuan": _round_yuan,
    "any_of": _holds(every=False),
    "all_of": _holds(every=True),
    **{name: _listed(function) for name, function in BUILT_IN.items()},
}
