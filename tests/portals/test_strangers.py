"""Every endpoint, tried by somebody it is not for: nothing is shown, counted, found or exported."""

from __future__ import annotations

import inspect
import re
from datetime import timedelta
from urllib.parse import quote

from django.test import Client
from django.urls import Resolver404, resolve

from gongju import clock
from gongju.access.actor import Actor
from gongju.access.rules import RULES
from gongju.actions.seal_day import seal_day
from gongju.casework.models import Case
from gongju.people.models import Office, Person, StaffRole, User
from gongju.permits.models import Permit
from tests import cast
from tests.access.test_endpoints import ENDPOINTS
from tests.portals.test_hostile import Door, address_of, everything_happens

RULE_AT = {where: RULES[entry.callback.access_rule] for where, entry in ENDPOINTS}  # type: ignore[attr-defined]
NO_UUID = "00000000-0000-4000-8000-000000000000"
NONE = {"number": "CP2020999999", "document_id": NO_UUID, "gathering_id": NO_UUID}
ROLES = ("district.accept", "district.review", "district.approve", "district.quota")
PASSING = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|<time[^>]*>[^<]*</time>')


def strangers() -> dict[str, Client]:
    """Somebody of each kind with every right of it, who has nothing to do with anybody on the stage."""
    person = cast.person("外人", "110101199001010015", "13900000001")
    agent, _ = cast.agent_of("外人经办", "北京无关科技有限公司", "91110105MA01WG00XP")
    officer = cast.officer("外区人", "chaoyang", *ROLES)
    found = {"applicant": person, "employer": agent, "officer": officer}
    return {portal: _browser(actor.user_id) for portal, actor in found.items()}


def _browser(user_id: int | None) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user_id or 0))
    return client


def portal_of(door: Door) -> str:
    return RULE_AT[door.where].name.partition(".")[0]


def ask(client: Client, door: Door, address: str) -> tuple[int, str]:
    """Status and page, without what differs each time. An address that takes only POST is asked so."""
    answer = client.get(address)
    if answer.status_code == 405:
        answer = client.post(address)
    shown = PASSING.sub("", answer.content.decode(errors="replace"))
    for written in (quote(address, safe=""), quote(address), address):
        shown = shown.replace(written, "")
    return answer.status_code, shown


def is_there(door: Door) -> bool:
    """Whether the address leads to the endpoint at all: a few parts of addresses nothing on the stage fills."""
    try:
        resolve(door.address)
    except Resolver404:
        return False
    return True


def nowhere(door: Door) -> str:
    """The same address with the key of a row that does not exist."""
    key = RULE_AT[door.where].key
    parts = re.split(r"(<(?:\w+:)?\w+>)", door.where)
    names = [part for part in parts if part.startswith("<")]
    values = re.fullmatch(
        "".join("([^/]+)" if part.startswith("<") else re.escape(part) for part in parts), door.address[1:]
    )
    assert values, door
    given = iter(values.groups())
    filled = [(name, next(given)) for name in names]
    told = {name: NONE.get(key, "999999999") if key in name else value for name, value in filled}
    return "/" + "".join(told.get(part, part) for part in parts)


def test_a_stranger_of_the_same_kind_is_told_what_one_is_told_of_what_does_not_exist(doors: list[Door]) -> None:
    known, wrong = strangers(), []
    for door in doors:
        rule = RULE_AT[door.where]
        if rule.reach is None or portal_of(door) not in known or not is_there(door):
            continue
        there, none = (ask(known[portal_of(door)], door, at) for at in (door.address, nowhere(door)))
        if there != none or there[0] != 404:
            wrong.append(f"{door.address}: {there[0]}, and {nowhere(door)}: {none[0]}")
    assert wrong == []


def test_somebody_of_another_kind_is_refused(doors: list[Door]) -> None:
    known, wrong = strangers(), []
    assert sum(not is_there(door) for door in doors) < len(doors) / 20
    for door in filter(is_there, doors):
        portal = portal_of(door)
        for kind, client in known.items():
            if portal in known and kind != portal and (status := ask(client, door, door.address)[0]) != 403:
                wrong.append(f"{kind} at {door.address}: {status}")
    assert wrong == []


def test_nobody_is_let_in_without_signing_in(doors: list[Door]) -> None:
    wrong = []
    for door in filter(is_there, doors):
        rule = RULE_AT[door.where]
        if rule.open_to_all:
            continue
        answer = Client().get(door.address)
        if answer.status_code == 405:
            answer = Client().post(door.address)
        shut = answer.status_code in (401, 403) if rule.by_key else "/signin/" in answer.get("Location", "")
        if not shut:
            wrong.append(f"{door.address}: {answer.status_code}")
    assert wrong == []


