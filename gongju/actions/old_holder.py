"""What a holder from the former system must fill in and upload first (DC-045, CY-Q87b, DC-055, DX-047, DX-056)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongju.actions.judge import held
from gongju.actions.objection import Objection
from gongju.casework import books
from gongju.documents.queries import latest
from gongju.documents.refs import HolderKind, HolderRef
from gongju.employers import profile as employer_profile
from gongju.employers import queries as employers
from gongju.employers.facts import facts_of as facts_of_employer
from gongju.employers.models import Employer, EmployerAccess
from gongju.people import profile
from gongju.people.facts import facts_of
from gongju.people.models import Person
from gongju.permits import queries
from gongju.permits.models import Permit
from gongju.rules.edition import Edition
from gongju.rules.materials import materials_due
from gongju.rules.paper_entries import Material

ACCESS, EMPLOYER = "employer_access", "employer"
FIRST, INDIVIDUAL = "first_issue", "individual"


def old_holder_objections(person: Person, on: date) -> Iterator[Objection]:
    """Nothing for who holds no permit of the former system, or has completed profile and papers."""
    permit = queries.imported_held(person.pk)
    lacking = still_lacking(permit, on) if permit is not None else ()
    if lacking:
        yield Objection(
            "permit.records_incomplete",
            f"您的证件来自原来的系统，资料还不齐：{'、'.join(lacking)}。",
            "请先完善信息、传齐附件，再打印确认单和办理业务。",
        )


def old_employer_objections(employer: Employer, on: date) -> Iterator[Objection]:
    """Nothing unless the employer's access comes from the former system and its particulars or papers are incomplete.

    They are those of opening access (DC-046, DC-047, DX-048, DX-049).
    """
    access = employers.access(employer.pk, employer.authority)
    if access is None or access.case_number or access.state == EmployerAccess.State.CLOSED:
        return
    parts = tuple(one.title for one in employer_profile.incomplete(employer))
    edition = books.edition_for(employer.authority, on)
    kept = _kept(edition, HolderRef(HolderKind.EMPLOYER, str(employer.pk)))
    known = held(facts_of_employer(employer, employer.authority, on))
    due = materials_due(edition, business=ACCESS, facts=known, on=on)
    # A form that is brought to an office is about one case each and cannot be owed from before.
    owed = (one.material for one in due if one.certain and not one.material.brought_to)
    papers = [one.title for one in owed if one.title not in kept]
    lacking = [*parts, *papers]
    if lacking:
        yield Objection(
            "employer.records_incomplete",
            f"单位在原来的系统开通，资料还不齐：{'、'.join(lacking)}。",
            "请单位经办人先在“单位信息”和“附件”里补齐。",
        )


def still_lacking(permit: Permit, on: date) -> tuple[str, ...]:
    """The parts of 完善信息 and the papers that are missing, by title.

    Papers are those of a first issue that stay good: not those for certain months or of a recent date, which each
    business asks for anew.
    """
    parts = tuple(one.title for one in profile.incomplete(permit.person))
    return (*parts, *_papers(books.edition_for(permit.authority, on), permit.person, on))


def _papers(edition: Edition, person: Person, on: date) -> Iterator[str]:
    kept = _kept(edition, HolderRef(HolderKind.PERSON, str(person.pk)))
    known = held(facts_of(person, on))
    for due in materials_due(edition, business=FIRST, facts=known, on=on):
        if due.certain and _lasts(due.material) and due.material.title not in kept:
            yield due.material.title


def _kept(edition: Edition, holder: HolderRef) -> set[str | None]:
    """The titles of the papers a holder keeps."""
    titles = {one.code: one.title for one in edition.materials}
    return {titles.get(one.document.kind) for one in latest(holder)}


def _lasts(material: Material) -> bool:
    """Whether it is a paper of the person that does not wear out: hukou, identity, degree …"""
    wears_out = material.look_back or material.freshness or material.template
    return material.by == INDIVIDUAL and not (wears_out or material.group or material.pathway or material.advisable)
