"""One person by hand: the shortest Python, and a dictionary of all 18 answers."""

from __future__ import annotations

from ..figures import INNOVATION, LOW, SERVICE, WAGE
from . import Peer, Person

LINES = {year: tuple(yuan * 100 for yuan in row) for year, row in WAGE.items()}
_LOW, _INNOVATION, _SERVICE = frozenset(LOW), frozenset(INNOVATION), frozenset(SERVICE)


def decide(p: Person) -> bool:  # noqa: PLR0911
    """As a careful person would write it for speed; amounts in fen."""
    if (
        p["work_years"] < 2
        or p["months_employed"] < 12
        or not p["tax_continuous"]
        or not p["social_continuous"]
        or not p["lawful_housing"]
        or p["age"] >= (55 if p["sex"] == "F" else 60)
    ):
        return False
    lines = LINES[p["apply_year"]]
    org = p["org_kind"]
    if p["monthly_income"] < (lines[0] if org in _LOW or p["key_enterprise"] else lines[1]):
        return False
    if p["dispatched"] or p["beijing_hukou"] or not (p["contract_unit"] == p["tax_unit"] == p["social_unit"]):
        return False
    if p["degree"] >= 2 or p["title"] >= 2 or p["award"] or p["talent"]:
        return True
    line = lines[2] if org in _INNOVATION else lines[3] if org in _SERVICE else None
    if line is not None and p["income_y1"] > line and p["income_y2"] > line and p["income_y3"] > line:
        return True
    if p["ip_landed"] and (p["inventions"] >= 1 or p["other_patents"] >= 3 or p["software"] >= 3):
        return True
    if (
        p["share_pct"] >= 5
        and p["holder_rank"] <= 5
        and (p["invest_total"] > 500_000_000 or p["financing"] > 1_000_000_000 or p["team_tax_avg"] >= 500_000_000)
    ):
        return True
    return bool(
        p["freelancer"] and p["tax_y1"] >= 20_000_000 and p["tax_y2"] >= 20_000_000 and p["tax_y3"] >= 20_000_000
    )


def criteria(p: Person) -> dict[str, bool]:
    """Every criterion, as it is written."""
    low_line, line, line_3, line_6 = LINES[p["apply_year"]]
    low = p["org_kind"] in LOW or p["key_enterprise"]
    incomes = (p["income_y1"], p["income_y2"], p["income_y3"])
    return {
        "C1": p["work_years"] >= 2,
        "C2": p["months_employed"] >= 12,
        "C3": p["tax_continuous"] and p["social_continuous"],
        "C4": p["lawful_housing"],
        "C5": p["age"] < (55 if p["sex"] == "F" else 60),
        "C6": p["monthly_income"] >= (low_line if low else line),
        "X1": p["dispatched"],
        "X2": not (p["contract_unit"] == p["tax_unit"] == p["social_unit"]),
        "X3": p["beijing_hukou"],
        "P1": p["degree"] >= 2,
        "P2": p["title"] >= 2,
        "P3": p["award"],
        "P4": p["org_kind"] in INNOVATION and all(income > line_3 for income in incomes),
        "P5": p["org_kind"] in SERVICE and all(income > line_6 for income in incomes),
        "P6": (p["inventions"] >= 1 or p["other_patents"] >= 3 or p["software"] >= 3) and p["ip_landed"],
        "P7": p["share_pct"] >= 5
        and p["holder_rank"] <= 5
        and (p["invest_total"] > 500_000_000 or p["financing"] > 1_000_000_000 or p["team_tax_avg"] >= 500_000_000),
        "P8": p["freelancer"] and p["tax_y1"] >= 20_000_000 and p["tax_y2"] >= 20_000_000 and p["tax_y3"] >= 20_000_000,
        "P9": p["talent"],
    }


def make() -> Peer:
    """Hand-written Python."""
    return Peer(name="Python, by hand", result=decide, failing=criteria, fen=True)
