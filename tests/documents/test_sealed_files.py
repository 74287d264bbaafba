"""Files lie sealed on disk where the settings say so, and are read all the same."""

import dataclasses

import pytest
from django.conf import settings

from gongju.documents import store
from tests.documents.test_store import lies

OLD, NEW = ("k1", b"1" * 32), ("k2", b"2" * 32)


def set_here(
    monkeypatch: pytest.MonkeyPatch, *, sealed: bool = True, keys: tuple[tuple[str, bytes], ...] = (OLD,)
) -> None:
    here = dataclasses.replace(settings.GONGJU, files_sealed=sealed, keys=keys)
    monkeypatch.setattr(settings, "GONGJU", here)


def on_disk(name: str) -> bytes:
    return lies(name).read_bytes()


@pytest.mark.parametrize("sealed", [True, False])
def test_what_is_kept_is_read_again(monkeypatch: pytest.MonkeyPatch, sealed: bool) -> None:
    set_here(monkeypatch, sealed=sealed)
    name = store.keep(b"a paper of somebody", "pdf")
    assert store.read(name) == b"a paper of somebody"
    assert (b"somebody" in on_disk(name)) is not sealed


def test_a_sealed_file_that_was_changed_or_put_in_anothers_place_does_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    set_here(monkeypatch)
    one, other = store.keep(b"one", "pdf"), store.keep(b"other", "pdf")
    lies(one).write_bytes(on_disk(other))
    with pytest.raises(store.Damaged, match="does not open"):
        store.read(one)
    lies(other).write_bytes(on_disk(other)[:-1] + b"x")
    with pytest.raises(store.Damaged, match="does not open"):
        store.read(other)


def test_files_are_sealed_afterwards_and_anew_after_a_change_of_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    set_here(monkeypatch, sealed=False)
    name = store.keep(b"paper", "pdf")
    assert store.reseal_files() == 0
    set_here(monkeypatch)
    assert store.reseal_files() == 1
    assert (store.read(name), b"paper" in on_disk(name)) == (b"paper", False)
    set_here(monkeypatch, keys=(NEW, OLD))
    assert (store.reseal_files(), store.reseal_files()) == (1, 0)
    set_here(monkeypatch, keys=(NEW,))
    assert store.read(name) == b"paper"


def test_without_its_key_a_file_does_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    set_here(monkeypatch)
    name = store.keep(b"paper", "pdf")
    set_here(monkeypatch, keys=(NEW,))
    with pytest.raises(store.Damaged, match="not on the ring"):
        store.read(name)
