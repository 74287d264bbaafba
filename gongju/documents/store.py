"""Bytes on disk, named by their digest: the same bytes are kept once, a name is never written over."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from gongju.documents.sealed_files import anew, names_on_disk, put_away, taken_out
from gongju.sealing.keyring import Unsealable

_waits_for_disk = ContextVar("waits_for_disk", default=True)


class Damaged(RuntimeError):
    """The bytes on disk are no longer those that the name stands for, or are gone."""


def keep(content: bytes, suffix: str) -> str:
    """Write the bytes so that they survive a power cut, and return their name: `ab/cd/<sha256>.<suffix>`."""
    digest = sha256(content).hexdigest()
    name = f"{digest[:2]}/{digest[2:4]}/{digest}.{suffix}"
    if not path_of(name).is_file():
        keep_named(name, content)
    return name


def keep_named(name: str, content: bytes) -> None:
    """Put bytes away under a name of one's own, sealed where the settings say so."""
    write_whole(path_of(name), put_away(content, name))


def read_named(name: str) -> bytes:
    """Return the bytes of a name; `Damaged` when they are gone or do not open."""
    try:
        return taken_out(path_of(name).read_bytes(), name)
    except FileNotFoundError as fault:
        raise Damaged(f"the stored file {name} is gone") from fault
    except Unsealable as fault:
        raise Damaged(f"the stored file {name} does not open: {fault}") from fault


def reseal_files() -> int:
    """Seal with the current key what is not, as the settings say; gives the number of files written anew."""
    count = 0
    for name in names_on_disk():
        path = path_of(name)
        fresh = anew(path.read_bytes(), name)
        if fresh is not None:
            write_whole(path, fresh)
            count += 1
    return count


def read(name: str) -> bytes:
    """Return the bytes of a name; `Damaged` unless they still have the digest in it."""
    content = read_named(name)
    if sha256(content).hexdigest() != Path(name).stem:
        raise Damaged(f"the stored file {name} was changed")
    return content


@contextmanager
def kept_together() -> Iterator[None]:
    """Files kept inside are on disk for certain only at the end: one long wait in place of many short ones.

    For a transaction around it that is made anew after a power cut, so that no row names a file that was lost.
    """
    before = _waits_for_disk.set(False)
    try:
        yield
    finally:
        _waits_for_disk.reset(before)
        os.sync()


def path_of(name: str) -> Path:
    """Return where the bytes of a name lie, or would lie."""
    folder: Path = settings.GONGJU.files_dir
    return folder / name


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place in one step: who looks sees all of it or nothing, also after a power cut."""
    _make_folder(path.parent)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            _sync(part.fileno())
            os.replace(part.name, path)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(part.name)
            raise
    _sync_folder(path.parent)


def _make_folder(folder: Path) -> None:
    """Make the folder and those above it; each new name is synced in the folder that holds it."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    if _waits_for_disk.get():
        os.fsync(descriptor)
