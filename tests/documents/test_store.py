"""Bytes are kept whole, once, under their digest."""

import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

from gongju import clock
from gongju.documents import store
from gongju.documents.local_files import LocalFiles, kept_together


def files() -> list[Path]:
    return [path for path in settings.GONGJU.files_dir.rglob("*") if path.is_file()]


def lies(name: str) -> Path:
    return Path(LocalFiles().path(name))


def test_bytes_lie_under_their_digest() -> None:
    name = store.keep(b"paper", "pdf")
    digest = sha256(b"paper").hexdigest()
    assert name == f"{digest[:2]}/{digest[2:4]}/{digest}.pdf"
    assert store.read(name) == b"paper"


def test_the_same_bytes_are_kept_once() -> None:
    assert store.keep(b"paper", "pdf") == store.keep(b"paper", "pdf")
    assert len(files()) == 1


def test_a_full_disk_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    settings.GONGJU.files_dir.mkdir(parents=True)
    with pytest.raises(OSError, match="No space"):
        LocalFiles().write("x.pdf", b"paper")
    assert files() == []


def test_changed_and_missing_bytes_are_noticed() -> None:
    name = store.keep(b"paper", "pdf")
    lies(name).write_bytes(b"other")
    with pytest.raises(store.Damaged, match="changed"):
        store.read(name)
    lies(name).unlink()
    with pytest.raises(store.Damaged, match="gone"):
        store.read(name)


def test_others_may_not_read_the_files() -> None:
    path = lies(store.keep(b"paper", "pdf"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_files_kept_together_wait_for_the_disk_once_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[str] = []
    monkeypatch.setattr("os.fsync", lambda descriptor: waits.append("one"))
    monkeypatch.setattr("os.sync", lambda: waits.append("all"))
    with kept_together():
        names = [store.keep(content, "pdf") for content in (b"first", b"second")]
        assert waits == []
    assert waits == ["all"]
    assert [store.read(name) for name in names] == [b"first", b"second"]
    store.keep(b"third", "pdf")
    assert set(waits[1:]) == {"one"}


def test_after_a_fault_among_files_kept_together_each_waits_again(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[str] = []
    monkeypatch.setattr("os.fsync", lambda descriptor: waits.append("one"))
    with pytest.raises(ValueError, match="no city"), kept_together():
        raise ValueError("no city")
    store.keep(b"paper", "pdf")
    assert "one" in waits


def aged(name: str) -> None:
    os.utime(lies(name), (0, 0))


def test_a_file_is_destroyed_unless_it_is_new_or_was_touched() -> None:
    name, moment = store.keep(b"paper", "pdf"), clock.now() - timedelta(days=1)
    assert not store.files().forget(name, before=moment)
    aged(name)
    store.keep(b"paper", "pdf")
    assert not store.files().forget(name, before=moment)
    aged(name)
    assert store.files().forget(name, before=moment)
    assert files() == []


def test_what_was_put_aside_when_the_power_went_is_put_back() -> None:
    name = store.keep(b"paper", "pdf")
    lies(name).replace(lies(name).with_name(f".{lies(name).name}.aside"))
    assert list(store.files().names()) == [name]
    assert store.read(name) == b"paper"
