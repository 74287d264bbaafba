"""The 18 criteria as expression texts, for the engines that read texts."""

from __future__ import annotations

from collections.abc import Sequence

from ..figures import INNOVATION, LOW, SERVICE, WAGE
from . import CODES


class Dialect:
    """How one language writes and, or, not and decimals."""

    def __init__(self, and_: str, or_: str, not_: str, decimal: str) -> None:
        self.and_, self.or_, self.not_, self.decimal = and_, or_, not_, decimal

    def every(self, *parts: str) -> str:
        return "(" + f" {self.and_} ".join(f"({part})" for part in parts) + ")"

    def some(self, *parts: str) -> str:
        return "(" + f" {self.or_} ".join(f"({part})" for part in parts) + ")"

    def line(self, column: int) -> str:
        """The wage table as nested choices."""
        first, *rest = WAGE.items()
        text = f"{first[1][column]}{self.decimal}"
        for year, row in rest:
            text = f"(apply_year == {year} ? {row[column]}{self.decimal} : {text})"
        return text

    def among(self, options: Sequence[str]) -> str:
        return "org_kind in [" + ", ".join(f'"{option}"' for option in options) + "]"

    def amounts(self, names: Sequence[str], op: str, limit: str) -> list[str]:
        return [f"{name} {op} {limit}" for name in names]

    def criteria(self) -> dict[str, str]:
        """One text a criterion."""
        dec = self.decimal
        years = [f"income_y{year}" for year in (1, 2, 3)]
        low = self.some(self.among(LOW), "key_enterprise")
        taxes = self.amounts(("tax_y1", "tax_y2", "tax_y3"), ">=", f"200000{dec}")
        money = (f"invest_total > 5000000{dec}", f"financing > 10000000{dec}", f"team_tax_avg >= 5000000{dec}")
        return {
            "C1": f"work_years >= 2{dec}",
            "C2": "months_employed >= 12",
            "C3": self.every("tax_continuous", "social_continuous"),
            "C4": "lawful_housing",
            "C5": '(age < (sex == "F" ? 55 : 60))',
            "C6": f"(monthly_income >= ({low} ? {self.line(0)} : {self.line(1)}))",
            "X1": "dispatched",
            "X2": self.some("contract_unit != tax_unit", "contract_unit != social_unit"),
            "X3": "beijing_hukou",
            "P1": "degree >= 2",
            "P2": "title >= 2",
            "P3": "award",
            "P4": self.every(self.among(INNOVATION), *self.amounts(years, ">", self.line(2))),
            "P5": self.every(self.among(SERVICE), *self.amounts(years, ">", self.line(3))),
            "P6": self.every("ip_landed", self.some("inventions >= 1", "other_patents >= 3", "software >= 3")),
            "P7": self.every(f"share_pct >= 5{dec}", "holder_rank <= 5", self.some(*money)),
            "P8": self.every("freelancer", *taxes),
            "P9": "talent",
        }

    def whole(self, texts: dict[str, str]) -> str:
        """The verdict as one text."""
        needed = [texts[code] for code in CODES if code[0] == "C"]
        barred = [f"{self.not_}({texts[code]})" for code in CODES if code[0] == "X"]
        ways = [texts[code] for code in CODES if code[0] == "P"]
        return self.every(*needed, *barred, self.some(*ways))
