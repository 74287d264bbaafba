"""Effects on permits: what an approval gives."""

from datetime import date
from typing import Any

from gongju.actions.matter import Matter
from gongju.actions.telling import permit_ref
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.errors import Refusal
from gongju.forms.items import kept_items
from gongju.journal.refs import SubjectRef
from gongju.people.profile import accompanying, form, up_to_date
from gongju.permits import records
from gongju.permits.models import Permit
from gongju.rules.calendar import ONE_DAY
from gongju.rules.entries import ANNIVERSARY, LAST_DAY
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
    records.approve_particulars(permit, now=matter.now, case=matter.case, content=handed_in_last(matter))
    return (permit_ref(permit.number),)


def accept_renewal(matter: Matter) -> tuple[SubjectRef, ...]:
    """Note the acceptance; where the rulebook grants it, the permit waits past its last day, neither valid nor lapsed.

    That day is counted from the anniversary, the day after the last one (DC-162, DC-175, AMB-02), or from the last
    one itself (CL-061, AMC-43).
    """
    permit = _permit(matter)
    records.accept_renewal(permit, now=matter.now, on=matter.today, until=_grace(matter, permit), case=matter.case)
    return (permit_ref(permit.number),)


def renew_permit(matter: Matter) -> tuple[SubjectRef, ...]:
    """A new term from the day after the old last day, also when approved within the grace (DC-159, AMB-16)."""
    permit = _permit(matter)
    last_day = _last_day(matter, permit.last_day + ONE_DAY)
    records.renew(permit, now=matter.now, on=matter.today, last_day=last_day, case=matter.case)
    return (permit_ref(permit.number),)


def resume_permit(matter: Matter) -> tuple[SubjectRef, ...]:
    """Valid again at the employer of the case, with the same last day (DC-078, DX-162, CY-Q75b)."""
    permit = _permit(matter)
    records.resume(permit, now=matter.now, on=matter.today, case=matter.case, employer_id=matter.employer.pk)
    return (permit_ref(permit.number),)


def cancel_permit(matter: Matter) -> tuple[SubjectRef, ...]:
    """注销, for good; what was printed of it is void (LF-02, AMC-33)."""
    permit = _permit(matter)
    records.cancel(permit, now=matter.now, on=matter.today, case=matter.case)
    return (permit_ref(permit.number),)


def _permit(matter: Matter) -> Permit:
    """The permit the case is about, held until the transaction ends."""
    if matter.permit is None:
        raise LookupError(f"{matter.case.number} is about no permit")
    return records.hold(matter.permit)


def _grace(matter: Matter, permit: Permit) -> date | None:
    """The last day on which an accepted renewal may still be approved; None where the rulebook grants none."""
    events = {ANNIVERSARY: permit.last_day + ONE_DAY, LAST_DAY: permit.last_day}
    for term in matter.edition.terms_of(matter.case.type):
        if term.from_event in events and term.direction == "after":
            return term_date(term, events[term.from_event], books.work_calendar()).date
    return None


def handed_in_last(matter: Matter) -> dict[str, Any]:
    """What a permit keeps of the profile as it was handed in last: that is what the offices looked at."""
    snapshot = casework.latest_snapshot(matter.case)
    return kept_items(form(), up_to_date(snapshot.profile)) if snapshot else {}


def _last_day(matter: Matter, first: date) -> date:
    for term in matter.edition.terms_of(matter.case.type):
        if term.from_event == STARTS and term.unit in MONTHS_OF:
            return term_date(term, first, books.work_calendar()).date
    raise Refusal("rulebook.no_validity", f"{matter.edition.title}没有写明证件有效期。", do="请联系系统管理员。")


def _children(matter: Matter) -> list[dict[str, str]]:
    """The accompanying children as handed in last."""
    snapshot = casework.latest_snapshot(matter.case)
    return accompanying(snapshot.profile, on=matter.today) if snapshot else []
