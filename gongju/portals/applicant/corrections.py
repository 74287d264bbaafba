"""The faults of a correction notice, each with the place where it is mended."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from gongju.actions.matter import Matter
from gongju.casework.models import Finding
from gongju.forms.spec import PartSpec
from gongju.people import profile
from gongju.portals.applicant.progress import Fault
from gongju.portals.shared.fault_words import FaultRow, fault_rows


def faults_of(matter: Matter) -> tuple[Fault, ...]:
    """Every open fault of the case, in the order in which they were found."""
    return tuple(_faults(matter))


def _faults(matter: Matter) -> Iterator[Fault]:
    fill = reverse("applicant:fill", args=[matter.case.number])
    for row in fault_rows(matter, matter.told_findings):
        title, href, act = _place(matter, row, fill)
        yield Fault(row.finding, title, href, act, row.answered, row.answer)


def _place(matter: Matter, row: FaultRow, fill: str) -> tuple[str, str, str]:
    """What the fault is about in words, where it is mended, and the words of the link."""
    one = row.finding
    if one.about_kind == Finding.About.MATERIAL:
        return row.title, f"{fill}#paper-{one.about}", "更换材料"
    if one.about_kind == Finding.About.CRITERION:
        return row.title, f"{fill}#questions", "核对填写内容"
    return _field(row, fill)


def _field(row: FaultRow, fill: str) -> tuple[str, str, str]:
    """A part of the profile, a fact that a part of it tells, or a fact of the application itself."""
    parts, about = profile.form().parts, row.finding.about
    told_by = next((name for name, part in parts.items() if about == name or about in _facts_of(part)), "")
    if told_by:
        return parts[told_by].title, reverse("applicant:part", args=[told_by]), "修改信息"
    return row.title, f"{fill}#questions", "修改内容"


def _facts_of(part: PartSpec) -> set[str]:
    return {rule.fact for rule in part.facts} | {one.fact for one in part if one.fact}
