"""What a journal entry is about: who is to be told of it, and the values its words are filled with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.timezone import localdate

from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case, Finding
from gongju.employers.models import Employment
from gongju.enquiries.models import Enquiry
from gongju.errors import Refusal
from gongju.journal.models import Entry
from gongju.journal.queries import subjects_of
from gongju.journal.refs import SubjectKind
from gongju.people.models import Office
from gongju.permits.models import Permit
from gongju.quota.models import Lot
from gongju.registries import queries as registries
from gongju.registries.office import PERSON, Level
from gongju.rules.wording import day_text
from gongju.sanctions.kinds import kinds
from gongju.sanctions.models import Sanction

FAULTS = {"incorrect": "有误", "incomplete": "不全", "out_of_date": "过期"}


@dataclass(slots=True)
class About:
    """Recipients by key, and the values for placeholders."""

    person_id: int | None = None
    employer_id: int | None = None
    case_number: str = ""
    values: dict[str, str] = field(default_factory=dict)


def about(entry: Entry) -> About:
    """Read what the entry's subjects name; an entry about nothing that has a chain is about nobody."""
    found = About(values={"reason": entry.reason.rstrip("。")})
    named = {subject.kind: subject.id for subject in reversed(subjects_of(entry))}
    if SubjectKind.LOT in named:
        _lot(found, int(named[SubjectKind.LOT]), entry)
    if SubjectKind.PERMIT in named:
        _permit(found, named[SubjectKind.PERMIT], entry)
    if SubjectKind.EMPLOYMENT in named:
        _employment(found, int(named[SubjectKind.EMPLOYMENT]), entry)
    if SubjectKind.CASE in named and not entry.action.startswith("permit."):
        _case(found, named[SubjectKind.CASE], to=str(entry.data.get("to", "")))
    if entry.action == "enquiry.answer":
        _enquiry(found, int(entry.data["enquiry"]))
    if "comparison" in entry.data:
        _comparison(found, int(entry.data["comparison"]))
    if "sanction" in entry.data:
        _sanction(found, int(entry.data["sanction"]))
    if "hours" in entry.data:
        day = date.fromisoformat(str(entry.data["day"]))
        found.values["appointment"] = f"{day_text(day)} {entry.data['hours']}"
    found.values["permit"] = named.get(SubjectKind.PERMIT, "")
    return found


def _lot(found: About, lot_id: int, entry: Entry) -> None:
    """`free` stands in the entry where it is about places that lapse."""
    lot = Lot.objects.select_related("employer").get(pk=lot_id)
    edition = books.edition_for(lot.authority, lot.first_day)
    found.employer_id = lot.employer_id
    found.values |= {
        "employer": lot.employer.name,
        "office": edition.office,
        "count": str(entry.data.get("free", lot.granted)),
        "due": day_text(lot.last_day),
        "days": f"{day_text(lot.first_day)}至{day_text(lot.last_day)}",
    }


def _permit(found: About, number: str, entry: Entry) -> None:
    """`day` and `age` stand in the entry where it is about a child who leaves."""
    data = entry.data
    permit = Permit.objects.select_related("person", "employer").get(number=number)
    found.person_id, found.employer_id = permit.person_id, permit.employer_id
    found.values |= {
        "person": permit.person.name,
        "employer": permit.employer.name,
        "office": books.edition_for(permit.authority, localdate(entry.at)).office,
        "days": f"{day_text(permit.first_day)}至{day_text(permit.last_day)}",
        "due": day_text(date.fromisoformat(data["day"]) if "day" in data else permit.last_day),
        "count": str(data.get("age", "")),
    }


def _enquiry(found: About, key: int) -> None:
    """A visitor is nobody to send a message to: they read the answer at its address."""
    one = Enquiry.objects.get(pk=key)
    found.person_id, found.employer_id = one.person_id, one.employer_id
    found.values |= {"answer": one.answer, "office": _name_of(one.authority, localdate(one.at))}


