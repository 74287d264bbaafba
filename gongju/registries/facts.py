"""What other offices' answers know for a verdict: fresh ones alone, unless an officer lets what is stated stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from gongju.facts import FactValue
from gongju.registries.models import Comparison
from gongju.registries.office import Level
from gongju.registries.offices import OFFICES
from gongju.registries.queries import is_fresh


def facts_of(
    comparisons: Iterable[Comparison], *, uscc: str, on: date, passed_over: Collection[int] = ()
) -> Iterable[FactValue]:
    """The facts that these comparisons tell. `passed_over`: those that an officer looked into by hand.

    An office that does not answer is no error: it tells at most that it does not.
    """
    for one in comparisons:
        usable = is_fresh(one, on) or one.level == Level.UNAVAILABLE
        if usable and one.pk not in passed_over:
            yield from OFFICES[one.office].facts(one.known, uscc)
