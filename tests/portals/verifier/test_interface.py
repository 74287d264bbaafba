"""The interface for 用证部门: by a key alone, as little as they need, counted, and noted in the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongju import clock
from gongju.access.actor import Actor
from gongju.actions.admit_verifier import admit_verifier, end_verifier, renew_key
from gongju.actions.ask_state import ask_state
from gongju.errors import BadInput, MovedOn, Refusal
from gongju.journal.models import Entry
from gongju.permits import records
from gongju.permits.models import Permit, VerifyingOffice
from tests import cast
from tests.permits.holding import NOW, lin_holds_a_permit

pytestmark = pytest.mark.django_db
HERE = "/api/v1/permits/"
SYSTEM = Actor.system()
EDUCATION: dict[str, Any] = {"name": "北京市教育委员会", "purpose": "核对随迁子女入学资格"}


@pytest.fixture
def permit() -> Iterator[Permit]:
    """林晓禾's, in force."""
    with clock.set_clock(NOW):
        yield lin_holds_a_permit()


@pytest.fixture
def key(permit: Permit) -> str:
    """The key of an office that may ask three times an hour."""
    return admit_verifier(actor=SYSTEM, now=NOW, an_hour=3, **EDUCATION)[1]


def asked(key: str, body: object) -> tuple[int, dict[str, Any]]:
    sent = body if isinstance(body, bytes) else json.dumps(body)
    client = Client(enforce_csrf_checks=True)
    answer = client.post(HERE, sent, content_type="application/json", headers={"Authorization": f"Bearer {key}"})
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, json.loads(answer.content)


def test_a_permit_in_force_is_told_without_saying_whose_it_is(permit: Permit, key: str) -> None:
    status, told = asked(key, {"number": permit.number, "name": "林晓禾"})
    assert status == 200
    assert told == {
        "on": NOW.date().isoformat(),
        "found": True,
        "state": "有效",
        "in_force": True,
        "first_day": permit.first_day.isoformat(),
        "last_day": permit.last_day.isoformat(),
        "children": len(permit.children),
        "print_void": False,
    }


@pytest.mark.parametrize("wrong", [{"name": "林小禾"}, {"number": "CP2020000009"}])
def test_a_wrong_name_and_a_wrong_number_look_the_same(permit: Permit, key: str, wrong: dict[str, str]) -> None:
    status, told = asked(key, {"number": permit.number, "name": "林晓禾", **wrong})
    assert (status, told) == (200, {"on": NOW.date().isoformat(), "found": False, "state": "查无此证"})


def test_what_is_suspended_is_not_in_force(permit: Permit, key: str) -> None:
    Permit.objects.update(suspended_since=NOW.date())
    _, told = asked(key, {"number": permit.number, "name": "林晓禾"})
    assert (told["state"], told["in_force"]) == ("挂起", False)


def test_a_paper_is_asked_by_what_its_qr_code_says(permit: Permit, key: str) -> None:
    paper = records.confirmation(permit, now=NOW, token="a-token", digest="")
    for qr in ("http://127.0.0.1/verify/a-token/", "a-token"):
        assert asked(key, {"qr": qr})[1]["print_void"] is False
    records.void_confirmations(paper.permit, now=NOW)
    assert asked(key, {"qr": "a-token"})[1]["print_void"] is True


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Basic {key}", "{key}"])
def test_without_a_key_that_counts_nothing_is_told(permit: Permit, key: str, header: str) -> None:
    client = Client(headers={"Authorization": header.format(key=key)} if header else {})
    answer = client.post(HERE, json.dumps({"number": permit.number, "name": "林晓禾"}), content_type="application/json")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert json.loads(answer.content)["code"] == "verifier.no_key"
    assert not Entry.objects.filter(action="permit.ask_state").exists()


def test_a_session_is_no_key(permit: Permit) -> None:
    client = Client()
    client.force_login(cast.login("林晓禾", "person"))
    assert client.post(HERE, {}, content_type="application/json").status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"number": ' * 50_000,
        b'{"number": "CP\\ud800", "name": "\\udfff"}',
        b'{"qr": "\\ud800"}',
        b'{"\\ud800": ""}',
    ],
    ids=["deep list", "deep object", "half a sign in a text", "half a sign in an address", "half a sign in a name"],
)
def test_what_no_text_can_hold_is_refused_in_words(permit: Permit, key: str, body: bytes) -> None:
    status, told = asked(key, body)
    assert (status, bool(told["message"])) == (400, True)


