"""单位关联: asked by code, withdrawn while nobody answered."""

import pytest
from django.test import Client

from gongju.employers.models import Employment
from tests import cast
from tests.cast import Stage
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db


def test_asking_by_code_waits_for_the_employer(lin: Client, stage: Stage) -> None:
    lin.post("/my/employer/ask/", {"link_code": f" {stage.hhl.link_code.lower()} "})
    page = lin.get("/my/employer/").content.decode()
    assert stage.hhl.name in page
    assert "待单位确认" in page


def test_wrong_code_says_so_beside_the_field(lin: Client) -> None:
    answer = lin.post("/my/employer/ask/", {"link_code": "NOSUCH"})
    assert answer.status_code == 422
    assert "没有使用这个关联码的单位" in answer.content.decode()


def test_request_is_taken_back(lin: Client, stage: Stage) -> None:
    lin.post("/my/employer/ask/", {"link_code": stage.hhl.link_code})
    asked = Employment.objects.get()
    lin.post(f"/my/employer/{asked.pk}/withdraw/")
    asked.refresh_from_db()
    assert asked.state == Employment.State.WITHDRAWN
    assert "申请关联" in lin.get("/my/employer/").content.decode()


def test_request_of_another_is_not_found(lin: Client, stage: Stage, signed_in: As) -> None:
    lin.post("/my/employer/ask/", {"link_code": stage.hhl.link_code})
    asked = Employment.objects.get()
    assert signed_in(stage.chen).post(f"/my/employer/{asked.pk}/withdraw/").status_code == 404


def test_linked_shows_the_contract_and_no_second_request(lin: Client, stage: Stage) -> None:
    cast.link(stage.lin, stage.zhao, stage.hhl)
    page = lin.get("/my/employer/").content.decode()
    assert "到2029年2月28日为止" in page
    assert "申请关联" not in page
    assert lin.post("/my/employer/ask/", {"link_code": stage.nankou.link_code}).status_code == 422
