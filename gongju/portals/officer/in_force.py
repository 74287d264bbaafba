"""What is in force about whoever a page is about, for the notice at its head."""

from datetime import date

from gongju.sanctions import queries
from gongju.sanctions.kinds import kinds


def in_force_about(on: date, *, person_id: int | None = None, employer_id: int | None = None) -> dict[str, object]:
    """The decisions about a person and an employer with its agents (LF-06), for `officer/in_force.html`."""
    found = list(queries.of_person(person_id, on)) if person_id else []
    if employer_id:
        found += list(queries.of_employer(employer_id, on))
    return {"sanctions": found, "sanction_titles": {code: one.title for code, one in kinds().items()}}
