"""The faults of a correction notice, each with the place where it is mended."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongju.actions.matter import Matter
from gongju.casework.models import Finding
from gongju.forms.spec import PartSpec
from gongju.people import profile
from gongju.portals.applicant.progress import Fault
from gongju.portals.shared.fault_words import fault_rows


def faults_of(matter: Matter) -> tuple[Fault, ...]:
    """Every open fault of the case, in the order in which they were found."""
    return tuple(_faults(matter))


def _faults(matter: Matter) -> Iterator[Fault]:
    fill = reverse("applicant:fill", args=[matter.case.number])
    for row in fault_rows(matter, matter.open_findings):
        title, href, act = _place(matter, row.finding, fill)
        yield Fault(row.finding, title, href, act, row.answered, row.answer)


def _place(matter: Matter, one: Finding, fill: str) -> tuple[str, str, str]:
    """What the fault is about in words, where it is mended, and the words of the link."""
    if one.about_kind == Finding.About.MATERIAL:
        found = {each.code: each for each in matter.edition.materials_of(matter.case.type)}.get(one.about)
        return (found.title if found else one.about), f"{fill}#paper-{one.about}", "更换材料"
    if one.about_kind == Finding.About.CRITERION:
        titles = {each.code: each.title for each in matter.edition.criteria_of(matter.case.type)}
        return titles.get(one.about, one.about), f"{fill}#questions", "核对填写内容"
    return _field(matter, one.about, fill)


def _field(matter: Matter, about: str, fill: str) -> tuple[str, str, str]:
    """A part of the profile, a fact that a part of it tells, or a fact of the application itself."""
    parts = profile.form().parts
    told_by = next((name for name, part in parts.items() if about == name or about in _facts_of(part)), "")
    if told_by:
        return parts[told_by].title, reverse("applicant:part", args=[told_by]), "修改信息"
    label = matter.edition.facts[about].label if about in matter.edition.facts else about
    return label, f"{fill}#questions", "修改内容"


def _facts_of(part: PartSpec) -> set[str]:
    return {rule.fact for rule in part.facts} | {one.fact for one in part if one.fact}
