"""What the other offices of the demo city know: what its people state, with a few differences, the same each time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gongju.employers.models import Employer, EmployerPart, Employment
from gongju.people.models import Person, ProfilePart

DEGREES, LEVELS = ("学士", "硕士", "博士"), ("大学专科", "大学本科", "硕士研究生", "博士研究生")
DISPUTED = "高原"
"""Of the people on the sign-in list, the one whose school is another on record."""
IN_DOUBT = 17
"""One of so many others is on record with another school."""
OTHER_SCHOOL, OTHER_HEAD = "北方工业学院（分院）", "秦正"
INCOME = 2_600_000
FEN_IN_TEN_THOUSAND = 1_000_000


def write_known(path: Path, *, listed: Sequence[str]) -> None:
    """Write what is known now; `listed`: the names on the sign-in list, on record as they state."""
    known = {"people": _people(frozenset(listed)), "employers": _employers()}
    path.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    path.chmod(0o600)


def _people(listed: frozenset[str]) -> dict[str, Any]:
    learnt = {row.person_id: row.content for row in ProfilePart.objects.filter(part="education")}
    jobs = {
        row.person_id: row
        for row in Employment.objects.filter(state=Employment.State.CONFIRMED).select_related("employer")
    }
    return {
        person.identity_number: {
            "name": person.name,
            **_learnt(learnt.get(person.pk, []), other=_is_other(person, listed)),
            "jobs": [_job(jobs[person.pk])] if person.pk in jobs else [],
            "income": INCOME,
        }
        for person in Person.objects.all()
    }


def _is_other(person: Person, listed: frozenset[str]) -> bool:
    doubtful = int(person.identity_number[-5:-1]) % IN_DOUBT == 0
    return person.name == DISPUTED or (doubtful and person.name not in listed)


def _learnt(rows: Sequence[Mapping[str, Any]], *, other: bool) -> dict[str, list[dict[str, str]]]:
    def school(row: Mapping[str, Any]) -> str:
        return OTHER_SCHOOL if other else str(row["school"])

    ended = [(row, f"{row['to']}-05") for row in rows if row.get("to") and row.get("school")]
    return {
        "degrees": [
            {"level": row["degree"], "school": school(row), "awarded_on": day}
            for row, day in ended
            if row.get("degree") in DEGREES
        ],
        "diplomas": [
            {"level": row["level"], "school": school(row), "graduated_on": day}
            for row, day in ended
            if row.get("level") in LEVELS
        ],
    }


def _job(employment: Employment) -> dict[str, str]:
    since = employment.employed_from or employment.contract_from
    month = f"{since:%Y-%m}" if since else ""
    return {"uscc": employment.employer.uscc, "name": employment.employer.name, "from": month}


def _employers() -> dict[str, Any]:
    kept = {row.employer_id: row.content for row in EmployerPart.objects.filter(part="registration")}
    return {
        employer.uscc: _registered(employer, kept.get(employer.pk, {}), other=number % 6 == 5)
        for number, employer in enumerate(Employer.objects.order_by("pk"))
    }


def _registered(employer: Employer, content: Mapping[str, Any], *, other: bool) -> dict[str, Any]:
    texts = ("legal_representative", "registered_district", "business_scope")
    found: dict[str, Any] = {"name": employer.name, **{name: content[name] for name in texts if content.get(name)}}
    capital = str(content.get("paid_in_capital", ""))
    if capital.isdigit():
        found["paid_in_capital"] = int(capital) * FEN_IN_TEN_THOUSAND
    return {**found, **({"legal_representative": OTHER_HEAD} if other else {})}