def test_a_key_stops_counting_when_it_is_renewed_or_ended(permit: Permit, key: str) -> None:
    question = {"number": permit.number, "name": "林晓禾"}
    newer = renew_key(actor=SYSTEM, now=NOW, name=EDUCATION["name"])
    assert asked(key, question)[0] == 401
    assert asked(newer, question)[0] == 200
    end_verifier(actor=SYSTEM, now=NOW, name=EDUCATION["name"])
    assert asked(newer, question)[0] == 401
    with pytest.raises(MovedOn):
        renew_key(actor=SYSTEM, now=NOW, name=EDUCATION["name"])


def test_each_office_has_so_many_questions_an_hour(permit: Permit, key: str) -> None:
    other = admit_verifier(actor=SYSTEM, now=NOW, name="北京市医疗保障局", purpose="参保", an_hour=1)[1]
    question = {"number": permit.number, "name": "林晓禾"}
    assert [asked(key, question)[0] for _ in range(4)] == [200, 200, 200, 429]
    assert asked(other, question)[0] == 200
    with clock.set_clock(NOW + timedelta(hours=1)):
        assert asked(key, question)[0] == 200


def test_the_journal_says_who_asked_about_which_permit(permit: Permit, key: str) -> None:
    asked(key, {"number": permit.number, "name": "林晓禾"})
    asked(key, {"number": "CP2020000009", "name": "某某"})
    found, none = Entry.objects.filter(action="permit.ask_state").order_by("pk")
    office = VerifyingOffice.objects.get()
    assert (found.actor_kind, found.actor_id) == ("verifier", str(office.pk))
    assert [(link.subject_kind, link.subject_id) for link in found.links.all()] == [("permit", permit.number)]
    assert (none.links.count(), none.data) == (0, {"state": "查无此证", "by": "number"})


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"\xff\xfe", "JSON"),
        (b"[]", "JSON"),
        (b"{", "JSON"),
        ({}, "证件编号"),
        ({"number": "CP2026000001"}, "持证人姓名"),
        ({"number": 5, "name": "林晓禾"}, "文字"),
        ({"number": "CP\0", "name": "林晓禾"}, "无法识别"),
        ({"number": "9" * 5000, "name": "林晓禾"}, "太长"),
        ({"identity": "110101"}, "identity"),
    ],
)
def test_a_question_that_is_wrong_is_told_so(key: str, body: object, field: str) -> None:
    status, told = asked(key, body)
    assert status == 400
    assert field in told["message"]


def test_asking_costs_few_queries(
    permit: Permit, key: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(24):
        asked(key, {"number": permit.number, "name": "林晓禾"})


def test_nobody_but_the_operator_registers_an_office(permit: Permit) -> None:
    sun = cast.officer("孙静", cast.CHANGPING, "district.accept")
    with pytest.raises(Refusal):
        admit_verifier(actor=sun, now=NOW, **EDUCATION)
    with pytest.raises(Refusal):
        ask_state(actor=sun, now=NOW, number=permit.number, name="林晓禾")


def test_an_office_is_registered_once_and_says_what_for(key: str) -> None:
    with pytest.raises(BadInput) as wrong:
        admit_verifier(actor=SYSTEM, now=NOW, name=EDUCATION["name"], purpose=" ", an_hour=0)
    assert [fault.field for fault in wrong.value.faults] == ["purpose", "an_hour", "name"]


def test_the_key_is_shown_once_and_kept_nowhere(permit: Permit, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verifiers", "--add", "北京市教育委员会", "--purpose", "入学", "--an-hour", "5")
    key = capsys.readouterr().out.split()[-1]
    assert asked(key, {"number": permit.number, "name": "林晓禾"})[0] == 200
    assert key not in str(list(VerifyingOffice.objects.values())) + str(list(Entry.objects.values()))
    call_command("verifiers")
    assert "北京市教育委员会　每小时 5 次　入学" in capsys.readouterr().out
    call_command("verifiers", "--renew", "北京市教育委员会")
    assert asked(capsys.readouterr().out.split()[-1], {"qr": "none"})[0] == 200
    call_command("verifiers", "--end", "北京市教育委员会")
    with pytest.raises(CommandError, match="北京市教育委员会"):
        call_command("verifiers", "--end", "北京市教育委员会")


def test_the_page_for_offices_says_how(client: Client) -> None:
    page = client.get("/verify/interface/").content.decode()
    for said in ("/api/v1/permits/", "in_force", "401", "429"):
        assert said in page, said
