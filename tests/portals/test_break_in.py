"""Tricks of somebody who wants in, tried at every door (docs/break-in.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model, QuerySet
from django.test import Client

from gongju.casework.models import Finding, HandedIn
from gongju.documents.models import Piece
from gongju.employers.models import Agent
from gongju.notifications.models import Message
from gongju.people.models import Person, User
from gongju.portals.public.help_entries import blocks_of
from tests import cast
from tests.access.test_endpoints import ENDPOINTS
from tests.cast import Stage
from tests.portals.conftest import As
from tests.portals.test_hostile import Door, address_of
from tests.portals.test_strangers import RULE_AT, is_there

EVIL = (
    "https://evil.example/my/",
    "//evil.example/my/",
    "///evil.example/my/",
    "/\\evil.example/my/",
    "\\evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "https:evil.example",
    "/my/\r\nLocation: https://evil.example",
    "\x01//evil.example",
    " //evil.example",
)
WITHOUT_TOKEN = {"trust", "permit", "verify", "materials_of", "fitting", "check_of"}
"""Pages that ask and change nothing of anyone's, and the interface that looks at no cookie."""


def exempt() -> set[str]:
    return {str(entry.name) for _, entry in ENDPOINTS if getattr(entry.callback, "csrf_exempt", False)}


@pytest.mark.django_db
def test_nothing_is_sent_from_another_site() -> None:
    assert exempt() == WITHOUT_TOKEN
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(User.objects.get(pk=cast.set_the_stage().lin.user_id or 0))
    through = []
    for where, entry in ENDPOINTS:
        if getattr(entry.callback, "csrf_exempt", False):
            continue
        address = re.sub(r"<uuid:\w+>", "00000000-0000-4000-8000-000000000000", address_of(where))
        address = re.sub(r"<(?:\w+:)?\w+>", "1", address)
        for method in (browser.post, browser.put, browser.delete, browser.patch):
            answer = method(address, headers={"origin": "https://evil.example"})
            if answer.status_code != 403 or "403_csrf.html" not in [one.name for one in answer.templates]:
                through.append(f"{address}: {answer.status_code}")
    assert through == []


@pytest.mark.django_db
@pytest.mark.parametrize("evil", EVIL)
def test_no_address_in_an_address_leads_away(evil: str) -> None:
    browser = Client()
    browser.force_login(User.objects.get(pk=cast.set_the_stage().lin.user_id or 0))
    for page, name in (("/signin/", "next"), ("/type-size/", "next")):
        answer = browser.get(page, {name: evil})
        assert not re.match(r"[\s\x00-\x1f]*(\w+:|[/\\\\]{2})", answer.get("Location", "/")), (page, answer["Location"])


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:80@evil.example", ""])
def test_another_host_name_is_refused(host: str) -> None:
    for page in ("/", "/signin/", "/my/"):
        answer = Client().get(page, headers={"host": host, "x-forwarded-host": "evil.example"})
        assert answer.status_code == 400 or (not host and "evil" not in answer.get("Location", ""))


def shown(doors: list[Door]) -> Iterator[tuple[Door, dict[str, str]]]:
    for door in filter(is_there, doors):
        answer = door.visitor.get(door.address)
        if answer.status_code == 405:
            continue
        yield door, {name.lower(): value for name, value in answer.items()}


def test_every_answer_says_what_a_browser_may_do_with_it(doors: list[Door]) -> None:
    wrong = []
    for door, told in shown(doors):
        policy = told.get("content-security-policy", "")
        sound = "default-src 'self'" in policy and "unsafe" not in policy and "object-src 'none'" in policy
        if not sound or told.get("x-content-type-options") != "nosniff" or "x-frame-options" not in told:
            wrong.append(f"{door.address}: {told}")
        if not RULE_AT[door.where].open_to_all and not re.search("no-store|private", told.get("cache-control", "")):
            wrong.append(f"{door.address}: {told.get('cache-control')}")
    assert wrong == []


INSIDE: dict[str, tuple[type[Model], str]] = {
    "handed_in_id": (HandedIn, "case__number"),
    "finding_id": (Finding, "case__number"),
    "piece_id": (Piece, "gathering_id"),
}


