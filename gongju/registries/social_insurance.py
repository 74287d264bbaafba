"""社保: the recent five insurances by month, with employer, base and back-payment (DC-186, DX-178)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongju.facts import FactValue, Source, Trust
from gongju.registries.months import PAYER, first_of, lately, leading_up_to, of_payer, question
from gongju.registries.office import PERSON, Answer, Compared, Known, Level, Office, compared

KINDS = ("养老", "医疗", "失业", "工伤", "生育")
BACKPAID_WITHIN = 12
"""The months that the question about back-payment looks at, as rulebooks/facts.toml words it."""


def compare(claims: Mapping[str, Any], answer: Answer) -> tuple[Compared, ...]:
    """Of the newest month on record: who paid, and whether it was all five."""
    newest = max(answer.record.get("months", []), key=lambda row: str(row["month"]), default=None)
    if newest is None:
        return (Compared("employer", "近期缴费单位", str(claims["employer"]), "没有记录", Level.NO_RECORD),)
    same = newest["employer"]["uscc"] == claims["uscc"]
    payer = Compared(
        "employer",
        "近期缴费单位",
        str(claims["employer"]),
        str(newest["employer"]["name"]),
        Level.AGREES if same else Level.DIFFERS,
    )
    paid = "、".join(kind for kind in KINDS if kind in newest["kinds"])
    return (payer, compared("kinds", f"{first_of(newest['month']):%Y年%-m月}的五险", "、".join(KINDS), paid))


def facts(known: Known, uscc: str) -> Iterable[FactValue]:
    """Months in a row up to the newest the office can show, here and anywhere; payer; back-payment."""
    if known.level in (Level.UNAVAILABLE, Level.NO_RECORD):
        return
    last, months = known.record["to"], known.record["months"]
    here = of_payer(months, "employer", uscc)
    yield from _told(
        insurance_months=leading_up_to(last, months),
        insurance_months_beijing=leading_up_to(last, months),
        insurance_months_here=leading_up_to(last, here),
        insurance_here=leading_up_to(last, here) > 0,
        insurance_backpaid=any(row["back_payment"] for row in lately(last, months, BACKPAID_WITHIN)),
    )


def _told(**found: int | bool) -> Iterator[FactValue]:
    for name, value in found.items():
        yield FactValue(name, value, Source.REGISTER, Trust.VERIFIED)


OFFICE = Office(
    code="social_insurance",
    title="社会保险",
    about=PERSON,
    path="/v1/insurance",
    parts=frozenset(),
    shape={
        "to": "month",
        "months": [
            {"month": "month", "employer": PAYER, "kinds": [KINDS], "base": "money", "back_payment": "truth"},
        ],
    },
    question=question,
    compare=compare,
    facts=facts,
)
