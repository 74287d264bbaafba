"""Bytes named by their digest: the same bytes are kept once, a name stands for no others.

They lie where `STORAGES["default"]` of the settings says, sealed or not (`sealed_files`).
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Protocol, cast

from django.core.files.storage import storages

from gongju.documents.local_files import LocalFiles
from gongju.documents.sealed_files import anew, is_sealed, put_away, sealed, taken_out
from gongju.sealing.keyring import Unsealable

_PICTURES = "previews"


class Files(Protocol):
    """What a place for files must do."""

    def exists(self, name: str) -> bool:
        """Whether there are bytes of that name."""

    def read(self, name: str) -> bytes:
        """All bytes of a name; FileNotFoundError where there are none."""

    def write(self, name: str, content: bytes) -> None:
        """Put bytes in the place of a name, all of them or none."""

    def touch(self, name: str) -> bool:
        """Make a file look new, so that `forget` leaves it; False where there is none."""

    def forget(self, name: str, *, before: datetime) -> bool:
        """Destroy a file unless it was written or touched since that moment; whether it is gone."""

    def names(self) -> Iterator[str]:
        """The name of every file there is."""


class Damaged(RuntimeError):
    """The stored bytes are no longer those that the name stands for, or are gone."""


def keep(content: bytes, suffix: str) -> str:
    """Keep the bytes for good and return their name: `ab/cd/<sha256>.<suffix>`."""
    digest = sha256(content).hexdigest()
    name = _name(digest, suffix)
    if not files().touch(name):
        files().write(name, put_away(content, name))
    return name


def keep_made(name: str, content: bytes) -> None:
    """Put away what was made of a stored file. Its name holds no digest, so that it is always sealed."""
    files().write(name, sealed(content, name))


def read(name: str) -> bytes:
    """Return the bytes of a name; `Damaged` unless they still have the digest in it."""
    try:
        content = taken_out(files().read(name), name)
    except FileNotFoundError as fault:
        raise Damaged(f"the stored file {name} is gone") from fault
    except Unsealable as fault:
        raise Damaged(f"the stored file {name} does not open: {fault}") from fault
    if sha256(content).hexdigest() != PurePosixPath(name).stem:
        raise Damaged(f"the stored file {name} was changed")
    return content


def read_made(name: str) -> bytes | None:
    """What was made of a stored file; None where nothing lies that we put there under this very name."""
    try:
        stored = files().read(name)
        return taken_out(stored, name) if is_sealed(stored) else None
    except (FileNotFoundError, Unsealable):
        return None


def picture_name(name: str, page: int, width: int) -> str:
    """Under which name the picture of a page of a stored PDF lies."""
    return name_beside(name, f"{page}-{width}.webp")


def name_beside(name: str, what: str) -> str:
    """Under which name something lies that was made of a stored PDF, and goes with it."""
    return f"{_PICTURES}/{PurePosixPath(name).stem}/{what}"


def made_from(name: str) -> str:
    """The name of the PDF that this was made of; "" for what was sent."""
    top, _, rest = name.partition("/")
    digest = rest.partition("/")[0]
    return _name(digest, "pdf") if top == _PICTURES else ""


def reseal_files() -> int:
    """Seal with the current key what is not, as the settings say; gives the number of files written anew."""
    place, count = files(), 0
    for name in sorted(place.names()):
        stored = place.read(name)
        # What was made and is not sealed is none of ours: it is made anew, and not vouched for.
        fresh = anew(stored, name) if is_sealed(stored) or not made_from(name) else None
        if fresh is not None:
            place.write(name, fresh)
            count += 1
    return count


def _name(digest: str, suffix: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}.{suffix}"


def bring_files() -> int:
    """Copy what lies in the folder, as it lies there, to the place of the settings; how many were not there yet."""
    place, folder, count = files(), LocalFiles(), 0
    for name in folder.names():
        if not place.exists(name):
            place.write(name, folder.read(name))
            count += 1
    return count


def files() -> Files:
    """Where the bytes of this installation lie."""
    return cast("Files", storages["default"])
