"""Whether an actor may make a move: the stage, the party or role, four eyes, the reason, and what the guards say."""

from __future__ import annotations

from collections.abc import Iterator

from gongju.access.actor import AGENT, PERSON, SYSTEM, Actor
from gongju.actions.guards import GUARDS
from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.people.models import StaffRole
from gongju.rules import procedure as parties
from gongju.rules.procedure import Procedure, Transition, did_other_part
from gongju.sanctions.kinds import kinds
from gongju.sanctions.queries import freezing

PARTIES = {parties.APPLICANT: "申请人本人", parties.AGENT: "单位经办人", parties.SYSTEM: "系统"}


def objections(matter: Matter, move: Transition) -> Iterator[Objection]:
    """Everything that stands against the move; guards are asked only where the actor is the one to make it."""
    against = [*_place(matter, move), *_party(matter, move), *frozen(matter), *_four_eyes(matter, move)]
    yield from against or _asked(matter, move)


def opening_objections(matter: Matter, procedure: Procedure) -> Iterator[Objection]:
    """Everything against opening a case: its guards, and what a holder from the former system still owes."""
    yield from frozen(matter)
    for name in procedure.opening.guards:
        yield from GUARDS[name](matter)
    yield from matter.owed


def is_party(actor: Actor, case: Case, move: Transition) -> bool:
    """Whether the actor is one of those the move belongs to, for this case."""
    if actor.kind == SYSTEM:
        return parties.SYSTEM in move.who
    if actor.kind == PERSON:
        return parties.APPLICANT in move.who and case.person_id is not None and case.person_id == actor.person_id
    if actor.kind == AGENT:
        return parties.AGENT in move.who and stands_for(actor, case)
    fitting = (name for name in move.who if name.startswith(f"{actor.office_kind}."))
    return actor.has_role(*fitting) and _is_in_its_area(actor, case)


def stands_for(actor: Actor, case: Case) -> bool:
    """Whether this agent acts for the employer of the case, or asked for it before being filed with the employer."""
    if actor.employer_id is None:
        return case.asked_by_id is not None and case.asked_by_id == actor.user_id
    return case.employer_id is not None and case.employer_id == actor.employer_id


def _is_in_its_area(actor: Actor, case: Case) -> bool:
    """Whether the case is the office's of this member of staff: anywhere, of its district, or handed in to it."""
    if actor.is_territorial:
        return case.territorial_office_id is not None and case.territorial_office_id == actor.office_id
    return actor.is_city or (actor.is_district and actor.authority == case.authority)


def who_may(move: Transition) -> str:
    """Those the move belongs to, in words."""
    roles = dict(StaffRole.Role.choices)
    return "、".join(PARTIES.get(name) or f"{roles[name]}岗位" for name in move.who)


def _place(matter: Matter, move: Transition) -> Iterator[Objection]:
    if matter.case.stage not in move.sources:
        title = matter.procedure.stage(matter.case.stage).title
        yield Objection("move.not_here", f"业务现在处于“{title}”，不能{move.title}。", "请刷新页面，查看最新情况。")


def _party(matter: Matter, move: Transition) -> Iterator[Objection]:
    if not is_party(matter.actor, matter.case, move):
        yield Objection("move.not_yours", f"“{move.title}”由{who_may(move)}办理。")


def _four_eyes(matter: Matter, move: Transition) -> Iterator[Objection]:
    if not move.other_than:
        return
    done = [(step.name, f"{step.actor_kind}:{step.actor_id}") for step in casework.steps(matter.case)]
    ref = matter.actor.ref
    earlier = did_other_part(move, f"{ref.kind}:{ref.id}", done)
    if earlier:
        title = matter.procedure.transitions[earlier].title
        yield Objection(
            "move.four_eyes", f"这项业务由您“{title}”，不能再由您“{move.title}”。", "请交由另一位工作人员办理。"
        )


def frozen(matter: Matter) -> Iterator[Objection]:
    """A frozen account, or a stopped agent, moves nothing (LF-05, CP-152, CP-170)."""
    if matter.actor.kind == AGENT:
        found = freezing(employer_id=matter.actor.employer_id, user_id=matter.actor.user_id, on=matter.today)
        if found is not None:
            said = f"账户处于“{kinds()[found.kind].title}”（{found.decision}），只能查看。"
            yield Objection("account.frozen", said, "请联系区人力社保部门。")


def _asked(matter: Matter, move: Transition) -> Iterator[Objection]:
    for name in move.guards:
        yield from GUARDS[name](matter)
