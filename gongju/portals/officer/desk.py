"""Whose desk a case is on: who has it, who may be given it, and who did the steps that bind later ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from gongju.actions.matter import Matter
from gongju.casework import queries
from gongju.casework.models import Case
from gongju.people.models import Office, User
from gongju.portals.shared.case_words import names_of
from gongju.portals.shared.wording import moment_text
from gongju.rules.procedure import Transition

CORRECTION = "issue_correction"
"""The effect by which a procedure says that a move sends back for correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`colleagues` may be given the case at its stage, the actor among them; empty where it is on no desk."""

    holder: User | None
    mine: bool
    colleagues: tuple[User, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """A step that was taken: what, by whom, when, why."""

    what: str
    who: str
    when: str
    why: str


def desk_of(matter: Matter) -> Desk:
    """Who has the case, and the officers of the office it is at with a role in a move from where it stands."""
    holder = matter.case.assigned_to
    mine = holder is not None and holder.pk == matter.actor.user_id
    roles = {name for move in matter.procedure.leaving(matter.case.stage) for name in move.who}
    staff = User.objects.filter(_of_the_office(matter.case), kind=User.Kind.STAFF, is_active=True)
    fitting = staff.filter(staff_roles__role__in=roles).distinct().order_by("display_name", "pk")
    return Desk(holder=holder, mine=mine, colleagues=tuple(fitting))


def _of_the_office(case: Case) -> Q:
    """Staff of the district's own office, of the territorial one it was handed in to, and of the city's."""
    district = Q(office__kind=Office.Kind.DISTRICT, office__authority=case.authority)
    territorial = Q(office__kind=Office.Kind.TERRITORIAL, office_id=case.territorial_office_id)
    return district | territorial | Q(office__kind=Office.Kind.CITY)


def deeds(matter: Matter) -> tuple[Deed, ...]:
    """The offices' steps so far, with names."""
    steps = [step for step in queries.steps(matter.case) if step.name in matter.procedure.transitions]
    official = [step for step in steps if _is_official(matter.procedure.transitions[step.name])]
    names = names_of(step.actor_id for step in official)
    return tuple(
        Deed(
            matter.procedure.transitions[step.name].title,
            names.get(step.actor_id, "系统"),
            moment_text(step.at.astimezone(matter.now.tzinfo)),
            step.reason,
        )
        for step in official
    )


def is_notice(matter: Matter, name: str) -> bool:
    """Whether a move sends the case back with a notice of all faults (一次性告知)."""
    return CORRECTION in matter.procedure.transitions[name].effects


def four_eyes(matter: Matter) -> tuple[str, ...]:
    """What is said beforehand of the moves that must be another person's, from here on."""
    return tuple(dict.fromkeys(_four_eyes(matter)))


def _four_eyes(matter: Matter) -> Iterator[str]:
    moves = matter.procedure.transitions
    for move in moves.values():
        if move.other_than and matter.case.stage in move.sources:
            earlier = "、".join(f"“{moves[name].title}”" for name in move.other_than)
            yield f"“{move.title}”须由没有办理过{earlier}的人办理。"
    later = [move for move in moves.values() if any(name in move.other_than for name in _leaving(matter))]
    for move in later:
        earlier = "、".join(f"“{moves[name].title}”" for name in move.other_than)
        yield f"办理{earlier}的人，不能再办理这一件的“{move.title}”。"


def _leaving(matter: Matter) -> set[str]:
    return {move.name for move in matter.procedure.leaving(matter.case.stage)}


def _is_official(move: Transition) -> bool:
    """Whether it is an office's move: its roles are of the shape district.accept."""
    return any("." in name for name in move.who)