def elsewhere(name: str, door: Door) -> list[str]:
    """Keys of rows of this kind inside another object than the door's, or of somebody else."""
    if name in INSIDE:
        model, owner = INSIDE[name]
        rows = model._default_manager.values_list("pk", owner)
        return [str(key) for key, at in rows if str(at) not in door.address][:5]
    user = User.objects.get(pk=door.visitor.session["_auth_user_id"])
    employers = Agent.objects.filter(user=user).values("employer_id")
    others: dict[str, QuerySet[Any]] = {
        "message_id": Message.objects.exclude(person_id=user.person_id or 0).exclude(employer_id__in=employers),
        "agent_id": Agent.objects.exclude(employer_id__in=employers),
    }
    return [str(row.pk) for row in others.get(name, Agent.objects.none())[:5]]


def test_an_object_inside_another_is_found_inside_it_alone(doors: list[Door]) -> None:
    """Each door by its own object with every key of something inside that lies elsewhere."""
    tried, wrong = 0, []
    for door in filter(is_there, doors):
        rule = RULE_AT[door.where]
        inner = [name for name in re.findall(r"<int:(\w+)>", door.where) if name not in (rule.key, "page", "number")]
        if not inner:
            continue
        for key in ("0", str(2**62), *elsewhere(inner[0], door)):
            parts = re.split(r"<(?:\w+:)?(\w+)>", door.where)
            values = re.fullmatch(
                "".join(re.escape(part) if number % 2 == 0 else "([^/]+)" for number, part in enumerate(parts)),
                door.address[1:],
            )
            assert values
            given = iter(values.groups())
            told = {name: next(given) for name in parts[1::2]} | dict.fromkeys(inner, key)
            address = "/" + "".join(part if number % 2 == 0 else told[part] for number, part in enumerate(parts))
            for ask in (door.visitor.get, door.visitor.post):
                tried += 1
                if ask(address).status_code not in (403, 404, 405, 409):
                    wrong.append(address)
    assert tried > 40
    assert wrong == []


@pytest.mark.django_db
def test_nothing_that_a_form_does_not_ask_is_taken_from_it() -> None:
    stage = cast.set_the_stage()
    user = User.objects.get(pk=stage.lin.user_id or 0)
    person = Person.objects.get(pk=stage.lin.person_id or 0)
    browser = Client()
    browser.force_login(user)
    more = {
        "is_staff": "1",
        "is_superuser": "1",
        "kind": "staff",
        "office": "1",
        "person_id": "2",
        "birth": "1999-01-01",
    }
    for address in ("/my/profile/identity/", "/my/profile/contact/", "/my/data/", "/signin/"):
        browser.post(address, more)
    again = User.objects.get(pk=user.pk)
    kept = ("kind", "office_id", "person_id", "is_active", "display_name")
    assert [getattr(again, name) for name in kept] == [getattr(user, name) for name in kept]
    assert Person.objects.get(pk=person.pk).birth == person.birth


@pytest.mark.parametrize("where", ["//evil.example", "/\\evil.example", "javascript:alert(1)", "https://evil.example"])
def test_an_answer_that_an_office_publishes_links_within_the_site(where: str) -> None:
    (block,) = blocks_of(f"请看[说明]({where})。")
    assert [piece.href for line in block.lines for piece in line] == [""]


LISTS = (
    "/office/",
    "/office/cases/",
    "/office/search/",
    "/office/employers/",
    "/office/sanctions/",
    "/office/enquiries/",
)


def test_what_is_searched_for_without_end_is_cut(stage: Stage, signed_in: As) -> None:
    # SQLite refuses a pattern of more than 50 000 bytes; a request line may be longer than that.
    client, words = signed_in(stage.sun), {"q": "a" * 60_000}
    assert {where: client.get(where, words).status_code for where in LISTS} == dict.fromkeys(LISTS, 200)
    client = signed_in(stage.zhao)
    assert [client.get(where, words).status_code for where in ("/unit/staff/", "/unit/cases/")] == [200, 200]
