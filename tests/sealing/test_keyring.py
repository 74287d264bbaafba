"""What is sealed opens again with its key and purpose, and with nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongju.sealing import Keyring, KeysUnusable, Unsealable

OLD, NEW, SEARCH = ("k1", b"1" * 32), ("k2", b"2" * 32), ("digest", b"s" * 32)
RING = Keyring.of([NEW, OLD])


@given(st.text())
def test_what_was_sealed_opens_again(text: str) -> None:
    assert RING.unseal(RING.seal(text, purpose="people.phone"), purpose="people.phone") == text


def test_a_sealed_value_shows_nothing_of_the_text_and_names_its_key() -> None:
    sealed = RING.seal("110101199003070011", purpose="people.identity")
    assert sealed.startswith("s1.k2.")
    assert "199003" not in sealed
    assert sealed != RING.seal("110101199003070011", purpose="people.identity")


def test_a_value_moved_to_another_column_does_not_open() -> None:
    sealed = RING.seal("13800138000", purpose="people.phone")
    with pytest.raises(Unsealable, match=r"employers\.phone"):
        RING.unseal(sealed, purpose="employers.phone")


@pytest.mark.parametrize("change", [lambda s: s[:-2] + "AA", lambda s: "s1.k1." + s[6:], lambda s: s[3:], lambda s: ""])
def test_a_changed_value_does_not_open(change) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Unsealable):
        RING.unseal(change(RING.seal("王芳", purpose="p")), purpose="p")


def test_after_rotation_old_values_open_and_new_ones_take_the_new_key() -> None:
    before = Keyring.of([OLD]).seal("王芳", purpose="p")
    assert RING.unseal(before, purpose="p") == "王芳"
    assert not RING.is_current(before)
    assert RING.is_current(RING.seal("王芳", purpose="p"))


def test_a_key_that_left_the_ring_is_named() -> None:
    sealed = RING.seal("王芳", purpose="p")
    with pytest.raises(Unsealable, match="k2"):
        Keyring.of([OLD]).unseal(sealed, purpose="p")


def test_digests_stay_the_same_when_keys_rotate() -> None:
    digest = Keyring.of([OLD]).digest("110101199003070011", purpose="p")
    assert digest == RING.digest("110101199003070011", purpose="p")
    assert digest != RING.digest("110101199003070011", purpose="q")
    assert digest != Keyring.of([NEW]).digest("110101199003070011", purpose="p")


def test_an_entry_for_digests_seals_nothing() -> None:
    ring = Keyring.of([SEARCH, NEW])
    assert ring.current == "k2"
    assert list(ring.keys) == ["k2"]
    assert ring.digest("x", purpose="p") == Keyring.of([SEARCH, OLD]).digest("x", purpose="p")


@pytest.mark.parametrize("entries", [[], [SEARCH], [("k1", b"short")]])
def test_unusable_keys_are_refused(entries: list[tuple[str, bytes]]) -> None:
    with pytest.raises(KeysUnusable):
        Keyring.of(entries)


def test_a_ring_never_prints_its_keys() -> None:
    assert "1111" not in repr(RING)


NATIONAL = Keyring.of([NEW, OLD], national=True)


@given(st.text())
def test_the_national_algorithms_open_what_they_sealed(text: str) -> None:
    assert NATIONAL.unseal(NATIONAL.seal(text, purpose="p"), purpose="p") == text


def test_both_kinds_of_algorithms_open_each_others_values() -> None:
    usual, national = RING.seal("王芳", purpose="p"), NATIONAL.seal("王芳", purpose="p")
    assert national.startswith("n1.k2.")
    assert (NATIONAL.unseal(usual, purpose="p"), RING.unseal(national, purpose="p")) == ("王芳", "王芳")
    assert not NATIONAL.is_current(usual)
    assert NATIONAL.is_current(national)


@pytest.mark.parametrize("change", [lambda s: s[:-2] + "AA", lambda s: "s1" + s[2:], lambda s: "n1.k2.AAAA"])
def test_a_changed_national_value_does_not_open(change) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Unsealable):
        RING.unseal(change(NATIONAL.seal("王芳", purpose="p")), purpose="p")


def test_a_text_is_found_by_what_the_key_or_algorithm_before_made_of_it() -> None:
    before = Keyring.of([OLD]).digest("x", purpose="p")
    after = Keyring.of([OLD, SEARCH, ("digestold", OLD[1])], national=True)
    assert after.digest("x", purpose="p") == after.digests("x", purpose="p")[0]
    assert before in after.digests("x", purpose="p")
    assert before not in Keyring.of([OLD, SEARCH]).digests("x", purpose="p")
    assert len(after.digest("x", purpose="p")) == 64
