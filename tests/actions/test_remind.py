"""Reminders: on the day the rulebook's term reaches, once, to whom it concerns; and a list of those not let go."""

from __future__ import annotations

from datetime import date

import pytest

from gongju.access.actor import Actor
from gongju.actions.daily import daily
from gongju.actions.remind import remind
from gongju.actions.reminders import LAPSES, overdue_releases
from gongju.casework import books
from gongju.notifications.inbox import messages_of
from gongju.notifications.models import Message
from gongju.outbox.worker import drain
from gongju.people.models import Person
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.quota.models import Lot
from tests import cast
from tests.actions.holders import Place, at, holding, permit_of
from tests.cast import Stage

DAY = date(2023, 5, 1)


def told(place: Place, who: Actor, day: date = DAY) -> list[str]:
    """The titles of what somebody reads after the run of that day."""
    remind(actor=Actor.system(), now=at(day))
    drain(ask=lambda: at(day))
    return [one.title for one in messages_of(who) if one.event.startswith(("permit.", "employment.overdue"))]


def run(place: Place, who: Actor, event: str, day: date = DAY) -> list[Message]:
    """The messages of one kind that somebody has after the run of that day."""
    told(place, who, day)
    return [one for one in messages_of(who) if one.event == event]


def chaoyang(stage: Stage) -> Place:
    """A permit that ends on 2023-06-30 in 朝阳区."""
    return holding(stage, "chaoyang", first_day=date(2020, 7, 1), today=date(2023, 4, 3))


def test_on_the_first_of_the_sixty_days_once(stage: Stage) -> None:
    """Not a day earlier, and not twice however often it runs (CY-Q58c; CC-226)."""
    place = chaoyang(stage)
    assert told(place, place.holder, date(2023, 4, 30)) == []
    assert told(place, place.holder) == ["证件快到期，可以续签"]
    assert told(place, place.holder, date(2023, 5, 2)) == ["证件快到期，可以续签"]


def test_without_a_full_profile_the_employer_alone_is_told(stage: Stage) -> None:
    """The holder gets no message before the profile is complete (CC-227)."""
    place = chaoyang(stage)
    permit_of(stage.chen, place.employer, "chaoyang", date(2020, 7, 1))
    cast.link(stage.chen, place.agent, place.employer, now=place.today, since=date(2020, 7, 1))
    assert told(place, stage.chen) == []
    assert told(place, place.agent).count("员工证件快到期，资料还没有填完（陈默）") == 1


@pytest.mark.parametrize(
    ("authority", "birth"),
    [("changping", "2005-06-10"), ("dongcheng", "2005-06-10"), ("chaoyang", "2005-06-10"), ("daxing", "2007-06-10")],
)
def test_a_child_about_to_outgrow_it(stage: Stage, authority: str, birth: str) -> None:
    """Sixty days before the age that the district sets (AMB-78, AMC-51); nobody is taken off by itself."""
    place = holding(stage, authority, first_day=date(2022, 7, 1), today=date(2023, 4, 3))
    child = {"name": "林知夏", "identity_kind": "居民身份证", "identity_number": "1", "birth": birth}
    permit = Permit.objects.get(pk=place.permit.pk)
    permit.children = [child]
    permit.save(update_fields=["children"])
    assert told(place, place.holder) == ["随往子女快满年龄"]
    text = messages_of(place.holder)[0].text
    assert "2023年6月10日" in text
    assert "证件上的子女不会自动减少" in text
    place.permit.refresh_from_db()
    assert len(place.permit.children) == 1


def test_who_was_not_let_go_is_named_once_a_month(stage: Stage) -> None:
    """From sixty days after the end of the contract on (LF-03, CY-Q73a)."""
    place = chaoyang(stage)
    edition = books.edition_for("chaoyang", DAY)
    employment = cast.link_of(place.holder)
    employment.contract_to = date(2023, 3, 1)
    employment.save(update_fields=["contract_to"])
    assert overdue_releases(edition, date(2023, 4, 30)) == []
    assert overdue_releases(edition, date(2023, 5, 1)) == [employment]
    title = "还没有解除关联或更新合同（林晓禾）"
    assert [told(place, place.agent, date(2023, *day)).count(title) for day in ((5, 1), (5, 20), (6, 1))] == [1, 1, 2]


def test_while_there_is_time_to_release_the_employer_is_told_three_times(stage: Stage) -> None:
    """On the 30th, the 50th and the 60th day after the end of the contract in 朝阳区 (LF-03)."""
    place = chaoyang(stage)
    employment = cast.link_of(place.holder)
    employment.contract_to = date(2023, 3, 1)
    employment.save(update_fields=["contract_to"])
    days = [(3, 30), (3, 31), (4, 19), (4, 20), (4, 29), (4, 30)]
    found = [len(run(place, place.agent, "employment.release_due", date(2023, *day))) for day in days]
    assert found == [0, 1, 1, 2, 2, 3]
    assert "请在2023年4月30日前解除关联" in run(place, place.agent, "employment.release_due")[0].text


def test_places_about_to_lapse(stage: Stage) -> None:
    """Thirty, fifteen and seven days before, with what is free then; nothing once all are taken (CY-Q09c)."""
    place = chaoyang(stage)
    days = (date(2023, 4, 1), date(2023, 6, 30))
    lot = Lot.objects.create(
        employer=place.employer, authority="chaoyang", granted=3, used=1, first_day=days[0], last_day=days[1]
    )
    found = [len(run(place, place.agent, LAPSES, day)) for day in (date(2023, 5, 30), date(2023, 5, 31))]
    assert found == [0, 1]
    assert "还有 2 个工作居住证指标没有用，有效期到2023年6月30日" in run(place, place.agent, LAPSES)[0].text
    assert len(run(place, place.agent, LAPSES, date(2023, 6, 15))) == 2
    Lot.objects.filter(pk=lot.pk).update(used=3)
    assert len(run(place, place.agent, LAPSES, date(2023, 6, 23))) == 2


def test_at_the_age_of_retirement_the_employer_is_asked_and_nothing_lapses(stage: Stage) -> None:
    """Sixty days before a woman is 55, in 朝阳区, whose rules ask it (CC-276, CY-Q83, AMC-27)."""
    place = chaoyang(stage)
    Person.objects.filter(pk=place.holder.person_id or 0).update(birth=date(1968, 6, 1), sex="女")
    assert run(place, place.agent, "permit.retiring", date(2023, 4, 1)) == []
    assert len(run(place, place.agent, "permit.retiring", date(2023, 4, 2))) == 1
    assert len(run(place, place.agent, "permit.retiring", date(2023, 6, 2))) == 1
    place.permit.refresh_from_db()
    assert state_on(place.permit, date(2023, 6, 2)) is State.VALID


def test_nobody_but_the_system_reminds(stage: Stage) -> None:
    """An actor who is not the system is an error."""
    with pytest.raises(PermissionError):
        remind(actor=stage.zhao, now=at(DAY))


def test_the_daily_run_reminds(stage: Stage) -> None:
    """Its first round tells, its second has nothing to tell."""
    chaoyang(stage)
    title = "提醒到期、子女和解除关联"
    assert [daily(at(DAY))[title], daily(at(DAY))[title]] == [1, 0]
