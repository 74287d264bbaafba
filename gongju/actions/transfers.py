"""What permit records and social insurance say together: the employers of the permit, and who paid (DC-079, AMB-97)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gongju.employers.models import Employer
from gongju.facts import FactValue, Source, Trust
from gongju.permits.continuity import Paid, Turn, transfers_match, units_match
from gongju.permits.models import Permit, PermitEvent
from gongju.permits.queries import employers_by_day
from gongju.registries.months import first_of
from gongju.rules.calendar import add_months

TRANSFERS, UNITS = "transfer_matches_insurance", "permit_unit_matches"
TOLD = frozenset({TRANSFERS, UNITS})
"""The facts that the two records tell together."""
LOOK_BACK = 36
"""The months that the question about the employer looks at, as rulebooks/facts.toml words it (CP-076)."""


def facts_of_transfers(permit: Permit, record: Mapping[str, Any], on: date) -> Iterator[FactValue]:
    """Both facts, from the office's record of insurance by month; nothing without a month (DC-079, DX-080, CP-076).

    Nothing either of a permit from the former system: where it stood before is not on record here.
    """
    paid, turns = _paid(record["months"]), _turns(permit)
    if not (paid and turns) or permit.imported_at is not None:
        return
    matches = transfers_match(turns, paid, last=first_of(record["to"]))
    yield FactValue(TRANSFERS, matches, Source.REGISTER, Trust.VERIFIED)
    same = units_match(turns, paid, since=add_months(on, -LOOK_BACK))
    yield FactValue(UNITS, same, Source.REGISTER, Trust.VERIFIED)


def _paid(months: list[Mapping[str, Any]]) -> Paid:
    found: dict[date, frozenset[str]] = {}
    for row in months:
        month = first_of(row["month"])
        found[month] = found.get(month, frozenset()) | {str(row["employer"]["uscc"])}
    return found


def _turns(permit: Permit) -> tuple[Turn, ...]:
    """The employers in order, each from the day the permit came to it, with the suspension before."""
    spans = employers_by_day(permit)
    codes = dict(Employer.objects.filter(pk__in={one.employer_id for one in spans}).values_list("pk", "uscc"))
    suspended = [one.on for one in permit.events.all() if one.kind == PermitEvent.Kind.SUSPENDED]
    return tuple(
        Turn(codes[one.employer_id], one.first, max((day for day in suspended if day <= one.first), default=one.first))
        for one in spans
    )
