"""Printing a confirmation, and what a stranger sees of it."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings

from gongju.access.actor import Actor, actor_of
from gongju.actions.print_confirmation import print_confirmation
from gongju.actions.verify_permit import verify_permit
from gongju.errors import NotFound, Refusal
from gongju.people.models import Person, User
from gongju.permits import records
from gongju.permits.models import LookUps, Permit
from gongju.permits.verification import address_of
from tests.permits.holding import CHILD, NOW, lin_holds_a_permit

pytestmark = pytest.mark.django_db


@pytest.fixture
def permit() -> Permit:
    return lin_holds_a_permit()


@pytest.fixture
def lin(permit: Permit) -> Actor:
    return actor_of(User.objects.get(username="lin"))


def test_qr_of_the_print_leads_to_what_a_stranger_may_see(permit: Permit, lin: Actor) -> None:
    printed = print_confirmation(actor=lin, now=NOW, permit_number=permit.number)
    with pypdfium2.PdfDocument(printed.pdf) as opened:
        picture = opened[0].render(scale=2).to_pil()
    address = zxingcpp.read_barcodes(picture)[0].text
    assert address == address_of(printed.token)
    shown = verify_permit(now=NOW, asker="192.0.2.7", token=address.rstrip("/").rpartition("/")[2])
    assert shown is not None
    assert (shown.state, shown.number, shown.holder, shown.children) == ("有效", permit.number, "林**", ("林**",))
    assert shown.office == "昌平区人力社保局"
    assert "1990" not in shown.identity


def test_token_cannot_be_guessed(permit: Permit, lin: Actor) -> None:
    assert len(print_confirmation(actor=lin, now=NOW, permit_number=permit.number).token) >= 128 / 6


def test_printed_again_it_is_the_same_paper(permit: Permit, lin: Actor) -> None:
    first = print_confirmation(actor=lin, now=NOW, permit_number=permit.number)
    again = print_confirmation(actor=lin, now=NOW + timedelta(days=3), permit_number=permit.number)
    assert again == first


def test_after_a_change_a_new_paper_makes_the_old_one_void(permit: Permit, lin: Actor) -> None:
    old = print_confirmation(actor=lin, now=NOW, permit_number=permit.number)
    second = {**CHILD, "name": "林知秋"}
    records.set_children(permit, now=NOW, on=NOW.date(), children=[CHILD, second], case=permit.issuing_case)
    new = print_confirmation(actor=lin, now=NOW + timedelta(days=1), permit_number=permit.number)
    assert new.token != old.token
    shown = verify_permit(now=NOW, asker="192.0.2.7", token=old.token)
    assert shown is not None
    assert shown.void


def test_suspended_permit_is_not_printed_and_verifies_as_suspended(permit: Permit, lin: Actor) -> None:
    # CC-279, CC-282
    token = print_confirmation(actor=lin, now=NOW, permit_number=permit.number).token
    records.suspend(permit, now=NOW, on=NOW.date())
    with pytest.raises(Refusal) as refused:
        print_confirmation(actor=lin, now=NOW, permit_number=permit.number)
    assert refused.value.code == "permit.not_valid"
    shown = verify_permit(now=NOW, asker="192.0.2.7", token=token)
    assert shown is not None
    assert shown.state == "挂起"


def test_permit_lapses_at_the_end_of_its_last_day(permit: Permit) -> None:
    # CC-222, CC-284
    found = {}
    for day in (date(2029, 10, 31), date(2029, 11, 1)):
        moment = NOW.replace(year=day.year, month=day.month, day=day.day)
        shown = verify_permit(now=moment, asker="192.0.2.7", number=permit.number, name="林晓禾")
        found[day] = shown.state if shown else None
    assert list(found.values()) == ["有效", "失效"]


@pytest.mark.parametrize(("number", "name"), [("CP2026000001", "林晓"), ("CP2026999999", "林晓禾"), ("", "")])
def test_wrong_name_and_wrong_number_look_the_same(permit: Permit, number: str, name: str) -> None:
    assert verify_permit(now=NOW, asker="192.0.2.7", number=number, name=name) is None


def test_number_and_name_are_enough(permit: Permit) -> None:
    shown = verify_permit(now=NOW, asker="192.0.2.7", number=f" {permit.number.lower()} ", name="林晓禾")
    assert shown is not None
    assert shown.state == "有效"


def test_too_many_look_ups_from_one_address_are_refused_and_others_go_on(
    permit: Permit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, look_ups_an_hour=2))
    for _ in range(2):
        assert verify_permit(now=NOW, asker="192.0.2.7", number="CP1", name="林晓禾") is None
    with pytest.raises(Refusal) as refused:
        verify_permit(now=NOW, asker="192.0.2.7", number=permit.number, name="林晓禾")
    assert refused.value.code == "verify.too_often"
    assert verify_permit(now=NOW, asker="192.0.2.8", number=permit.number, name="林晓禾")
    assert verify_permit(now=NOW + timedelta(hours=1), asker="192.0.2.7", number=permit.number, name="林晓禾")


def test_addresses_are_kept_as_digests_and_not_for_long(permit: Permit) -> None:
    verify_permit(now=NOW, asker="192.0.2.7", number="CP1", name="林晓禾")
    assert not LookUps.objects.filter(asker__contains="192.0.2").exists()
    verify_permit(now=NOW + timedelta(days=2), asker="192.0.2.8", number="CP1", name="林晓禾")
    assert LookUps.objects.count() == 1


def test_another_person_finds_no_such_permit(permit: Permit) -> None:
    chen = Person.objects.create(name="陈砚", identity_kind="居民身份证", identity_number="420106198811020037")
    stranger = actor_of(User.objects.create(username="chen", kind="person", person=chen))
    with pytest.raises(NotFound):
        print_confirmation(actor=stranger, now=NOW, permit_number=permit.number)


def test_name_outside_the_fonts_is_told_to_the_holder() -> None:
    permit = lin_holds_a_permit(name="林𠮷")
    with pytest.raises(Refusal) as refused:
        print_confirmation(actor=actor_of(User.objects.get(username="lin")), now=NOW, permit_number=permit.number)
    assert "𠮷" in str(refused.value)