def _comparison(found: About, key: int) -> None:
    """Told to whom it is about, and to nobody else in the case."""
    one = registries.by_id(key)
    if one is None:
        return
    found.person_id, found.employer_id = (one.about_id, None) if one.about == PERSON else (None, one.about_id)
    labels = "、".join(item.label for item in one.compared if item.level != Level.AGREES)
    found.values |= {
        "registry": one.title,
        "level": str(Level(one.level).label) if one.level else "",
        "faults": f"：{labels}" if labels else "",
    }


def _sanction(found: About, key: int) -> None:
    one = Sanction.objects.select_related("agent").get(pk=key)
    kind = kinds()[one.kind]
    found.person_id, found.employer_id = (
        one.person_id,
        one.employer_id or (one.agent.employer_id if one.agent else None),
    )
    end = f"到{day_text(one.until)}为止" if one.until else "到解除为止"
    found.values |= {
        "sanction": kind.title,
        "decision": one.decision,
        "follows": kind.follows,
        "days": f"从{day_text(one.first_day)}起，{end}",
        "office": _name_of(one.authority, one.first_day),
    }


def _name_of(authority: str, on: date) -> str:
    try:
        return books.edition_for(authority, on).office
    except Refusal:
        return "主管部门"


def _employment(found: About, employment_id: int, entry: Entry) -> None:
    """`day` stands in the entry where it is about the day until when to release."""
    employment = Employment.objects.select_related("person", "employer").get(pk=employment_id)
    found.person_id, found.employer_id = employment.person_id, employment.employer_id
    found.values |= {"person": employment.person.name, "employer": employment.employer.name}
    if employment.contract_to:
        found.values["days"] = day_text(employment.contract_to)
    if "day" in entry.data:
        found.values["due"] = day_text(date.fromisoformat(entry.data["day"]))


def _case(found: About, number: str, *, to: str) -> None:
    """`to`: the stage that a move led to, "" for any other entry."""
    case = casework.by_number(number)
    found.person_id, found.employer_id, found.case_number = case.person_id, case.employer_id, case.number
    found.values |= {
        "person": case.person.name if case.person else "",
        "employer": case.employer.name if case.employer else "",
        "number": case.number,
        "business": books.procedure_by_digest(case.procedure.digest).title,
        "office": _office(case, to),
        "due": _due(case),
        "faults": _faults(case),
    }


def _office(case: Case, to: str) -> str:
    """The office it is at: the territorial one while it is on that one's desk, the district's otherwise."""
    procedure = books.procedure_by_digest(case.procedure.digest)
    if case.territorial_office is not None and Office.Kind.TERRITORIAL in procedure.desks(to):
        return case.territorial_office.name
    if case.rulebook is not None:
        return books.edition_by_digest(case.rulebook.digest).office
    return books.edition_for(case.authority, localdate(case.opened_at)).office


def _due(case: Case) -> str:
    if case.due_on is None:
        return ""
    return f"办理期限至{day_text(case.due_on)}{'（暂定）' if case.due_provisional else ''}。"


def _materials(case: Case) -> dict[str, str]:
    """The names of the business's materials as its rulebook has them, by code."""
    if case.rulebook is None:
        return {}
    return {one.code: one.title for one in books.edition_by_digest(case.rulebook.digest).materials_of(case.type)}


def _faults(case: Case) -> str:
    """Every open fault, numbered, with what it is about and its clause."""
    titles, lines = _materials(case), []
    for number, finding in enumerate(casework.findings(case, open_only=True), 1):
        clause = f"（依据：{finding.clause}）" if finding.clause else ""
        about = titles.get(finding.about, "") if finding.about_kind == Finding.About.MATERIAL else ""
        lines.append(f"{number}. {about}{FAULTS[finding.fault]}：{finding.text}{clause}")
    return "\n".join(lines)
