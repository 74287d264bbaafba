"""税务: income by month and who paid it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gongju.facts import FactContent, FactValue, Source, Trust
from gongju.registries.months import PAYER, lately, leading_up_to, of_payer, question
from gongju.registries.office import PERSON, Answer, Compared, Known, Level, Office

YEAR = 12
"""The months over which the monthly income is reckoned, as rulebooks/facts.toml words it."""


def compare(claims: Mapping[str, Any], answer: Answer) -> tuple[Compared, ...]:
    """Of the newest month on record: who withheld the tax."""
    months = answer.record.get("months", [])
    newest = max((str(row["month"]) for row in months), default="")
    payers = {row["payer"]["uscc"]: str(row["payer"]["name"]) for row in months if row["month"] == newest}
    stated = str(claims["employer"])
    if not payers:
        return (Compared("payer", "近期扣缴义务人", stated, "没有记录", Level.NO_RECORD),)
    level = Level.AGREES if claims["uscc"] in payers else Level.DIFFERS
    return (Compared("payer", "近期扣缴义务人", stated, "、".join(payers.values()), level),)


def facts(known: Known, uscc: str) -> Iterable[FactValue]:
    """Months in a row up to the newest the office can show, here and anywhere; the average of the last twelve."""
    if known.level in (Level.UNAVAILABLE, Level.NO_RECORD):
        return
    last, months = known.record["to"], known.record["months"]
    here = leading_up_to(last, of_payer(months, "payer", uscc))
    recent = lately(last, months, YEAR)
    told: dict[str, FactContent] = {
        "tax_months": leading_up_to(last, months),
        "tax_months_here": here,
        "tax_here": here > 0,
    }
    if len({row["month"] for row in recent}) == YEAR:
        told["monthly_income"] = sum(int(row["income"]) for row in recent) // YEAR
    for name, value in told.items():
        yield FactValue(name, value, Source.REGISTER, Trust.VERIFIED)


OFFICE = Office(
    code="tax",
    title="税务",
    about=PERSON,
    path="/v1/income",
    parts=frozenset(),
    shape={"to": "month", "months": [{"month": "month", "payer": PAYER, "income": "money"}]},
    question=question,
    compare=compare,
    facts=facts,
)
