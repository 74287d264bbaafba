"""What an actor may do with a case now, and why not the rest: for pages, writing nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongju.access.actor import STAFF, Actor
from gongju.actions.carry_out import ACKNOWLEDGING
from gongju.actions.matter import Matter, matter_of
from gongju.actions.may import is_party, objections
from gongju.casework.models import Case
from gongju.rules.cautions import Told
from gongju.rules.procedure import SYSTEM, Transition


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One move that starts where the case stands; `why_not` are sentences, empty where it is allowed.

    `cautions` are told before it is made, and must be acknowledged. `decides`: it approves, or ends the case.
    """

    name: str
    title: str
    allowed: bool
    mine: bool
    why_not: tuple[str, ...]
    needs_reason: bool
    confirm: str
    ends_case: bool
    decides: bool = False
    cautions: tuple[Told, ...] = ()


def allowed_moves(*, actor: Actor, now: datetime, case: Case) -> list[Move]:
    """The moves from the case's stage in the order of the procedure file.

    A person or agent sees their own; staff see all that staff could make here, so that each knows whose turn it is.
    `mine`: the actor is the one to make it, if nothing stands against it.
    """
    return moves_of(matter_of(actor=actor, now=now, case=case))


def moves_of(matter: Matter) -> list[Move]:
    """The same for a matter that is looked at already, so that a page gathers what is known once."""
    leaving = matter.procedure.leaving(matter.case.stage)
    return [_move(matter, move) for move in leaving if _shown(matter.actor, matter.case, move)]


def _shown(actor: Actor, case: Case, move: Transition) -> bool:
    if actor.kind == STAFF:
        return any("." in name for name in move.who)
    return is_party(actor, case, move) and SYSTEM not in move.who


def _move(matter: Matter, move: Transition) -> Move:
    against = tuple(str(one) for one in objections(matter, move))
    return Move(
        name=move.name,
        title=move.title,
        allowed=not against,
        mine=is_party(matter.actor, matter.case, move),
        why_not=against,
        needs_reason=move.needs_reason,
        confirm=move.confirm,
        ends_case=matter.procedure.stage(move.to).is_final,
        decides=matter.procedure.stage(move.to).is_final or move.moment == "approval",
        cautions=matter.cautions if ACKNOWLEDGING in move.guards and not against else (),
    )
