"""The verdict on a draft as it stands, with what is still to answer and the papers due: for pages, writing nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongju.access.actor import Actor
from gongju.actions.matter import Matter, matter_of
from gongju.casework.models import Case, HandedIn
from gongju.facts import FactValue
from gongju.rules.edition import Edition
from gongju.rules.facts import FactSpec
from gongju.rules.materials import MaterialDue, missing_materials
from gongju.rules.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDue:
    """One paper due, what is handed in for it, and whether it is this actor's to hand in."""

    due: MaterialDue
    handed_in: tuple[HandedIn, ...]
    lacking: bool
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Where a case stands by its rulebook. `questions` are those that still matter and are this actor's to answer."""

    edition: Edition
    on: date
    verdict: Verdict
    facts: tuple[FactValue, ...]
    questions: tuple[FactSpec, ...]
    papers: tuple[PaperDue, ...]


def preview(*, actor: Actor, now: datetime, case: Case) -> Preview:
    """What the rulebook says of the case now. The caller has the case from `access`."""
    return preview_of(matter_of(actor=actor, now=now, case=case))


def preview_of(matter: Matter) -> Preview:
    """The same for a matter that is looked at already, so that a page gathers what is known once."""
    return Preview(
        edition=matter.edition,
        on=matter.day_judged,
        verdict=matter.verdict,
        facts=matter.facts,
        questions=matter.questions,
        papers=_papers(matter),
    )


def _papers(matter: Matter) -> tuple[PaperDue, ...]:
    codes = {paper.material for paper in matter.handed_in}
    lacking = {one.material.code for one in missing_materials(matter.due, codes)}
    return tuple(
        PaperDue(
            due=one,
            handed_in=tuple(paper for paper in matter.handed_in if paper.material == one.material.code),
            lacking=one.material.code in lacking,
            mine=_is_mine(matter, one),
        )
        for one in matter.due
    )


def _is_mine(matter: Matter, one: MaterialDue) -> bool:
    by_person = one.material.by == "individual"
    return by_person == (matter.actor.kind == "person") or matter.case.person_id is None