def names_of_others() -> list[str]:
    """What nobody from elsewhere may read: numbers of cases and permits, names of people."""
    numbers = [*Case.objects.values_list("number", flat=True), *Permit.objects.values_list("number", flat=True)]
    return [*numbers, *(one.name for one in Person.objects.exclude(name="外人"))]


def test_lists_counts_searches_and_exports_tell_a_stranger_nothing(doors: list[Door]) -> None:
    known, secrets, wrong = strangers(), names_of_others(), []
    assert len(secrets) > 5
    case = Case.objects.order_by("pk")[0].number
    for door in doors:
        if RULE_AT[door.where].reach is not None or portal_of(door) not in known:
            continue
        client = known[portal_of(door)]
        for question in questions(door, "林晓禾", "11010119900307002X", case):
            answer = client.get(door.address, question)
            shown = answer.content.decode(errors="replace")
            for typed in question.values():
                shown = shown.replace(typed, "")
            wrong += [f"{door.address} {question}: {secret}" for secret in secrets if secret in shown]
    assert wrong == []


TAKEN = re.compile(r"""request\.GET\.(?:get\(|getlist\(|__getitem__\()?\[?["'](\w+)["']""")
VALUES = {"file": ("csv",), "all": ("yes",), "page": ("2",)}
"""What a question of this name may be answered by, beside words to search for."""


def questions(door: Door, *words: str) -> list[dict[str, str]]:
    """Every name that the view's module takes from the address, with each word and each value that it knows."""
    module = inspect.getmodule(inspect.unwrap(resolve(door.address).func)) if is_there(door) else None
    names = sorted({"q", *TAKEN.findall(inspect.getsource(module))}) if module else []
    return [{}, *({name: value} for name in names for value in (*words, *VALUES.get(name, ())))]


def test_the_questions_are_those_that_the_pages_take(doors: list[Door]) -> None:
    taken = {name for door in doors for question in questions(door, "x") for name in question}
    assert {"q", "all", "file", "page", "year", "item"} <= taken


SHARED = {"/office/sanctions/"}
"""The register is one for all districts: who is barred in one is barred in the others too (LF-06)."""


def counted(known: dict[str, list[Client]]) -> dict[str, tuple[int, str]]:
    """Every page that lists, counts, searches or exports, as each stranger sees it."""
    found = {}
    for where, rule in RULE_AT.items():
        address = address_of(where)
        if rule.reach is not None or "<" in address:
            continue
        for number, client in enumerate(known.get(rule.name.partition(".")[0], [])):
            for question in ({}, {"file": "csv"}, {"all": "yes"}, {"q": "林"}):
                answer = client.get(address, question)
                shown = PASSING.sub("", answer.content.decode(errors="replace"))
                found[f"{number} {address} {question}"] = (answer.status_code, shown)
    return found


def test_no_count_list_search_or_export_changes_by_what_others_do(db: None) -> None:
    with clock.set_clock(cast.NOW + timedelta(days=3)):
        stage = cast.set_the_stage()
        known = {portal: [client] for portal, client in strangers().items()}
        elsewhere = Office.objects.create(code="yz", authority="daxing", name="亦庄", kind="territorial")
        clerk = cast.login("外镇人", User.Kind.STAFF)
        User.objects.filter(pk=clerk.pk).update(office=elsewhere)
        StaffRole.objects.create(user=clerk, role="territorial.review")
        known["officer"].append(_browser(clerk.pk))
        seal_day(actor=Actor.system(), now=clock.now())  # what strangers did is sealed already
        before = counted(known)
        assert sum(status == 200 for status, _ in before.values()) > 100
        everything_happens(stage)
        after = counted(known)
    changed = {key for key in before if before[key] != after[key]}
    assert {key.split(" ")[1] for key in changed} == SHARED


def test_a_search_for_what_exists_elsewhere_answers_like_one_for_what_does_not(doors: list[Door]) -> None:
    known, wrong = strangers(), []
    case = Case.objects.filter(open=True)[0].number
    none = case[:-4] + "9999"
    for door in doors:
        if RULE_AT[door.where].reach is not None or portal_of(door) not in known:
            continue
        client = known[portal_of(door)]
        pages = [ask_q(client, door, asked) for asked in (case, none)]
        if pages[0] != pages[1]:
            wrong.append(door.address)
    assert wrong == []


def ask_q(client: Client, door: Door, asked: str) -> str:
    answer = client.get(door.address, {"q": asked})
    return PASSING.sub("", answer.content.decode(errors="replace")).replace(asked, "")
