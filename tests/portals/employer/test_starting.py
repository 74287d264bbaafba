"""What the employer starts about its staff: offered on the employee's page, one by one or many at once."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from gongju.casework.models import Case
from tests import cast
from tests.actions.holders import holding
from tests.cast import NOW, Stage
from tests.portals.conftest import As
from tests.portals.employer.conftest import text

FIRST = date(2024, 1, 1)
"""Of a permit that ends on 2026-12-31, five weeks after the day on the stage."""


def test_the_employees_page_offers_what_may_be_started_and_says_why_not_the_rest(stage: Stage, signed_in: As) -> None:
    """续签 may be started; 新办 is the person's own, and 聘用单位变更 is for a suspended permit."""
    place = holding(stage, "changping", first_day=FIRST, today=NOW.date())
    employment = cast.link_of(place.holder)
    shown = text(signed_in(stage.zhao).get(reverse("employer:employee", args=[employment.pk])))
    assert "发起续签" in shown
    assert "由申请人本人发起" in shown
    assert "证件没有挂起" in shown


def test_a_renewal_is_started_and_the_person_finds_it(stage: Stage, signed_in: As) -> None:
    """The agent comes to the case; the person sees it at once, with what is theirs to do."""
    place = holding(stage, "changping", first_day=FIRST, today=NOW.date())
    client = signed_in(stage.zhao)
    here = reverse("employer:start", args=[cast.link_of(place.holder).pk, "renewal"])
    assert "本人也能看到这项业务" in text(client.post(here, follow=True))
    case = Case.objects.get(type="renewal")
    theirs = signed_in(stage.lin)
    assert "单位为您发起了“续签”" in text(theirs.get("/my/"))
    assert "这项业务由单位经办人提交" in text(theirs.get(f"/my/cases/{case.number}/fill/"))


def test_many_at_once_with_a_result_for_each(stage: Stage, signed_in: As) -> None:
    """The list names who may be chosen; nobody chosen is told; what was done already is refused in words."""
    place = holding(stage, "changping", first_day=FIRST, today=NOW.date())
    client, here = signed_in(stage.zhao), reverse("employer:start_many", args=["renewal"])
    assert "林晓禾" in text(client.get(here))
    assert "checked" in text(client.get(here))
    nobody = client.post(here)
    assert (nobody.status_code, "checked" in text(nobody)) == (422, False)
    chosen = {"person": [str(place.holder.person_id)]}
    assert "已发起" in text(client.post(here, chosen))
    assert "同一时间只能办一项业务" in text(client.get(here))
    assert "没有发起" in text(client.post(here, chosen))


def test_it_says_from_when_each_may_be_renewed(stage: Stage, signed_in: As) -> None:
    """The list of staff, its file, the choice for many and the person's own page tell the same day."""
    place = holding(stage, "changping", first_day=date(2024, 7, 1), today=NOW.date())
    day, client = "2027年5月1日起可以办理续签", signed_in(stage.zhao)
    for address in (reverse("employer:staff"), reverse("employer:start_many", args=["renewal"]) + "?all=1"):
        assert day in text(client.get(address))
    employee = reverse("employer:employee", args=[cast.link_of(place.holder).pk])
    assert day in text(client.get(employee))
    assert "2027年5月1日" in text(client.get(reverse("employer:staff_export")))
    assert day in text(signed_in(stage.lin).get("/my/businesses/"))


def test_another_employers_staff_are_not_there(stage: Stage, signed_in: As) -> None:
    """The address of somebody else's employee leads nowhere."""
    place = holding(stage, "changping", first_day=FIRST, today=NOW.date())
    here = reverse("employer:start", args=[cast.link_of(place.holder).pk, "renewal"])
    assert signed_in(stage.ma).post(here).status_code == 404
    assert signed_in(stage.zhao).get(reverse("employer:start_many", args=["first_issue"])).status_code == 404
