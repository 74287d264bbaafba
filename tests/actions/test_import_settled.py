"""The city's list of settled people: looked at first, then cancelled once, with everybody told; the yearly list."""

from datetime import timedelta

import pytest

from gongju.access.actor import Actor
from gongju.actions.import_settled import import_settled
from gongju.actions.release import release
from gongju.employers.queries import confirmed
from gongju.errors import BadInput, Refusal
from gongju.notifications.models import Message
from gongju.outbox.worker import drain
from gongju.people.models import Office
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.permits.year_list import year_list
from tests import cast, story
from tests.cast import NOW, Stage
from tests.story import DAY

LATER = NOW + 30 * DAY
HEAD = "姓名,证件号码,落户日期\n"
LIN = "林晓禾,11010119900307002X,2026-12-01\n"


@pytest.fixture
def city(stage: Stage) -> Actor:
    return cast.officer("秦市局", "beijing", "city.approve", kind=Office.Kind.CITY)


def read(who: Actor, lines: str, *, confirm: bool = False) -> list[tuple[str, str]]:
    report = import_settled(actor=who, now=LATER, content=(HEAD + lines).encode(), confirm=confirm)
    return [(one.outcome, one.text) for one in report.lines]


def test_the_list_is_looked_at_before_anything_is_done(stage: Stage, city: Actor) -> None:
    # CC-274, CY-Q86b: the employer has not released them
    story.approved(stage)
    permit = Permit.objects.get()
    assert read(city, LIN) == [("new", f"{permit.number}（北京海河蓝科技有限公司），注销。")]
    assert state_on(permit, LATER.date()) is State.VALID


def test_those_on_the_list_lose_their_permit_once_and_are_told(stage: Stage, city: Actor) -> None:
    story.approved(stage)
    read(city, LIN, confirm=True)
    permit = Permit.objects.get()
    assert state_on(permit, LATER.date()) is State.CANCELLED
    assert read(city, LIN, confirm=True)[0][0] == "known"
    drain(ask=lambda: LATER)
    told = Message.objects.filter(event="permit.settled")
    assert {(one.person_id, one.employer_id) for one in told} == {
        (stage.lin.person_id, None),
        (None, stage.hhl.pk),
    }
    assert "落户日期 2026年12月1日" in told[0].text
    (one,) = year_list(Permit.objects.all(), 2026, LATER.date())
    assert (one.word, one.on) == ("已落户", LATER.date())


def test_what_is_wrong_with_a_line_is_said_and_the_others_go_on(stage: Stage, city: Actor) -> None:
    story.approved(stage)
    lines = (
        f"林晓何,11010119900307002X,2026-12-01\n陈默,110101199203070016,2027-12-01\n某人,,\n某某,9,2026-01-01\n{LIN}"
    )
    outcomes = read(city, lines, confirm=True)
    assert [outcome for outcome, _ in outcomes] == ["wrong", "wrong", "wrong", "known", "wrong"]
    assert "登记的姓名是“林晓禾”" in outcomes[0][1]
    assert "晚于今天" in outcomes[1][1]
    assert "没有填" in outcomes[2][1]
    assert "重复" in outcomes[4][1]
    assert state_on(Permit.objects.get(), LATER.date()) is State.VALID


def test_the_list_is_the_citys_alone(stage: Stage) -> None:
    for who in (stage.wu, stage.he, stage.zhao, Actor.system()):
        with pytest.raises(Refusal, match="市级核准岗位"):
            read(who, LIN)


def test_a_table_without_its_columns_is_refused(stage: Stage, city: Actor) -> None:
    with pytest.raises(BadInput, match="缺少：落户日期"):
        import_settled(actor=city, now=LATER, content="姓名,证件号码\n".encode(), confirm=False)


def test_who_left_and_what_expired_stand_in_the_year_they_did(stage: Stage) -> None:
    # LF-08
    story.approved(stage)
    permit = Permit.objects.get()
    employment = confirmed(int(stage.lin.person_id or 0))
    assert employment is not None
    release(
        actor=stage.zhao,
        now=LATER,
        employment_id=employment.pk,
        ended_on=LATER.date(),
        reason="本人辞职",
        document_id=cast.proof_of_leaving(stage.zhao, now=LATER),
    )
    assert [one.word for one in year_list(Permit.objects.all(), 2026, LATER.date())] == ["离职"]
    over = permit.last_day + timedelta(days=1)
    assert year_list(Permit.objects.all(), over.year, permit.last_day) == []
    assert [one.word for one in year_list(Permit.objects.all(), over.year, over)] == ["到期失效"]
