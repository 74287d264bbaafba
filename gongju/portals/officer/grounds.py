"""What a decision stands on, beside the question: the verdict kept, what was decided by officers, who did what."""

from dataclasses import dataclass

from gongju.actions.matter import Matter
from gongju.casework import queries
from gongju.casework.models import VerdictKept, Waiver
from gongju.portals.officer.desk import Deed, deeds, four_eyes
from gongju.rules.outcome import Outcome
from gongju.rules.verdict import CriterionResult, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """`open_ones` are the criteria that are not met and that nobody decided; `decided` what officers let count."""

    kept: VerdictKept | None
    outcome: Outcome | None
    open_ones: tuple[CriterionResult, ...]
    decided: tuple[tuple[str, Waiver], ...]
    deeds: tuple[Deed, ...]
    four_eyes: tuple[str, ...]


def grounds_of(matter: Matter) -> Grounds:
    """The grounds of a decision on the case now."""
    kept = queries.latest_verdict(matter.case)
    titles = {one.code: one.title for one in matter.verdict.criteria}
    return Grounds(
        kept=kept,
        outcome=Verdict.from_json(kept.verdict).outcome if kept else None,
        open_ones=matter.undecided,
        decided=tuple((titles.get(code, code), row) for code, row in matter.decisions.items()),
        deeds=deeds(matter),
        four_eyes=four_eyes(matter),
    )
