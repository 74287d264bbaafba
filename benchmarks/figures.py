"""The figures, words and facts that every engine of the benchmark shares; nothing heavy is imported for them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias

WAGE = {
    2018: (10160, 12701, 25401, 50802),
    2019: (9426, 11783, 23565, 47130),
    2020: (10616, 13271, 26541, 53082),
    2021: (11288, 14111, 28221, 56442),
}
ORG = (
    "new_rd",
    "innov_hq",
    "hightech",
    "law",
    "accounting",
    "audit",
    "tax_firm",
    "hr_service",
    "finance",
    "public_institution",
    "other",
)
SEX = ("F", "M")
INNOVATION = ("new_rd", "innov_hq", "hightech")
SERVICE = ("law", "accounting", "audit", "tax_firm", "hr_service", "finance")
LOW = ("hightech", "public_institution")
DTYPES = {
    "apply_year": "i2",
    "org_kind": "i1",
    "key_enterprise": "?",
    "work_years": "f8",
    "months_employed": "i2",
    "tax_continuous": "?",
    "social_continuous": "?",
    "lawful_housing": "?",
    "sex": "i1",
    "age": "i2",
    "monthly_income": "f8",
    "dispatched": "?",
    "contract_unit": "i4",
    "tax_unit": "i4",
    "social_unit": "i4",
    "beijing_hukou": "?",
    "degree": "i1",
    "title": "i1",
    "award": "?",
    "income_y1": "f8",
    "income_y2": "f8",
    "income_y3": "f8",
    "inventions": "i2",
    "other_patents": "i2",
    "software": "i2",
    "ip_landed": "?",
    "share_pct": "f8",
    "holder_rank": "i2",
    "invest_total": "f8",
    "financing": "f8",
    "team_tax_avg": "f8",
    "freelancer": "?",
    "tax_y1": "f8",
    "tax_y2": "f8",
    "tax_y3": "f8",
    "talent": "?",
}
MONEY = (
    "monthly_income",
    "income_y1",
    "income_y2",
    "income_y3",
    "invest_total",
    "financing",
    "team_tax_avg",
    "tax_y1",
    "tax_y2",
    "tax_y3",
)
Person: TypeAlias = dict[str, Any]


def held(person: Person) -> Person:
    """The same person with amounts in fen and decimals exact, as `read_facts` gives them."""
    found: Person = {}
    for name, value in person.items():
        if name in MONEY:
            found[name] = round(value * 100)
        elif isinstance(value, float):
            exact = Decimal(repr(value))
            found[name] = int(exact) if exact == int(exact) else exact
        else:
            found[name] = value
    return found
