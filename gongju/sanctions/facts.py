"""What the register knows for a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongju.facts import FactValue, Source, Trust
from gongju.sanctions.kinds import kinds
from gongju.sanctions.models import Sanction
from gongju.sanctions.queries import in_force


def facts_of(employer_id: int, on: date) -> Iterator[FactValue]:
    """The standing that a decision in force gives the employer, whatever its access says; nothing where none does.

    Of several the last kind of the file counts (CP-152, CL-104, LF-05).
    """
    found = set(in_force(Sanction.objects.filter(employer_id=employer_id), on).values_list("kind", flat=True))
    standings = [one.standing for code, one in kinds().items() if one.standing and code in found]
    if standings:
        yield FactValue("employer_standing", standings[-1], Source.SYSTEM, Trust.VERIFIED)
