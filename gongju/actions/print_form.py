"""A form of a case, filled with what is known of it, to be printed, signed and sealed; the journal says who made it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import case_for
from gongju.actions.matter import Matter, matter_of
from gongju.actions.telling import case_ref, tell
from gongju.casework.models import Case
from gongju.employers import profile as particulars
from gongju.errors import NotFound, Refusal
from gongju.papers.printing import MissingGlyph
from gongju.people import queries as people
from gongju.permits.facts import CHANGED
from gongju.rules.wording import day_text
from gongju.sealing import mask_identity
from gongju.statements.printing import statement_pdf
from gongju.statements.wording import Statement, statements_for


def print_form(*, actor: Actor, now: datetime, case_number: str, name: str) -> bytes:
    """The form as PDF, in the wording of the office of the case (DX-169, DX-185, AMB-91, CY-A3a, LF-10).

    Raises NotFound, also for a form that is neither a paper of the case nor a letter of its business, or Refusal
    paper.missing_glyph.
    """
    with transaction.atomic():
        case = case_for(actor, case_number)
        matter = matter_of(actor=actor, now=now, case=case)
        form = _form(matter, name)
        pdf = _printed(form, known_of(matter, form), matter)
        subjects, data = [case_ref(case.number)], {"form": name}
        tell(actor=actor, now=now, action="case.print_form", subjects=subjects, data=data, quietly=True)
    return pdf


def _form(matter: Matter, name: str) -> Statement:
    form = statements_for(settings.GONGJU.statements_dir, matter.case.authority).get(name)
    asked = matter.edition.materials_of(matter.case.type)
    if form is None or form.by != "employer":
        raise NotFound("这份表")
    if matter.case.type not in form.business and not any(form.serves(one) for one in asked):
        raise NotFound("这份表")
    return form


def _printed(form: Statement, known: Mapping[str, str], matter: Matter) -> bytes:
    try:
        return statement_pdf(form, known, at=matter.now)
    except MissingGlyph as missing:
        raise Refusal(
            "paper.missing_glyph",
            f"表里有字库没有的字“{missing.text}”，暂时不能打印。",
            where=matter.case.number,
            do="请下载空白表样，打印后手写。",
        ) from missing


def known_of(matter: Matter, form: Statement) -> dict[str, str]:
    """What a form may be filled with, "employer.field" and "case.field" -> words; identity numbers masked."""
    return _of_employer(matter.case) | _of_case(matter, form) | (_of_person(matter) if matter.case.person else {})


def _of_employer(case: Case) -> dict[str, str]:
    if case.employer is None:
        return {}
    parts = [part for part in particulars.contents(case.employer).values() if isinstance(part, dict)]
    return {f"employer.{name}": text for part in parts for name, text in part.items() if isinstance(text, str)}


def _of_case(matter: Matter, form: Statement) -> dict[str, str]:
    case = matter.case
    said = {
        "case.number": case.number,
        "case.business": matter.procedure.title,
        "case.made_on": day_text(matter.today),
        "case.office": matter.edition.office,
    }
    if case.person is not None:
        said |= {"case.person": case.person.name, "case.identity": mask_identity(case.person.identity_number)}
    else:
        said |= {"case.person": "单位自身的业务，没有申请人", "case.identity": "—"}
    office = case.territorial_office or (case.employer.territorial_office if case.employer else None)
    return said | {"case.territorial_office": office.name if office else "", "case.papers": _papers(matter, form)}


def _of_person(matter: Matter) -> dict[str, str]:
    """Where the person works, lives and what is to change, for letters (LF-10)."""
    said = {"case.permit": matter.permit.number if matter.permit else ""}
    if matter.employment is not None:
        since = matter.employment.employed_from
        said |= {"case.post": matter.employment.post, "case.employed_from": day_text(since) if since else ""}
    home = people.parts(matter.person.pk).get("residence")
    if home is not None and isinstance(home.content, dict):
        said["case.address"] = str(home.content.get("address", ""))
    items = matter.held.get(CHANGED)
    return said | {"case.changed_items": "、".join(sorted(items)) if isinstance(items, frozenset) else ""}


def _papers(matter: Matter, form: Statement) -> str:
    """The titles of what is handed in, this form itself left out."""
    here = {paper.material for paper in matter.handed_in}
    asked = matter.edition.materials_of(matter.case.type)
    return "、".join(dict.fromkeys(one.title for one in asked if one.code in here and not form.serves(one)))
