"""By hand, three-valued: what can be decided of a person of whom some facts are missing (amounts in fen).

Kleene's and/or; where the year or the kind of employer is not known, a line is the lowest to the highest it may be.
"""

from __future__ import annotations

from collections.abc import Iterable

from .figures import INNOVATION, LOW, SERVICE, WAGE, Person

Truth = bool | None
_YEARS = {year: tuple(yuan * 100 for yuan in row) for year, row in WAGE.items()}


def every(truths: Iterable[Truth]) -> Truth:
    """Kleene's and."""
    found = list(truths)
    return False if False in found else None if None in found else True


def some(truths: Iterable[Truth]) -> Truth:
    """Kleene's or."""
    found = list(truths)
    return True if True in found else None if None in found else False


def _line(p: Person, column: int) -> tuple[int, int]:
    if "apply_year" in p:
        return (_YEARS[p["apply_year"]][column],) * 2
    lines = [row[column] for row in _YEARS.values()]
    return min(lines), max(lines)


def _over(p: Person, name: str, line: tuple[int, int], *, equal: bool) -> Truth:
    if name not in p:
        return None
    amount = p[name]
    if amount > line[1] or (equal and amount == line[1]):
        return True
    return False if amount < line[0] or (amount == line[0] and not equal) else None


def _is(p: Person, name: str) -> Truth:
    return p.get(name)


def _least(p: Person, name: str, limit: int) -> Truth:
    return p[name] >= limit if name in p else None


def _more(p: Person, name: str, limit: int) -> Truth:
    return p[name] > limit if name in p else None


def _among(p: Person, options: tuple[str, ...]) -> Truth:
    return p["org_kind"] in options if "org_kind" in p else None


def _income(p: Person) -> Truth:
    low = some((_among(p, LOW), _is(p, "key_enterprise")))
    lines = [_line(p, 0)] if low is True else [_line(p, 1)] if low is False else [_line(p, 0), _line(p, 1)]
    hull = min(line[0] for line in lines), max(line[1] for line in lines)
    return _over(p, "monthly_income", hull, equal=True)


def _age(p: Person) -> Truth:
    if "age" not in p:
        return None
    limits = [{"F": 55, "M": 60}[p["sex"]]] if "sex" in p else [55, 60]
    return True if p["age"] < min(limits) else False if p["age"] >= max(limits) else None


def _apart(p: Person) -> Truth:
    units = [p.get(name) for name in ("contract_unit", "tax_unit", "social_unit")]
    known = {unit for unit in units if unit is not None}
    if len(known) > 1:
        return True
    return None if None in units else False


def _rich(p: Person, options: tuple[str, ...], column: int) -> Truth:
    years = (_over(p, f"income_y{year}", _line(p, column), equal=False) for year in (1, 2, 3))
    return every((_among(p, options), *years))


def _ways(p: Person) -> Truth:
    property_ = some((_least(p, "inventions", 1), _least(p, "other_patents", 3), _least(p, "software", 3)))
    money = some(
        (
            _more(p, "invest_total", 500_000_000),
            _more(p, "financing", 1_000_000_000),
            _least(p, "team_tax_avg", 500_000_000),
        )
    )
    rank = p["holder_rank"] <= 5 if "holder_rank" in p else None
    return some(
        (
            _least(p, "degree", 2),
            _least(p, "title", 2),
            _is(p, "award"),
            _rich(p, INNOVATION, 2),
            _rich(p, SERVICE, 3),
            every((property_, _is(p, "ip_landed"))),
            every((_least(p, "share_pct", 5), rank, money)),
            every((_is(p, "freelancer"), *(_least(p, f"tax_y{year}", 20_000_000) for year in (1, 2, 3)))),
            _is(p, "talent"),
        )
    )


def decided(p: Person) -> Truth:
    """Yes, no, or not to be known from these facts."""
    barred = some((_is(p, "dispatched"), _apart(p), _is(p, "beijing_hukou")))
    return every(
        (
            _least(p, "work_years", 2),
            _least(p, "months_employed", 12),
            _is(p, "tax_continuous"),
            _is(p, "social_continuous"),
            _is(p, "lawful_housing"),
            _age(p),
            _income(p),
            None if barred is None else not barred,
            _ways(p),
        )
    )
