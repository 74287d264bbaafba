"""Identity tokens that do not hold sign nobody in: forged, of another, old, replayed; new keys count at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client, RequestFactory

from gongju import clock
from gongju.employers.models import Agent, Employer
from gongju.people.models import StaffRole
from gongju.people.sign_in_records import add_login
from gongju.portals.shared.freshness import is_fresh
from gongju.portals.signin import adapter
from tests.dripping import dripping
from tests.portals.signin.forging import Forge

pytestmark = pytest.mark.django_db


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Forge]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    cache.clear()
    made = Forge()
    doors = tuple(replace(door, issuer=made.issuer, client_id="gongju-beijingtong") for door in settings.ENTRANCES)
    monkeypatch.setattr(settings, "ENTRANCES", doors)
    yield made
    made.close()


def come_in(client: Client, forge: Forge, entrance: str = "beijingtong") -> str:
    """Go off and come back; the address of the way back, to be tried again."""
    off = client.post(f"/signin/{entrance}/")
    asked = parse_qs(urlsplit(off["Location"]).query)
    forge.nonce = forge.nonce or asked["nonce"][0]
    back = f"/signin/{entrance}/back/?code=c&state={asked['state'][0]}"
    client.get(back)
    return back


@pytest.mark.parametrize("what", ["headers", "body"])
def test_a_provider_that_drips_is_left_in_time(client: Client, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    cache.clear()
    monkeypatch.setattr(adapter, "SECONDS", 0.4)
    with dripping(what) as port:
        doors = tuple(replace(door, issuer=f"http://127.0.0.1:{port}") for door in settings.ENTRANCES)
        monkeypatch.setattr(settings, "ENTRANCES", doors)
        began = time.monotonic()
        answer = client.post("/signin/beijingtong/")
        assert time.monotonic() - began < 2
    assert "暂时" in answer.content.decode()


def is_in(client: Client) -> bool:
    return bool(get_user(client).is_authenticated)


def test_an_honest_token_signs_in(client: Client, forge: Forge) -> None:
    come_in(client, forge)
    assert is_in(client)


NOW = int(time.time())


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-client"},
        {"aud": ["gongju-beijingtong", "x"], "azp": "x"},
        {"iss": "https://other.example"},
        {"exp": NOW - 3600},
        {"iat": NOW + 3600},
        {"nbf": NOW + 3600},
        {"nonce": "of another attempt"},
        {"nonce": None},
        {"sub": None},
        {"exp": None},
    ],
)
def test_a_token_of_another_or_of_another_time_does_not(client: Client, forge: Forge, claims: dict[str, Any]) -> None:
    forge.claims = claims
    come_in(client, forge)
    assert not is_in(client)


def test_a_clock_that_is_a_little_off_is_borne(client: Client, forge: Forge) -> None:
    now = int(time.time())
    forge.claims = {"iat": now + 30, "exp": now - 20}
    come_in(client, forge)
    assert is_in(client)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_anybody_could_have_signed_does_not(client: Client, forge: Forge, algorithm: str) -> None:
    forge.algorithm = algorithm
    come_in(client, forge)
    assert not is_in(client)


def test_a_new_key_counts_at_once_and_the_old_one_no_longer(client: Client, forge: Forge) -> None:
    come_in(client, forge)
    forge.rotate()
    forge.nonce = ""
    fresh = Client()
    come_in(fresh, forge)
    assert is_in(fresh)
    forge.kid, forge.nonce = "a", ""
    stale = Client()
    come_in(stale, forge)
    assert not is_in(stale)


def test_neither_the_way_back_nor_a_token_serves_twice(client: Client, forge: Forge) -> None:
    back = come_in(client, forge)
    client.logout()
    client.get(back)
    assert not is_in(client)
    other = Client()
    come_in(other, forge)  # with the first one's nonce
    assert not is_in(other)


def test_a_session_laid_in_the_browser_beforehand_is_not_the_one_signed_in(client: Client, forge: Forge) -> None:
    session = client.session
    session["laid"] = "by somebody"
    session.save()
    come_in(client, forge)
    assert is_in(client)
    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(pk=session.session_key).exists()


def test_two_tabs_may_be_on_their_way_at_once(client: Client, forge: Forge) -> None:
    client.post("/signin/beijingtong/")
    come_in(client, forge)
    assert is_in(client)


def test_each_kind_of_user_is_signed_in_for_its_own_time(
    client: Client, forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = {"person": 30, "agent": 60, "staff": 90}
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, session_minutes=minutes))
    come_in(client, forge)
    assert lasts(client) == 30


def lasts(client: Client) -> int:
    """Minutes of the session from now on, rounded."""
    return round(client.session.get_expiry_age() / 60)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ((), 90),
        (("district.accept",), 90),
        (("district.approve",), 20),
        (("district.accept", "district.approve", "city.approve"), 15),
    ],
)
def test_the_shortest_of_an_officers_roles_counts(
    client: Client, forge: Forge, monkeypatch: pytest.MonkeyPatch, roles: tuple[str, ...], expected: int
) -> None:
    minutes = {"person": 30, "agent": 60, "staff": 90, "district.approve": 20, "city.approve": 15}
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, session_minutes=minutes))
    user = add_login(now=clock.now(), kind="staff", display_name="吴", issuer=forge.issuer, subject="s-lin")
    for role in roles:
        StaffRole.objects.create(user=user, role=role)
    come_in(client, forge, "staff")
    assert lasts(client) == expected


def test_a_session_ends_when_it_was_said_to_whatever_is_written_into_it(
    client: Client, forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = {"person": 30, "agent": 60, "staff": 90}
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, session_minutes=minutes))
    come_in(client, forge)
    ends = client.session.get_expiry_date()
    session = client.session
    session["x"] = 1
    session.save()
    assert client.session.get_expiry_date() == ends


@pytest.mark.parametrize(
    ("auth_time", "fresh"),
    [(NOW, True), (NOW + 3600, True), (NOW - 20 * 60, False), (None, False), ("now", False)],
    ids=["just now", "ahead of our clock", "20 minutes ago", "not told", "not a number"],
)
def test_how_old_a_sign_in_is_the_provider_says(
    client: Client, forge: Forge, monkeypatch: pytest.MonkeyPatch, auth_time: object, fresh: bool
) -> None:
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, fresh_minutes=15))
    forge.claims = {"auth_time": auth_time}
    come_in(client, forge)
    assert is_in(client)
    request = RequestFactory().get("/")
    request.session = client.session
    assert is_fresh(request, clock.now()) is fresh
    assert not is_fresh(request, clock.now() + timedelta(minutes=16)), "and a clock that goes before ours adds nothing"


@pytest.mark.parametrize(("told", "may"), [("91110114MA01HH111T", True), ("91110114MA02NK21XY", False), (None, False)])
def test_an_agent_comes_in_for_the_employer_of_the_certificate_alone(
    client: Client, forge: Forge, monkeypatch: pytest.MonkeyPatch, told: str | None, may: bool
) -> None:
    doors = tuple(replace(door, employer_claim="uscc") for door in settings.ENTRANCES)
    monkeypatch.setattr(settings, "ENTRANCES", doors)
    user = add_login(now=clock.now(), kind="agent", display_name="赵一鸣", issuer=forge.issuer, subject="s-lin")
    hhl = Employer.objects.create(name="x", uscc="91110114MA01HH111T", authority="changping", link_code="x")
    Agent.objects.create(user=user, employer=hhl)
    forge.claims = {"uscc": told}
    come_in(client, forge, "yizhengtong")
    assert is_in(client) is may


def test_to_sign_in_anew_the_provider_is_told_to_ask_again(client: Client, forge: Forge) -> None:
    asked = parse_qs(urlsplit(client.post("/signin/staff/", {"anew": "1"})["Location"]).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
