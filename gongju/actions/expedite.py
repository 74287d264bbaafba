"""加急: a child's enrolment needs the decision by a day; the case stands in front of the officer's list (DC-195).

Only where the rulebook grants it: where the papers of the business hang on it. Statement and notice of the school are
then due like any other paper. No term is shortened, nothing is promised (DC-198, DC-199); the old system could show no
mark, this one does (AMB-93).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import PERSON, Actor
from gongju.access.cases import case_for
from gongju.actions.editing import check_editable
from gongju.actions.judge import EXPEDITED
from gongju.actions.matter import Matter, matter_of
from gongju.actions.telling import case_ref, tell
from gongju.casework import books, paper_records, queries, records
from gongju.casework.models import Expedite
from gongju.errors import BadInput, Fault, NotFound, Refusal
from gongju.rules.materials import facts_of_papers
from gongju.rules.terms import term_date

NEEDED_BY = "needed_by"
"""The event from which a rulebook counts back by when the office should be told."""
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Where expediting stands in a case: whether the rulebook grants it, what was asked, and until when to tell.

    `tell_by`: the last day on which the employer is advised to have told the office, None where no day is asked.
    `is_late`: that day has passed, or had when the employer handed the case in; it is told and refuses nothing.
    """

    granted: bool
    asked: Expedite | None
    tell_by: date | None
    is_late: bool


def wish_of(matter: Matter) -> Wish:
    """Where expediting stands in the case today."""
    granted = EXPEDITED in facts_of_papers(matter.edition, matter.case.type)
    asked = queries.expedite_of(matter.case)
    tell_by = _tell_by(matter, asked.needed_by) if asked else None
    told = localdate(matter.case.submitted_at) if matter.case.submitted_at else matter.today
    return Wish(granted=granted, asked=asked, tell_by=tell_by, is_late=tell_by is not None and told > tell_by)


def _tell_by(matter: Matter, needed_by: date) -> date | None:
    for term in matter.edition.terms_of(matter.case.type):
        if term.from_event == NEEDED_BY:
            return term_date(term, needed_by, books.work_calendar()).date
    return None


def expedite(*, actor: Actor, now: datetime, case_number: str, needed_by: date, ground: str) -> Expedite:
    """Ask for one's own case to be seen to by a day, while one may still change it; asked again, the later word counts.

    Raises NotFound, Refusal (expedite.not_granted, case.not_editable, expedite.not_yours) or BadInput.
    """
    with transaction.atomic():
        matter = _matter(actor, now, case_number)
        _check(matter, needed_by, ground)
        asked = paper_records.expedite(matter.case, needed_by=needed_by, ground=ground.strip(), now=now)
        _tell(matter, "case.expedite", {"needed_by": needed_by.isoformat()})
    return asked


def drop_expedite(*, actor: Actor, now: datetime, case_number: str) -> None:
    """Take the wish back. Raises NotFound (also where nothing was asked) or Refusal."""
    with transaction.atomic():
        matter = _matter(actor, now, case_number)
        if not paper_records.drop_expedite(matter.case):
            raise NotFound("加急申请")
        _tell(matter, "case.drop_expedite", {})


def _matter(actor: Actor, now: datetime, number: str) -> Matter:
    if actor.kind != PERSON:
        raise Refusal("expedite.not_yours", "加急由申请人本人提出。")
    records.hold(number)
    case = case_for(actor, number)
    check_editable(actor, case)
    return matter_of(actor=actor, now=now, case=case)


def _check(matter: Matter, needed_by: date, ground: str) -> None:
    if EXPEDITED not in facts_of_papers(matter.edition, matter.case.type):
        name, title = matter.edition.name, matter.procedure.title
        raise Refusal("expedite.not_granted", f"{name}的“{title}”没有加急办理。", do="请合理安排时间，提前申请。")
    faults = []
    if needed_by <= matter.today:
        faults.append(Fault("needed_by", "需要办结的日期要晚于今天。"))
    if not ground.strip():
        faults.append(Fault("ground", "请写明加急的依据，例如哪所学校、哪天截止报名。"))
    elif len(ground.strip()) > LONGEST:
        faults.append(Fault("ground", f"加急依据最多 {LONGEST} 个字。"))
    if faults:
        raise BadInput(tuple(faults))


def _tell(matter: Matter, action: str, data: dict[str, object]) -> None:
    subjects = [case_ref(matter.case.number)]
    tell(actor=matter.actor, now=matter.now, action=action, subjects=subjects, data=data, quietly=True)
