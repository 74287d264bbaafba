"""真伪验证: what a stranger sees, by number and name and by the paper's address."""

import dataclasses
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client

from gongju.permits import records
from tests.permits.holding import NOW, lin_holds_a_permit
from tests.portals.public.conftest import text_of

pytestmark = pytest.mark.django_db


def test_a_permit_in_force_shows_what_the_paper_shows_and_no_more(client: Client) -> None:
    # CC-281
    permit = lin_holds_a_permit()
    html = text_of(client.post("/verify/", {"number": permit.number, "name": "林晓禾"}))
    assert "这张证现在有效，到 2029年10月31日为止" in html
    assert "北京海河蓝科技有限公司" in html
    assert "110101199003070028" not in html
    assert "110101201905124327" not in html


@pytest.mark.parametrize("asked", [{"name": "林小禾"}, {"number": "CP2020000009"}])
def test_a_wrong_name_and_a_wrong_number_look_the_same(client: Client, asked: dict[str, str]) -> None:
    permit = lin_holds_a_permit()
    html = text_of(client.post("/verify/", {"number": permit.number, "name": "林晓禾", **asked}))
    assert "没有编号和姓名都对得上的证件" in html
    assert "海河蓝" not in html


def test_a_suspended_permit_says_so(client: Client) -> None:
    permit = lin_holds_a_permit()
    records.suspend(permit, now=NOW, on=date(2026, 11, 20))
    html = text_of(client.post("/verify/", {"number": permit.number, "name": "林晓禾"}))
    assert '<h2 id="result">挂起</h2>' in html


def test_a_frozen_and_a_cancelled_permit_say_so_each_in_its_word(client: Client) -> None:
    # CC-283, CC-285
    permit = lin_holds_a_permit()
    asked = {"number": permit.number, "name": "林晓禾"}
    frozen = records.freeze(permit, now=NOW, on=NOW.date(), until=None)
    assert '<h2 id="result">冻结</h2>' in text_of(client.post("/verify/", asked))
    records.cancel(frozen, now=NOW, on=NOW.date())
    assert '<h2 id="result">注销</h2>' in text_of(client.post("/verify/", asked))


def test_the_address_on_the_paper_shows_the_permit(client: Client) -> None:
    confirmation = records.confirmation(lin_holds_a_permit(), now=NOW)
    assert "这张证现在有效" in text_of(client.get(f"/verify/{confirmation.token}/"))


def test_a_paper_that_was_replaced_is_void(client: Client) -> None:
    permit = lin_holds_a_permit()
    confirmation = records.confirmation(permit, now=NOW)
    records.void_confirmations(permit, now=NOW)
    address = f"/verify/{confirmation.token}/"
    assert '<h2 id="result">已作废</h2>' in text_of(client.get(address))
    records.confirmation(permit, now=NOW + timedelta(days=1))
    told = text_of(client.get(address))
    assert '<h2 id="result">已换发</h2>' in told
    assert "2026年11月22日出具了新的" in told


def test_an_address_never_given_out_is_unknown(client: Client) -> None:
    lin_holds_a_permit()
    assert "这个地址不是本系统出具的" in text_of(client.get("/verify/made-up/"))


def test_blank_fields_are_asked_for(client: Client) -> None:
    answer = client.post("/verify/", {"number": "", "name": "林晓禾"})
    assert answer.status_code == 422
    assert "请填写证件编号" in text_of(answer)


def test_one_address_may_not_try_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, look_ups_an_hour=2))
    lin_holds_a_permit()
    statuses = [client.get("/verify/made-up/").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_verifying_works_without_cookies() -> None:
    permit = lin_holds_a_permit()
    careful = Client(enforce_csrf_checks=True)
    assert careful.post("/verify/", {"number": permit.number, "name": "林晓禾"}).status_code == 200
