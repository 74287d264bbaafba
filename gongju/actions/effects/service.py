"""Effect of a service request: the clerk's act that was asked for."""

from collections.abc import Callable, Mapping

from gongju.actions.clocks import set_clocks
from gongju.actions.effects.quota import give_place_back
from gongju.actions.guards.service import ACCOUNT, HAND_BACK, RETURN, kind_of, returned_case
from gongju.actions.matter import Matter, matter_of
from gongju.actions.settle_appointment import give_appointment_back
from gongju.actions.telling import case_ref, tell
from gongju.casework import records as cases
from gongju.employers import records
from gongju.errors import MovedOn
from gongju.journal.refs import SubjectRef

REASON = "单位申请业务退回（{number}），由区里退回。"
GIVEN_BACK = "业务已按单位申请退回"


def serve_request(matter: Matter) -> tuple[SubjectRef, ...]:
    """Bind the new agent (CY-Q06b, LF-22), or hand a case back (CY-Q53a); a new name is taken over apart."""
    serve = SERVICES.get(kind_of(matter.case))
    return serve(matter) if serve is not None else ()


def _bind(matter: Matter) -> tuple[SubjectRef, ...]:
    """The login that asked becomes an agent of the employer: there are no passwords to reset (CY-Q06d)."""
    asker = matter.case.asked_by
    if asker is None:
        raise MovedOn(where=matter.case.number)
    name = asker.get_full_name()
    records.add_agent(employer_id=matter.employer.pk, user_id=asker.pk, name=name, on=matter.today)
    return ()


def _hand_back(matter: Matter) -> tuple[SubjectRef, ...]:
    """The case goes back to the person, its place is free for another while the lot lasts (CC-072, CC-073, AMC-05).

    So is its appointment: the next round books anew (CY-Q18b).
    """
    found = returned_case(matter)
    if found is None:
        raise MovedOn(where=matter.case.number)
    cases.hold(found.number)
    theirs = matter_of(actor=matter.actor, now=matter.now, case=found)
    move, reason = theirs.procedure.transitions[HAND_BACK], REASON.format(number=matter.case.number)
    cases.step(
        found,
        now=matter.now,
        seen_stage=found.stage,
        to_stage=move.to,
        name=move.name,
        actor=matter.actor.ref,
        reason=reason,
    )
    give_appointment_back(found, reason=GIVEN_BACK)
    subjects = [case_ref(found.number), *give_place_back(theirs)]
    set_clocks(found, now=matter.now, edition=theirs.edition, procedure=theirs.procedure, events=(), why=move.title)
    data = {"to": move.to, "round": found.round}
    tell(
        actor=matter.actor,
        now=matter.now,
        action=f"{found.type}.{move.name}",
        subjects=subjects,
        data=data,
        reason=reason,
    )
    return (case_ref(found.number),)


SERVICES: Mapping[str, Callable[[Matter], tuple[SubjectRef, ...]]] = {ACCOUNT: _bind, RETURN: _hand_back}
