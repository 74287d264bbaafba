"""The proof of leaving an employer uploads when it releases; the change of employer has it from the start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongju.actions.matter import Matter
from gongju.casework import books, paper_records
from gongju.documents.queries import versions_of
from gongju.employers import queries as employers
from gongju.employers.facts import TRANSFERRED
from gongju.employers.models import Employer, Employment
from gongju.rules.materials import materials_due
from gongju.rules.paper_entries import Material

BUSINESS, FORMER = "change_of_employer", "former_employer"
Leaving = Employment.Leaving
PROVEN = (Leaving.LEFT, Leaving.TRANSFERRED)
"""The reasons after which a new employer may take the holder on, and needs the proof."""


def leaving_papers(employer: Employer, on: date) -> Mapping[str, Material]:
    """{reason: paper} that the rulebook of the employer's district wants uploaded at the release (CP-120, CY-Q79)."""
    edition = books.edition_for(employer.authority, on) if employer.authority else None
    if edition is None or BUSINESS not in edition.businesses:
        return {}
    found: dict[str, Material] = {}
    for reason in PROVEN:
        facts = {TRANSFERRED: reason == Leaving.TRANSFERRED}
        due = materials_due(edition, business=BUSINESS, facts=facts, on=on)
        wanted = next((one.material for one in due if one.material.by == FORMER), None)
        if wanted is not None:
            found[reason] = wanted
    return found


def carry_leaving_paper(matter: Matter) -> None:
    """Lay what came with the release into the case, where the rulebook wants it of the former employer."""
    if matter.case.person is None:
        return
    wanted = [one.material.code for one in matter.due if one.material.by == FORMER]
    left = employers.last_left(matter.person.pk) if wanted else None
    if left is None or left.leaving_document_id is None:
        return
    newest = next(iter(versions_of(left.leaving_document_id)), None)
    if newest is not None and newest.purged_at is None:
        for code in wanted:
            paper_records.hand_in(matter.case, material=code, version=newest, now=matter.now)
