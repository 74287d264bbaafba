"""PAdES: what was signed is found good, and any later change of it is seen."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from gongju.sealing.pdf_identity import CertificateUnusable, PdfIdentity, self_signed
from gongju.sealing.pdf_signature import sign_pdf, signature_in

NOW = datetime.now(UTC)  # the library checks a certificate's term by the clock of the machine
OWN = self_signed("昌平区人力社保局", now=NOW)


def pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def signed() -> bytes:
    return sign_pdf(pdf(), OWN, reason="出具确认单")


def test_a_signed_file_is_good(signed: bytes) -> None:
    found = signature_in(signed, OWN.certificates)
    assert found is not None
    assert found.good
    assert found.by == "昌平区人力社保局"
    assert b"ETSI.CAdES.detached" in signed


def test_a_file_without_a_signature_has_none() -> None:
    assert signature_in(pdf(), OWN.certificates) is None


def test_a_changed_byte_is_seen(signed: bytes) -> None:
    found = signature_in(signed.replace(b"/MediaBox", b"/MediaBoy", 1), OWN.certificates)
    assert found is not None
    assert not found.untouched


def test_what_is_added_after_signing_is_seen(signed: bytes) -> None:
    other = signed + b"\n% added\n"
    found = signature_in(other, OWN.certificates)
    assert found is not None
    assert not found.whole


def test_a_stranger_s_certificate_is_not_known(signed: bytes) -> None:
    found = signature_in(signed, self_signed("别人", now=NOW).certificates)
    assert found is not None
    assert found.untouched
    assert not found.good


def test_what_is_no_pdf_is_said() -> None:
    with pytest.raises(ValueError, match=r"."):
        signature_in(b"%PDF-1.7 nothing", OWN.certificates)


@pytest.mark.parametrize("key", [b"", b"x", self_signed("别人", now=NOW).key])
def test_key_and_certificate_must_belong_together(key: bytes) -> None:
    with pytest.raises(CertificateUnusable):
        PdfIdentity(key, OWN.certificates).check()
