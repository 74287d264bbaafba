"""A confirmation that proves itself: the code on the paper, the file's signature, the list, and the command."""

from __future__ import annotations

import base64
import dataclasses
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from gongju import clock
from gongju.access.actor import Actor, actor_of
from gongju.actions.print_confirmation import Printed, print_confirmation
from gongju.people.models import User
from gongju.permits import records
from gongju.permits.models import Permit
from gongju.permits.verification import address_of
from gongju.sealing import pdf_signature
from gongju.sealing.paper_claim import Claim, claim_in, paper_id, read_claim, sign_claim
from gongju.sealing.pdf_identity import self_signed
from gongju.sealing.pdf_signature import sign_pdf
from gongju.signatures import signer
from tests.permits.holding import NOW, lin_holds_a_permit

pytestmark = pytest.mark.django_db
OWN = self_signed("昌平区人力社保局", now=clock.now())


@pytest.fixture(autouse=True)
def _signing(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    own = dataclasses.replace(
        settings.GONGJU,
        signing_keys=(("s1", bytes(range(32))),),
        pdf_key=OWN.key,
        pdf_certificates=OWN.certificates,
    )
    monkeypatch.setattr(settings, "GONGJU", own)


@pytest.fixture
def permit() -> Permit:
    return lin_holds_a_permit()


@pytest.fixture
def lin(permit: Permit) -> Actor:
    return actor_of(User.objects.get(username="lin"))


@pytest.fixture
def printed(permit: Permit, lin: Actor) -> Printed:
    return print_confirmation(actor=lin, now=NOW, permit_number=permit.number)


def code_on(pdf: bytes, scale: float = 2.0) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        found = zxingcpp.read_barcodes(opened[0].render(scale=scale).to_pil().convert("L"))
    assert len(found) == 1
    return str(found[0].text)


def text_on(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "".join("".join(page.get_textpage().get_text_range() for page in opened).split())


@pytest.mark.parametrize("scale", [2.0, 1.2])
def test_the_code_carries_the_live_address_and_a_signed_claim(printed: Printed, permit: Permit, scale: float) -> None:
    read = code_on(printed.pdf, scale)
    assert read.partition("#")[0] == address_of(printed.token)
    claim = read_claim(claim_in(read), signer())
    assert (claim.number, claim.holder, claim.last_day) == (permit.number, "林**", "2029-10-31")
    assert claim.paper == paper_id(printed.token)


def test_printed_again_it_carries_the_same_claim_even_after_a_change_of_keys(
    printed: Printed, permit: Permit, lin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = (("s2", bytes(32)), ("s1", bytes(range(32))))
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, signing_keys=keys))
    again = print_confirmation(actor=lin, now=NOW + timedelta(days=3), permit_number=permit.number)
    assert again.token == printed.token
    assert code_on(again.pdf) == code_on(printed.pdf)


def test_the_paper_says_how_it_is_signed(permit: Permit, lin: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(**told: object) -> str:
        monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, **told))  # type: ignore[arg-type]
        return text_on(print_confirmation(actor=lin, now=NOW, permit_number=permit.number).pdf)

    assert "本单有电子签名" in said()
    assert "演示签名，没有法律效力" in said(demo=True)
    assert "本单没有电子签名" in said(demo=False, pdf_key=b"")


def verify(*words: str) -> str:
    """What `gongju verify` says when all is well; else the CommandError carries what it said before."""
    out = StringIO()
    try:
        with clock.set_clock(NOW):
            call_command("verify", *words, stdout=out)
    except CommandError as wrong:
        raise CommandError(f"{out.getvalue()}{wrong}") from wrong
    return out.getvalue()


@pytest.fixture
def file(printed: Printed, tmp_path: Path) -> Path:
    place = tmp_path / "确认单.pdf"
    place.write_bytes(printed.pdf)
    return place


def test_a_good_paper_is_verified_by_the_command(file: Path) -> None:
    told = verify(str(file))
    assert "电子签名：昌平区人力社保局" in told
    assert "现在的状态：有效" in told
    assert "没有发现问题" in told


