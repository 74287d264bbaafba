"""From `national/retirement.toml` to the table of statutory retirement ages."""

from .retirement import RetirementRule, RetirementTable
from .toml_table import TomlTable


def read_retirement(table: TomlTable) -> RetirementTable:
    """The whole file."""
    rules = tuple(_rule(inner) for inner in table.tables("rules"))
    table.day("checked_on")
    table.texts("rows")
    found = RetirementTable(rules, title=table.text("title"), clause=table.text("clause"))
    table.close()
    return found


def _rule(table: TomlTable) -> RetirementRule:
    found = RetirementRule(
        sex=table.text("sex"),
        posts=table.texts("posts", None),
        age=_months(table.table("age", required=True)),
        rises_from=table.day("rises_from"),
        step=table.whole("step_months"),
        highest=_months(table.table("highest", required=True)),
    )
    table.close()
    return found


def _months(table: TomlTable) -> int:
    """An age written as `{ years = 60, months = 6 }`, in months."""
    found = table.whole("years") * 12 + table.whole("months", 0)
    table.close()
    return found
