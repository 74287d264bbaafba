"""Four eyes: on the server, over every pair of steps of every procedure, exactly as its file says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.conf import settings

from gongju.access.actor import STAFF, Actor
from gongju.actions.may import objections
from gongju.casework.models import Case, ProcedureText, Step
from gongju.employers.models import Employer
from gongju.people.models import Office, User
from gongju.rules.procedure import Procedure, Transition
from gongju.rules.procedure_reading import read_procedures
from tests import cast

PROCEDURES = tuple(read_procedures(settings.GONGJU.procedures_dir))
DECIDING = ("approve", "approve_restricted", "approve_city", "reject", "reject_city", "grant", "settle")


@dataclass(frozen=True)
class Seen:
    """As much of a matter as the question of who may move it looks at."""

    case: Case
    procedure: Procedure
    actor: Actor
    today: date


def by_staff(procedure: Procedure) -> list[Transition]:
    return [move for move in procedure.transitions.values() if any("." in name for name in move.who)]


def somebody(*moves: Transition) -> Actor:
    """Staff with every role that these moves ask for, of the office that the last of them is for."""
    names = {name for move in moves for name in move.who if "." in name}
    kind = next(name for name in moves[-1].who if "." in name).partition(".")[0]
    user = cast.login("孙静", User.Kind.STAFF)
    office, _ = Office.objects.get_or_create(
        code="changping.x", defaults={"authority": "changping", "name": "x", "kind": kind}
    )
    return Actor(
        kind=STAFF,
        user_id=user.pk,
        office_id=office.pk,
        office_kind=kind,
        authority="changping",
        roles=frozenset(names),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.type)
def test_whoever_did_one_step_is_refused_the_other_exactly_where_the_file_says(procedure: Procedure) -> None:
    cast.books_on_the_shelf()
    employer = Employer.objects.create(name="x", uscc="x", authority="changping", link_code="x")
    text = ProcedureText.objects.filter(type=procedure.type).latest("pk")
    for earlier in by_staff(procedure):
        for later in by_staff(procedure):
            actor = somebody(earlier, later)
            case = Case.objects.create(
                number=f"X{Case.objects.count()}",
                type=procedure.type,
                authority="changping",
                stage=later.sources[0],
                opened_at=cast.NOW,
                procedure=text,
                territorial_office_id=actor.office_id,
                open=False,
                outcome="approved",
                decided_at=cast.NOW,
                employer=employer,
            )
            ref = actor.ref
            Step.objects.create(case=case, name=earlier.name, at=cast.NOW, actor_kind=ref.kind, actor_id=ref.id)
            told = list(objections(Seen(case, procedure, actor, cast.NOW.date()), replace(later, guards=())))  # type: ignore[arg-type]
            expected = ["move.four_eyes"] if earlier.name in later.other_than else []
            assert [one.code for one in told] == expected, (earlier.name, later.name)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.type)
def test_no_file_lets_whoever_accepted_decide(procedure: Procedure) -> None:
    accepting = [move.name for move in by_staff(procedure) if move.moment == "acceptance"]
    deciding = [move for move in by_staff(procedure) if move.moment == "approval" or move.name in DECIDING]
    assert deciding
    assert [move.name for move in deciding if not set(accepting) <= set(move.other_than)] == []


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.type)
def test_a_file_names_only_steps_of_its_own(procedure: Procedure) -> None:
    named = {name for move in procedure.transitions.values() for name in move.other_than}
    assert named <= set(procedure.transitions)
