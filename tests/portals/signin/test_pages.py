"""The sign-in pages without a provider: what they offer, and what they do when nobody answers."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from gongju.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def doors_to_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    doors = tuple(replace(door, issuer="http://127.0.0.1:9/o") for door in settings.ENTRANCES)
    monkeypatch.setattr(settings, "ENTRANCES", doors)


@pytest.fixture
def no_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ENTRANCES", tuple(replace(door, issuer="") for door in settings.ENTRANCES))


@pytest.mark.usefixtures("doors_to_nowhere")
def test_choice_offers_each_entrance_by_name(client: Client) -> None:
    page = client.get("/signin/").content.decode()
    for title in ("北京通", "法人一证通", "电子营业执照", "工作人员统一认证"):
        assert f"用{title}登录" in page
    assert 'type="password"' not in page


@pytest.mark.usefixtures("no_doors")
def test_entrance_without_a_provider_says_so_and_leads_nowhere(client: Client) -> None:
    assert "尚未接入" in client.get("/signin/").content.decode()
    assert client.post("/signin/beijingtong/").status_code == 404


@pytest.mark.usefixtures("doors_to_nowhere")
def test_provider_that_does_not_answer_is_told(client: Client) -> None:
    answer = client.post("/signin/beijingtong/")
    assert answer.status_code == 503
    assert "北京通没有给出有效的登录结果" in answer.content.decode()


def test_signed_in_user_is_sent_home(client: Client) -> None:
    client.force_login(User.objects.create(username="u1", kind="staff"))
    assert client.get("/signin/")["Location"] == "/office/"


def test_out_ends_the_session(client: Client) -> None:
    client.force_login(User.objects.create(username="u1", kind="person"))
    client.post("/signin/out/")
    assert "_auth_user_id" not in client.session


def test_out_needs_a_post(client: Client) -> None:
    assert client.get("/signin/out/").status_code == 405


@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/accounts/signup/", "/signin/signup/", "/accounts/password/reset/"]
)
def test_there_is_no_form_for_passwords_or_sign_up(client: Client, address: str) -> None:
    assert client.get(address).status_code in {404, 405}


def test_a_password_opens_nothing(client: Client) -> None:
    user = User.objects.create(username="u1", kind="staff")
    user.set_password("known")
    user.save()
    assert not client.login(username="u1", password="known")
