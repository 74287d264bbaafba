"""What is the office's to say is asked for on the page of a case, in the words of the office."""

import pytest

from gongju import clock
from gongju.casework.queries import by_number
from gongju.quota.models import QuotaRequest
from tests.allotment import at, desk_of, firm, reported
from tests.portals.conftest import As

from .test_work import text

pytestmark = pytest.mark.django_db
AUTUMN = at(2025, 11, 10)


def test_figures_that_only_the_office_knows_are_filled_in_beside_the_request(signed_in: As) -> None:
    # DC-013: 产业类型 and 发展前景 count when places are allotted, and no employer can say them
    desk = desk_of("dongcheng")
    case = reported(desk, firm(desk, now=AUTUMN), 4, now=AUTUMN)
    client, here = signed_in(desk.shen), f"/office/cases/{case.number}/"
    with clock.set_clock(AUTUMN):
        shown = text(client.get(here))
        assert "由经办人填写的" in shown
        for said in ("产业类型", "发展前景"):
            assert said in shown
        told = {"asked": ["industry_class", "prospects"], "industry_class": "支持和鼓励发展的产业"}
        wrong = client.post(f"{here}answers/", {**told, "prospects": "很好"})
        assert wrong.status_code == 422
        assert client.post(f"{here}answers/", {**told, "prospects": "好"}).status_code == 302
        assert by_number(case.number).answers["prospects"] == "好"
        board = QuotaRequest.objects.get().round_id
        assert "支持和鼓励发展的产业" in text(signed_in(desk.zheng).get(f"/office/quota/{board}/"))


def test_nobody_answers_for_the_parties_or_off_the_desk(signed_in: As) -> None:
    desk = desk_of("dongcheng")
    case = reported(desk, firm(desk, now=AUTUMN), 4, now=AUTUMN)
    here = f"/office/cases/{case.number}/answers/"
    with clock.set_clock(AUTUMN):
        signed_in(desk.shen).post(here, {"asked": ["requested_places"], "requested_places": "9"})
        assert by_number(case.number).answers["requested_places"] == "4"
        other = signed_in(desk_of("chaoyang").shen).post(here, {"asked": ["prospects"], "prospects": "好"})
        assert other.status_code == 404
