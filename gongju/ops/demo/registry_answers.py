"""What the other offices of the demo know and answer: made-up records, the same each time, wrong only on demand.

The file of what they know, written by the demo city::

    {"people": {"<identity number>": {"name", "degrees", "diplomas", "jobs", "income"}}, "employers": {"<code>": {…}}}

`jobs` are {"uscc", "name", "from", "to"} by month, "to" empty while it lasts; `income` is in fen a month.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongju.rules.calendar import add_months

Known = Mapping[str, Any]
Record = dict[str, Any]
DEGREES_FROM = "2008-09-01"
"""Earlier certificates are in nobody's database."""
DELAY = {"social_insurance": 1, "tax": 1}
"""How many months the newest record lies back."""
ELSEWHERE = {"uscc": "91110108MA00ELSE01", "name": "北京别处人力资源有限公司"}
FIVE = ["养老", "医疗", "失业", "工伤", "生育"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question to the simulator: its key, the day, and whether a wrong answer is wanted."""

    key: Mapping[str, str]
    on: date
    wrong: bool


def answer(office: str, known: Known, asked: Asked) -> Record:
    """The body of an answer: found or not, as of yesterday, with the record."""
    record = ANSWERS[office](known, asked)
    found = record.pop("found", True)
    return {"found": found, "as_of": asked.on.isoformat(), **({"record": record} if record else {})}


def _person(known: Known, asked: Asked) -> Known | None:
    found: Known | None = known.get("people", {}).get(asked.key["identity_number"])
    return found


def _identity(known: Known, asked: Asked) -> Record:
    person = _person(known, asked)
    if person is None:
        return {"found": False}
    return {"name_matches": person["name"] == asked.key["name"] and not asked.wrong}


def _enterprise(known: Known, asked: Asked) -> Record:
    employer = known.get("employers", {}).get(asked.key["uscc"])
    if employer is None:
        return {"found": False}
    return {**employer, **({"legal_representative": "另有其人"} if asked.wrong else {})}


def _education(known: Known, asked: Asked) -> Record:
    person = _person(known, asked) or {}
    record = {
        "records_from": DEGREES_FROM,
        "degrees": [one for one in person.get("degrees", []) if one["awarded_on"] >= DEGREES_FROM],
        "diplomas": [one for one in person.get("diplomas", []) if one["graduated_on"] >= DEGREES_FROM],
    }
    if asked.wrong:
        record["degrees"] = [{**one, "school": "另一所学院"} for one in record["degrees"]]
    return {"found": bool(record["degrees"] or record["diplomas"]), **record}


def _insurance(known: Known, asked: Asked) -> Record:
    rows = [
        {"month": month, "employer": payer, "kinds": FIVE, "base": income, "back_payment": False}
        for month, payer, income in _months(known, asked, DELAY["social_insurance"])
    ]
    return _by_month(rows, asked, DELAY["social_insurance"])


def _income(known: Known, asked: Asked) -> Record:
    months = _months(known, asked, DELAY["tax"])
    rows = [{"month": month, "payer": payer, "income": income} for month, payer, income in months]
    return _by_month(rows, asked, DELAY["tax"])


def _by_month(rows: list[Record], asked: Asked, delay: int) -> Record:
    if not rows:
        return {"found": False}
    return {"to": _newest(asked.on, delay), "months": rows}


def _months(known: Known, asked: Asked, delay: int) -> Iterator[tuple[str, Record, int]]:
    """Each month of each job from the month asked on; the newest one paid elsewhere where a wrong answer is wanted."""
    person = _person(known, asked) or {}
    newest = _newest(asked.on, delay)
    for job in person.get("jobs", []):
        payer = {"uscc": job["uscc"], "name": job["name"]}
        month, last = max(job["from"], asked.key["from"]), min(job.get("to") or newest, newest)
        while month <= last:
            yield month, ELSEWHERE if asked.wrong and month == newest else payer, int(person["income"])
            month = f"{add_months(date.fromisoformat(f'{month}-01'), 1):%Y-%m}"


def _newest(on: date, delay: int) -> str:
    return f"{add_months(on.replace(day=1), -delay):%Y-%m}"


ANSWERS: Mapping[str, Callable[[Known, Asked], Record]] = {
    "public_security": _identity,
    "market_regulation": _enterprise,
    "education": _education,
    "social_insurance": _insurance,
    "tax": _income,
}