@pytest.mark.django_db(databases=[])
def test_without_a_database_the_text_of_the_code_and_the_published_key_are_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = signer()
    claim = Claim("CP2026000001", "林**", "2026-11-01", "2029-10-31", "2026-11-21", paper_id("token"))
    text = f"https://permits.example.org/verify/token/#{sign_claim(claim, own)}"
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, signing_keys=()))
    key = f"s1:{base64.b64encode(own.public['s1']).decode()}"
    assert "CP2026000001" in verify(text, "--offline", "--key", key)
    with pytest.raises(CommandError, match="没有公钥"):
        verify(text, "--offline")
    with pytest.raises(CommandError, match="不是这一张确认单的"):
        verify(text.replace("/token/", "/other/"), "--offline", "--key", key)


def test_a_changed_file_is_not_to_be_trusted(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"/MediaBox", b"/MediaBoy", 1))
    with pytest.raises(CommandError, match="文件签名以后被改动过"):
        verify(str(file))


def test_a_paper_with_a_stranger_s_signature_is_not_to_be_trusted(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    other.write_bytes(self_signed("别人", now=clock.now()).certificates)
    with pytest.raises(CommandError, match="证书不是这里认可的"):
        verify(str(file), "--certificate", str(other))


def test_a_file_that_borrows_a_good_paper_s_code_is_not_to_be_trusted(file: Path, tmp_path: Path) -> None:
    """The claim is sound and live; what the page says is anybody's word."""
    forged = tmp_path / "forged.pdf"
    with pikepdf.open(file) as good, pikepdf.new() as own:
        own.add_blank_page()
        own.docinfo["/Keywords"] = good.docinfo["/Keywords"]
        own.save(forged)
    with pytest.raises(CommandError, match="没有电子签名"):
        verify(str(forged))
    bare = dataclasses.replace(settings.GONGJU, pdf_certificates=b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "GONGJU", bare)
        assert "逐项对照" in verify(str(forged))


def test_a_paper_signed_twice_is_not_to_be_trusted(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = self_signed("别人", now=clock.now())
    monkeypatch.setattr(pdf_signature, "FIELD", "Another")
    file.write_bytes(sign_pdf(file.read_bytes(), stranger, reason="x"))
    with pytest.raises(CommandError, match="不止一个"):
        verify(str(file))


def test_a_replaced_paper_is_told_live_and_by_the_list(
    file: Path, permit: Permit, client: Client, tmp_path: Path
) -> None:
    records.confirmation(permit, now=NOW + timedelta(hours=1))
    with pytest.raises(CommandError, match="已换发"):
        verify(str(file))
    with clock.set_clock(NOW):
        answer = client.get("/trust/revoked.json")
    names = tmp_path / "revoked.json"
    names.write_bytes(answer.content)
    assert "max-age" in answer["Cache-Control"]
    with pytest.raises(CommandError, match="这一张已经换发或者作废"):
        verify(str(file), "--offline", "--revoked", str(names))
    with clock.set_clock(NOW + timedelta(days=2)), pytest.raises(CommandError, match="过了更新时间"):
        call_command("verify", str(file), "--offline", "--revoked", str(names), stdout=StringIO())


@pytest.mark.parametrize("act", ["suspend", "cancel"])
def test_the_paper_of_a_permit_not_in_force_is_on_the_list(
    printed: Printed, permit: Permit, client: Client, act: str
) -> None:
    getattr(records, act)(permit, now=NOW, on=NOW.date())
    with clock.set_clock(NOW):
        told = json.loads(client.get("/trust/revoked.json").content)
    assert paper_id(printed.token) in [*told["not_in_force"], *told["replaced"]]


def test_a_paper_past_its_last_day_needs_no_place_on_the_list(printed: Printed, permit: Permit, client: Client) -> None:
    with clock.set_clock(NOW + timedelta(days=1200)):
        told = json.loads(client.get("/trust/revoked.json").content)
    assert told["replaced"] == told["not_in_force"] == []


def test_what_is_no_confirmation_is_said(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"no pdf")
    with pytest.raises(CommandError, match="不是可以核对的确认单"):
        verify(str(file))
    with pytest.raises(CommandError, match="读不了"):
        verify(str(tmp_path / "none.pdf"))
