"""Stored files in a folder of this machine: put in place in one step, so that they survive a power cut."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.storage import FileSystemStorage

_ASIDE = ".aside"
_waits_for_disk = ContextVar("waits_for_disk", default=True)


class LocalFiles(FileSystemStorage):
    """What `store` needs of a place for files, over the folder of the settings; files of that name are written over."""

    @property
    def location(self) -> str:
        """The folder, asked for each time."""
        return str(settings.GONGJU.files_dir)

    def read(self, name: str) -> bytes:
        """All bytes of a name; FileNotFoundError where there are none."""
        return Path(self.path(name)).read_bytes()

    def write(self, name: str, content: bytes) -> None:
        """Put bytes in the place of a name."""
        _write_whole(Path(self.path(name)), content)

    def touch(self, name: str) -> bool:
        """Make a file look new, so that `forget` leaves it; False where there is none."""
        try:
            os.utime(self.path(name))
        except FileNotFoundError:
            return False
        return True

    def forget(self, name: str, *, before: datetime) -> bool:
        """Destroy a file unless it was written or touched since that moment; whether it is gone.

        It is put aside before its age is asked: who touches it later finds none and writes it anew.
        """
        path = Path(self.path(name))
        aside = path.with_name(f".{path.name}{_ASIDE}")
        try:
            path.replace(aside)
        except FileNotFoundError:
            return True
        if aside.stat().st_mtime >= before.timestamp():
            aside.replace(path)
            return False
        aside.unlink()
        return True

    def names(self) -> Iterator[str]:
        """The name of every file there is; one that was put aside when the power went is put back."""
        folder = Path(self.location)
        for aside in list(folder.rglob(f".*{_ASIDE}")):
            aside.replace(aside.with_name(aside.name.removeprefix(".").removesuffix(_ASIDE)))
        found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
        return (path.relative_to(folder).as_posix() for path in found)


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


def _write_whole(path: Path, content: bytes) -> None:
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
