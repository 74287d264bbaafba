"""What other offices' answers know for a verdict: fresh ones alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongju.facts import FactValue
from gongju.registries.models import Comparison
from gongju.registries.office import Level
from gongju.registries.offices import OFFICES
from gongju.registries.queries import is_fresh


def facts_of(comparisons: Iterable[Comparison], *, uscc: str, on: date) -> Iterable[FactValue]:
    """The facts that these comparisons tell of somebody at the employer with that code.

    An office that does not answer is no error: it tells at most that it does not.
    """
    for one in comparisons:
        usable = is_fresh(one, on) or one.level == Level.UNAVAILABLE
        if usable:
            yield from OFFICES[one.office].facts(one.known, uscc)
