"""The four outcomes of a criterion and of a verdict, in order, with the words people read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Outcome(StrEnum):
    """Ordered from worst to best: a conjunction is as good as its worst part, a choice as its best."""

    UNMET = "unmet"
    NOT_KNOWN = "not_known"
    TO_BE_JUDGED = "to_be_judged"
    MET = "met"

    @property
    def label(self) -> str:
        """The word people read."""
        return OUTCOME_LABELS[self.value]


OUTCOME_LABELS: Mapping[str, str] = {
    "met": "符合",
    "unmet": "不符合",
    "not_known": "还不知道",
    "to_be_judged": "待判断",
}
OUTCOMES = tuple(Outcome)
UNMET, NOT_KNOWN, TO_BE_JUDGED, MET = range(4)  # positions in OUTCOMES, as columns and generated code hold them
