"""The procedure files and the verbs fit together: every name in a file exists, and every name that exists is used."""

from django.conf import settings

from gongju.actions.effects import EFFECTS
from gongju.actions.guards import GUARDS
from gongju.people.models import StaffRole
from gongju.rules.entries import NO_PLACE
from gongju.rules.procedure_reading import read_procedures
from gongju.rules.procedure_sense import ROLES
from gongju.rules.reading import read_library

PROCEDURES = read_procedures(settings.GONGJU.procedures_dir)


def test_every_guard_named_in_a_file_exists_and_every_guard_is_named() -> None:
    moves = [move for procedure in PROCEDURES for move in procedure.transitions.values()]
    named = {name for move in moves for name in move.guards}
    assert named | {name for procedure in PROCEDURES for name in procedure.opening.guards} == set(GUARDS)


def test_every_effect_named_in_a_file_exists_and_every_effect_is_named() -> None:
    named = {name for procedure in PROCEDURES for move in procedure.transitions.values() for name in move.effects}
    assert named == set(EFFECTS)


def test_every_role_a_file_may_name_is_one_that_staff_can_hold() -> None:
    assert set(ROLES) <= set(StaffRole.Role.values)


def test_every_stage_a_rulebook_lists_stands_in_the_procedure() -> None:
    stages = {procedure.type: set(procedure.stages) for procedure in PROCEDURES}
    for edition in read_library(settings.GONGJU.rulebooks_dir).editions:
        for business, listed in edition.stages.items():
            assert set(listed) <= stages.get(business, set(listed)), f"{edition.key} {business}"


def test_a_business_that_takes_places_has_a_procedure_that_moves_them() -> None:
    moving = {"reserve_place", "use_place", "give_place_back"}
    effects = {
        one.type: {name for move in one.transitions.values() for name in move.effects} & moving for one in PROCEDURES
    }
    taking = {
        (edition.key, business.name)
        for edition in read_library(settings.GONGJU.rulebooks_dir).editions
        for business in edition.businesses.values()
        if business.quota != NO_PLACE
    }
    assert ("changping/2021-08", "first_issue") in taking
    assert {(key, name) for key, name in taking if effects.get(name, moving) != moving} == set()


def test_the_final_approval_is_never_by_who_accepted() -> None:
    for procedure in PROCEDURES:
        for move in procedure.transitions.values():
            if procedure.stage(move.to).outcome in ("approved", "rejected"):
                assert "accept" in move.other_than, f"{procedure.type}.{move.name}"


def test_no_move_ends_where_it_began_under_the_stages_of_any_district() -> None:
    """A move to a stage that the district does not list is carried on by itself: it must not come back."""
    known = {procedure.type: procedure for procedure in PROCEDURES}
    idle = [
        f"{edition.key} {kind}.{move.name}"
        for edition in read_library(settings.GONGJU.rulebooks_dir).editions
        for kind, listed in edition.stages.items()
        if kind in known
        for move in known[kind].transitions.values()
        if known[kind].leg(move, listed).to in move.sources
    ]
    assert idle == []


def test_a_business_taken_in_by_appointment_has_a_procedure_that_asks_for_it() -> None:
    # CC-098, CC-099, CC-100
    asked = {
        name
        for one in read_library(settings.GONGJU.rulebooks_dir).editions
        for name in one.businesses
        if one.businesses[name].appointment
    }
    taking_in = [
        (procedure.type, move)
        for procedure in PROCEDURES
        for move in procedure.transitions.values()
        if procedure.type in asked and "acceptance" in move.events
    ]
    assert [f"{type_}.{move.name}" for type_, move in taking_in if "appointment_come" not in move.guards] == []
    assert {type_ for type_, _ in taking_in} == asked & {procedure.type for procedure in PROCEDURES}
