"""Signing in: from the choice of an entrance to the right portal, or to a plain sentence why not."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.conf import settings
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client

from gongju import clock
from gongju.employers.models import Employer
from gongju.people.models import Office, SignIn, StaffRole, User
from gongju.people.sign_in_records import add_login
from gongju.portals.shared.freshness import SIGNED_IN_AT
from tests.portals.signin.browser import Provider, sign_in

pytestmark = pytest.mark.django_db


def known(provider: Provider, kind: str, subject: str) -> User:
    return add_login(now=clock.now(), kind=kind, display_name=subject, issuer=provider.issuer, subject=subject)


def test_person_signs_in_for_the_first_time_and_stands_in_the_applicant_portal(
    client: Client, provider: Provider
) -> None:
    answer = sign_in(client, provider, "beijingtong", "s-lin")
    user = User.objects.get()
    assert answer["Location"] == "/my/"
    assert get_user(client) == user
    assert (user.kind, user.display_name, user.person_id) == ("person", "林晓禾", None)
    assert not user.has_usable_password()


def test_second_time_is_the_same_user(client: Client, provider: Provider) -> None:
    sign_in(client, provider, "beijingtong", "s-lin")
    sign_in(Client(), provider, "beijingtong", "s-lin")
    assert User.objects.count() == 1


def test_same_name_under_another_subject_stays_separate(client: Client, provider: Provider) -> None:
    sign_in(client, provider, "beijingtong", "s-lin")
    sign_in(Client(), provider, "beijingtong", "s-twin")
    assert User.objects.filter(display_name="林晓禾").count() == 2


def test_same_subject_of_another_issuer_is_somebody_else(client: Client, provider: Provider) -> None:
    add_login(now=clock.now(), kind="person", display_name="", issuer="https://other.example", subject="s-lin")
    sign_in(client, provider, "beijingtong", "s-lin")
    assert SignIn.objects.filter(subject="s-lin").count() == 2


@pytest.mark.parametrize(
    ("entrance", "kind", "home"),
    [("yizhengtong", "agent", "/unit/"), ("licence", "agent", "/unit/"), ("staff", "staff", "/office/")],
)
def test_known_agent_and_staff_reach_their_portal(
    client: Client, provider: Provider, entrance: str, kind: str, home: str
) -> None:
    user = known(provider, kind, "s-zhou")
    assert sign_in(client, provider, entrance, "s-zhou")["Location"] == home
    assert get_user(client) == user


@pytest.mark.parametrize(("entrance", "subject"), [("yizhengtong", "s-zhou"), ("staff", "s-qin")])
def test_unknown_agent_and_staff_are_told_whom_to_ask(
    client: Client, provider: Provider, entrance: str, subject: str
) -> None:
    # TC-097: who holds no filing at the employer does not come in by its entrance
    answer = sign_in(client, provider, entrance, subject)
    assert answer.status_code == 403
    assert "还没有登记您为" in answer.content.decode()
    assert not User.objects.exists()
    assert get_user(client).is_anonymous


def test_person_cannot_come_in_by_the_staff_entrance(client: Client, provider: Provider) -> None:
    known(provider, "person", "s-lin")
    answer = sign_in(client, provider, "staff", "s-lin")
    assert answer.status_code == 403
    assert get_user(client).is_anonymous


def test_closed_account_stays_out_even_in_the_middle_of_a_session(client: Client, provider: Provider) -> None:
    user = known(provider, "staff", "s-qin")
    sign_in(client, provider, "staff", "s-qin")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert get_user(client).is_anonymous
    assert sign_in(Client(), provider, "staff", "s-qin").status_code == 403


def test_page_asked_for_opens_after_sign_in_when_it_is_ones_own(client: Client, provider: Provider) -> None:
    answer = sign_in(client, provider, "beijingtong", "s-lin", next_url="/my/cases/CP20260001187/")
    assert answer["Location"] == "/my/cases/CP20260001187/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/my/", "//evil.example", "/office/"])
def test_no_other_page_opens_after_sign_in(client: Client, provider: Provider, elsewhere: str) -> None:
    assert sign_in(client, provider, "beijingtong", "s-lin", next_url=elsewhere)["Location"] == "/my/"


def test_every_request_to_the_provider_carries_pkce_and_state(client: Client, provider: Provider) -> None:
    asked = parse_qs(urlsplit(client.post("/signin/beijingtong/")["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert asked["state"]


def test_answer_to_another_browser_signs_nobody_in(client: Client, provider: Provider) -> None:
    off = client.post("/signin/beijingtong/")
    back = provider.pick(off["Location"], "s-lin").removeprefix(provider.site)
    stranger = Client()
    assert stranger.get(back).status_code == 503
    assert get_user(stranger).is_anonymous


def test_demo_comes_back_to_the_loopback_name_in_the_address_bar(
    client: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, demo=True))
    local = provider.site.replace("127.0.0.1", "localhost")
    off = client.post("/signin/beijingtong/", headers={"host": urlsplit(local).netloc})
    assert provider.pick(off["Location"], "s-lin").startswith(f"{local}/signin/beijingtong/back/")


def test_answer_serves_once(client: Client, provider: Provider) -> None:
    off = client.post("/signin/beijingtong/")
    back = provider.pick(off["Location"], "s-lin").removeprefix(provider.site)
    assert client.get(back).status_code == 302
    client.post("/signin/out/")
    assert client.get(back).status_code == 503
    assert get_user(client).is_anonymous


def test_signing_out_ends_the_session_at_the_provider_too(client: Client, provider: Provider) -> None:
    sign_in(client, provider, "beijingtong", "s-lin")
    out = client.post("/signin/out/")
    off = out["Location"]
    assert out["Clear-Site-Data"] == '"cache"', "what lies in the browser's cache goes too"
    assert get_user(client).is_anonymous
    assert off.startswith(f"{provider.issuer}/logout/?")
    answer = requests.get(off, timeout=10, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{provider.site}/signin/")


@pytest.mark.parametrize("told", [{}, {"end_session_endpoint": "https://elsewhere.example/out"}])
def test_a_provider_that_cannot_be_asked_to_end_its_session_stops_nobody(
    client: Client, provider: Provider, told: dict[str, str]
) -> None:
    sign_in(client, provider, "beijingtong", "s-lin")
    cache.set(f"signin.discovery.{provider.issuer}", {"issuer": provider.issuer, **told})
    assert client.post("/signin/out/")["Location"] == "/signin/"
    assert get_user(client).is_anonymous


def test_a_provider_that_is_gone_stops_nobody_from_signing_out(
    client: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, provider, "beijingtong", "s-lin")
    cache.clear()
    gone = tuple(replace(door, issuer="http://127.0.0.1:9/o") for door in settings.ENTRANCES)
    monkeypatch.setattr(settings, "ENTRANCES", gone)
    assert client.post("/signin/out/")["Location"] == "/signin/"
    assert get_user(client).is_anonymous


def test_turning_back_at_the_provider_leads_to_the_choice(client: Client, provider: Provider) -> None:
    state = parse_qs(urlsplit(client.post("/signin/beijingtong/")["Location"]).query)["state"][0]
    answer = client.get("/signin/beijingtong/back/", {"error": "access_denied", "state": state})
    assert answer["Location"] == "/signin/"


def test_an_old_sign_in_is_renewed_at_the_provider_and_leads_back_to_what_was_typed(
    client: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, fresh_minutes=15))
    user = known(provider, "staff", "s-qin")
    office = Office.objects.create(code="o", authority="changping", name="昌平区人力社保局", kind="district")
    user.office = office
    user.save()
    StaffRole.objects.create(user=user, role="district.quota")
    sign_in(client, provider, "staff", "s-qin")
    hhl = Employer.objects.create(name="x", uscc="91110114MA01HH111T", authority="changping", link_code="x")
    address = f"/office/employers/{hhl.pk}/lots/"
    assert client.post(address, {"count": "三"}).status_code == 422, "just signed in"
    session = client.session
    session[SIGNED_IN_AT] = (clock.now() - timedelta(minutes=16)).isoformat()
    session.save()
    answer = client.post(address, {"count": "三", "note": "说明"})
    assert answer.status_code == 403
    off = client.post("/signin/staff/", {"anew": "1", "next": address})
    assert {"prompt=login", "max_age=0"} <= set(urlsplit(off["Location"]).query.split("&"))
    back = client.get(provider.pick(off["Location"], "s-qin").removeprefix(provider.site))
    assert back["Location"] == address
    page = client.get(address).content.decode()
    assert "请再确认一次" in page
    assert 'name="note" value="说明"' in page
