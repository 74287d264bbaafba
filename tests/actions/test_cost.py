"""What a verb costs: the statements it sends, bounded, however many papers a case has."""

import pytest
from pytest_django import DjangoAssertNumQueries

from gongju.access.cases import case_for
from gongju.actions.fill import fill
from gongju.actions.hand_in import hand_in
from gongju.actions.mark_material import mark_all_fit
from gongju.actions.move import move
from gongju.casework import queries as casework
from gongju.casework.models import Case, HandedIn
from gongju.journal.queries import history
from gongju.journal.refs import SubjectRef
from tests import cast, story
from tests.cast import NOW, Stage

TEXTS = {"text", "sources"}


@pytest.fixture
def draft(stage: Stage) -> Case:
    """A draft of 林晓禾 with every answer and every paper of hers."""
    story.access_opened(stage)
    return story.drafted(stage)


def test_filling_in(stage: Stage, draft: Case, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(11):
        fill(actor=stage.lin, now=NOW, case_number=draft.number, answers={"tax_months": "41"})


def test_handing_in(stage: Stage, draft: Case, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    version = cast.paper(stage.lin, "integrity", "诚信声明")
    with django_assert_max_num_queries(12):
        hand_in(actor=stage.lin, now=NOW, case_number=draft.number, material="integrity", version_id=version.pk)


def test_submitting(stage: Stage, draft: Case, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(34):
        move(actor=stage.lin, now=NOW, case_number=draft.number, transition="submit", seen_stage="draft")


def test_finding_every_paper_fit_costs_the_same_for_one_paper_and_for_ten(
    stage: Stage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = story.accepted(stage)
    papers = HandedIn.objects.filter(case=case, removed_at=None)
    assert papers.count() > 5
    with django_assert_max_num_queries(11):
        assert mark_all_fit(actor=stage.zhou, now=NOW, case_number=case.number) == papers.count()
    assert set(papers.values_list("state", flat=True)) == {"fit"}
    entry = history(SubjectRef("case", case.number))[-1]
    assert (entry.action, set(entry.data["handed_in"])) == (
        "material.mark_all_fit",
        set(papers.values_list("pk", flat=True)),
    )


def test_finding_fit_what_is_fit_already_says_nothing(stage: Stage) -> None:
    case = story.accepted(stage)
    mark_all_fit(actor=stage.zhou, now=NOW, case_number=case.number)
    told = len(history(SubjectRef("case", case.number)))
    assert mark_all_fit(actor=stage.zhou, now=NOW, case_number=case.number) == 0
    assert len(history(SubjectRef("case", case.number))) == told


def test_a_case_comes_without_the_texts_of_its_books(stage: Stage) -> None:
    number = story.submitted(stage).number
    for case in (case_for(stage.lin, number), casework.by_number(number)):
        assert case.rulebook is not None
        assert case.rulebook.get_deferred_fields() == TEXTS
        assert case.procedure.get_deferred_fields() == {"text"}
