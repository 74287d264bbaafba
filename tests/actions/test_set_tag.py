"""What a district says of an employer."""

import pytest

from gongju.actions.set_tag import set_tag
from gongju.employers import queries
from gongju.errors import BadInput, NotFound, Refusal
from tests.cast import CHANGPING, NOW, Stage

pytestmark = pytest.mark.django_db
KEY = "区重点企业"


def test_a_district_says_a_standing_and_takes_it_back(stage: Stage) -> None:
    set_tag(actor=stage.sun, now=NOW, employer_id=stage.hhl.pk, tag=KEY)
    assert queries.tags(stage.hhl.pk, CHANGPING) == {KEY}
    set_tag(actor=stage.sun, now=NOW, employer_id=stage.hhl.pk, tag=KEY, on=False)
    assert queries.tags(stage.hhl.pk, CHANGPING) == frozenset()


@pytest.mark.parametrize("tag", ["", "本区最好的企业", KEY * 100])
def test_a_standing_that_the_form_does_not_list_is_refused(stage: Stage, tag: str) -> None:
    with pytest.raises(BadInput):
        set_tag(actor=stage.sun, now=NOW, employer_id=stage.hhl.pk, tag=tag)


def test_it_is_said_by_the_employers_own_district_alone(stage: Stage) -> None:
    with pytest.raises(NotFound):
        set_tag(actor=stage.feng, now=NOW, employer_id=stage.hhl.pk, tag=KEY)
    with pytest.raises(Refusal):
        set_tag(actor=stage.he, now=NOW, employer_id=stage.hhl.pk, tag=KEY)
