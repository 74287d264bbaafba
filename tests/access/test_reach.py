"""Who reaches what: every kind of actor against a case, its papers, its permit and its people, in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from gongju.access.actor import Actor, actor_of
from gongju.access.cases import case_for, visible_cases
from gongju.access.documents import visible_versions
from gongju.access.employers import visible_employers, visible_employments
from gongju.access.lots import visible_lots
from gongju.access.people import visible_people
from gongju.access.permits import visible_permits
from gongju.actions.link import ask_link
from gongju.actions.open_case import open_case
from gongju.actions.release import release
from gongju.casework.models import Case, HandedIn
from gongju.employers.models import Employment
from gongju.errors import NotFound
from gongju.people.models import User
from tests import cast, story
from tests.cast import NOW, Stage

OFFICERS = "sun zhou wu he"
ALL = "lin zhao sun zhou wu he"


def actors(stage: Stage) -> dict[str, Actor]:
    """Everybody by their name on the stage, with those who stand for nobody."""
    found = {one.name: getattr(stage, one.name) for one in fields(stage)}
    people = {name: actor for name, actor in found.items() if isinstance(actor, Actor)}
    nobody = {kind: actor_of(cast.login("新人", kind)) for kind in (User.Kind.PERSON, User.Kind.AGENT, User.Kind.STAFF)}
    return people | {f"new {kind.value}": actor for kind, actor in nobody.items()}


def who(stage: Stage, may: Callable[[Actor], bool]) -> str:
    """The names of those who may, in the order of the stage."""
    return " ".join(name for name, actor in actors(stage).items() if may(actor))


def drafted(stage: Stage) -> Case:
    """A draft at an employer that is open."""
    story.access_opened(stage)
    return story.drafted(stage)


STATES: list[tuple[Callable[[Stage], Case], str]] = [
    (drafted, "lin"),
    (story.submitted, ALL),
    (story.endorsed, ALL),
    (story.returned, ALL),
    (story.accepted, ALL),
    (story.reviewed, ALL),
    (story.approved, ALL),
]


@pytest.mark.parametrize(("reach_state", "expected"), STATES)
def test_a_persons_case(stage: Stage, reach_state: Callable[[Stage], Case], expected: str) -> None:
    case = reach_state(stage)
    assert who(stage, lambda actor: visible_cases(actor).filter(pk=case.pk).exists()) == expected


@pytest.mark.parametrize(("reach_state", "expected"), STATES)
def test_the_papers_of_a_case_go_with_it(stage: Stage, reach_state: Callable[[Stage], Case], expected: str) -> None:
    case = reach_state(stage)
    hers = HandedIn.objects.filter(case=case, version__document__holder_kind="person").values("version_id")
    assert who(stage, lambda actor: visible_versions(actor).filter(pk__in=hers).exists()) == expected


def test_none_and_not_yours_look_the_same(stage: Stage) -> None:
    case = story.endorsed(stage)
    for number in (case.number, "CP20269999999"):
        with pytest.raises(NotFound) as told:
            case_for(stage.chen, number)
        assert str(told.value) == str(NotFound("这项业务"))


def test_an_employers_own_case(stage: Stage) -> None:
    case = open_case(actor=stage.zhao, now=NOW, type="employer_access")
    assert who(stage, lambda actor: visible_cases(actor).filter(pk=case.pk).exists()) == "zhao"


def test_an_employers_own_case_once_submitted(stage: Stage) -> None:
    case = story.access_asked_for(stage)
    assert who(stage, lambda actor: visible_cases(actor).filter(pk=case.pk).exists()) == f"zhao {OFFICERS}"


def test_a_paper_that_was_not_handed_in_is_the_holders_alone(stage: Stage) -> None:
    story.endorsed(stage)
    paper = cast.paper(stage.lin, "other", "其他材料")
    assert who(stage, lambda actor: visible_versions(actor).filter(pk=paper.pk).exists()) == "lin"


def test_a_contract_is_seen_by_both_sides_of_it(stage: Stage) -> None:
    linked = cast.link(stage.lin, stage.zhao, stage.hhl)
    contract = linked.contract_document_id
    assert who(stage, lambda actor: visible_versions(actor).filter(document=contract).exists()) == "lin zhao"


def test_a_permit(stage: Stage) -> None:
    case = story.approved(stage)
    assert who(stage, lambda actor: visible_permits(actor).filter(issued_by=case).exists()) == ALL


def test_a_person_who_only_asked_is_not_yet_read_by_the_employer(stage: Stage) -> None:
    ask_link(actor=stage.lin, now=NOW, link_code=stage.hhl.link_code)
    lin = stage.lin.person_id or 0
    assert who(stage, lambda actor: visible_people(actor).filter(pk=lin).exists()) == "lin"
    assert who(stage, lambda actor: visible_employments(actor).filter(person_id=lin).exists()) == "lin zhao"


def test_a_confirmed_person_is_read_by_the_employer(stage: Stage) -> None:
    cast.link(stage.lin, stage.zhao, stage.hhl)
    lin = stage.lin.person_id or 0
    assert who(stage, lambda actor: visible_people(actor).filter(pk=lin).exists()) == "lin zhao"


def test_a_person_is_read_by_the_office_once_a_case_is_handed_in(stage: Stage) -> None:
    case = story.endorsed(stage)
    assert who(stage, lambda actor: visible_people(actor).filter(cases=case).exists()) == ALL


def test_a_person_who_left_is_no_longer_read_by_the_employer(stage: Stage) -> None:
    case = story.approved(stage)
    linked = Employment.objects.get(person__cases=case)
    release(
        actor=stage.zhao,
        now=NOW + 9 * story.DAY,
        employment_id=linked.pk,
        ended_on=NOW.date(),
        reason="辞职",
        document_id=cast.proof_of_leaving(stage.zhao, now=NOW + 9 * story.DAY),
    )
    assert who(stage, lambda actor: visible_people(actor).filter(cases=case).exists()) == f"lin {OFFICERS}"
    assert who(stage, lambda actor: visible_cases(actor).filter(pk=case.pk).exists()) == ALL


def test_an_employer(stage: Stage) -> None:
    hhl = stage.hhl.pk
    expected = "zhao sun zhou wu zheng he"
    assert who(stage, lambda actor: visible_employers(actor).filter(pk=hhl).exists()) == expected


def test_a_lot(stage: Stage) -> None:
    lot = story.lot_of(stage, 1)
    assert who(stage, lambda actor: visible_lots(actor).filter(pk=lot.pk).exists()) == "zhao sun zhou wu zheng he"


def test_the_system_reaches_everything(stage: Stage) -> None:
    case = drafted(stage)
    assert case_for(Actor.system(), case.number).pk == case.pk


def test_an_agent_whose_filing_was_ended_reaches_nothing(stage: Stage) -> None:
    case = story.access_asked_for(stage)
    stage.hhl.agents.update(active=False)
    former = actor_of(User.objects.get(pk=stage.zhao.user_id or 0))
    assert former.employer_id is None
    assert not visible_cases(former).filter(pk=case.pk).exists()
