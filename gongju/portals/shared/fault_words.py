"""A fault found in a case with what the applicant has answered to it so far, so that both are read together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongju.actions.matter import Matter
from gongju.casework.models import Finding
from gongju.clock import BEIJING
from gongju.portals.shared.changed import NOTHING, known_text
from gongju.portals.shared.wording import moment_text


@dataclass(frozen=True, slots=True)
class FaultRow:
    """`title`: what is at fault; `answer`: what stands there now; `answered`: it came in after the fault was found."""

    finding: Finding
    title: str
    answer: str
    answered: bool


def fault_rows(matter: Matter, findings: Iterable[Finding]) -> tuple[FaultRow, ...]:
    """Each fault with its answer, in the order given."""
    return tuple(
        FaultRow(one, title_of(matter, one), _answer(matter, one), is_answered(matter, one)) for one in findings
    )


def title_of(matter: Matter, one: Finding) -> str:
    """What the fault is about, as the rulebook calls it: a material, a criterion, a fact; or a part of the profile."""
    edition, type = matter.edition, matter.case.type
    if one.about_kind == Finding.About.MATERIAL:
        titles = {each.code: each.title for each in edition.materials_of(type)}
    elif one.about_kind == Finding.About.CRITERION:
        titles = {each.code: each.title for each in edition.criteria_of(type)}
    else:
        titles = {name: spec.label for name, spec in edition.facts.items()}
    return titles.get(one.about, one.about)


def _answer(matter: Matter, one: Finding) -> str:
    """The file in the place of the faulty one, the value of the field, or what the rules say of the criterion now."""
    if one.about_kind == Finding.About.MATERIAL:
        files = [paper for paper in matter.handed_in if paper.material == one.about]
        told = (f"{file.version.pages} 页，{moment_text(file.at.astimezone(BEIJING))} 交" for file in files)
        return "；".join(told) or "没有交"
    if one.about_kind == Finding.About.CRITERION:
        result = next((each for each in matter.verdict.criteria if each.code == one.about), None)
        return result.sentence or result.outcome.label if result else ""
    fact = next((each for each in matter.facts if each.name == one.about), None)
    return known_text(matter, fact) or NOTHING


def is_answered(matter: Matter, one: Finding) -> bool:
    """Whether a paper came in for it after it was found."""
    return any(paper.material == one.about and paper.at > one.at for paper in matter.handed_in)
