"""Effects on permits: what an approval gives."""

from datetime import date

from gongju.actions.matter import Matter
from gongju.actions.telling import permit_ref
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.errors import Refusal
from gongju.journal.refs import SubjectRef
from gongju.people.profile import accompanying
from gongju.permits import records
from gongju.rules.terms import MONTHS_OF, term_date

STARTS = "permit_starts"
"""The event from which a rulebook counts how long a permit is valid."""


def issue_permit(matter: Matter) -> tuple[SubjectRef, ...]:
    """Issue the permit from the day of approval, for as long as the rulebook says.

    Serves (CP-136, DC-159, DX-149, CY-Q58a, AMB-03).
    """
    permit = records.issue(
        matter.case,
        now=matter.now,
        prefix=matter.edition.prefix,
        first_day=matter.today,
        last_day=_last_day(matter, matter.today),
        children=_children(matter),
    )
    return (permit_ref(permit.number),)


def _last_day(matter: Matter, first: date) -> date:
    for term in matter.edition.terms_of(matter.case.type):
        if term.from_event == STARTS and term.unit in MONTHS_OF:
            return term_date(term, first, books.work_calendar()).date
    raise Refusal("rulebook.no_validity", f"{matter.edition.title}没有写明证件有效期。", do="请联系系统管理员。")


def _children(matter: Matter) -> list[dict[str, str]]:
    """The accompanying children as handed in last."""
    snapshot = casework.latest_snapshot(matter.case)
    return accompanying(snapshot.profile, on=matter.today) if snapshot else []
