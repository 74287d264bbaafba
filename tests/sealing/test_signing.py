"""Signatures by key id: for one use, by one key, over exactly these bytes."""

import pytest

from gongju.sealing.signing import UNSIGNED, NoSigningKey, Signature, Signer

OLD, NEW = ("s1", bytes(range(32))), ("s2", bytes(32))


def test_what_was_signed_verifies() -> None:
    signer = Signer.of([OLD])
    signature = signer.sign(b"x", use="journal")
    assert signer.verify(b"x", signature, use="journal")
    assert not signer.verify(b"y", signature, use="journal")


def test_a_signature_for_one_use_is_none_for_another() -> None:
    signer = Signer.of([OLD])
    assert not signer.verify(b"x", signer.sign(b"x", use="journal"), use="confirmation")


def test_after_a_change_of_keys_the_old_signature_still_verifies() -> None:
    old = Signer.of([OLD])
    signature = old.sign(b"x", use="journal")
    both = Signer.of([NEW, OLD])
    assert both.sign(b"x", use="journal").key_id == "s2"
    assert both.verify(b"x", signature, use="journal")
    put_away = Signer.of([NEW], [("s1", old.public["s1"])])
    assert put_away.verify(b"x", signature, use="journal")
    assert not Signer.of([NEW]).verify(b"x", signature, use="journal")


def test_without_a_key_nothing_is_signed() -> None:
    nobody = Signer.of([])
    assert nobody.sign_or_not(b"x", use="journal") == UNSIGNED
    with pytest.raises(NoSigningKey):
        nobody.sign(b"x", use="journal")
    assert not nobody.verify(b"x", UNSIGNED, use="journal")


@pytest.mark.parametrize("value", ["", "?", "AAAA"])
def test_what_is_no_signature_verifies_nothing(value: str) -> None:
    assert not Signer.of([OLD]).verify(b"x", Signature("s1", value), use="journal")


def test_a_signer_does_not_show_its_seeds() -> None:
    assert "seeds" not in repr(Signer.of([OLD]))
