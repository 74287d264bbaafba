"""Files as they are put away: sealed with the field keys where the settings say so, else as they are.

A sealed file begins with `SEALED`; its name is bound to it, so that one put in the place of another does not open.
"""

from typing import Final

from django.conf import settings

from gongju.sealing_fields import keyring

SEALED: Final = b"gongju-sealed\n"


def put_away(content: bytes, name: str) -> bytes:
    """What is kept under that name."""
    return sealed(content, name) if settings.GONGJU.files_sealed else content


def taken_out(stored: bytes, name: str) -> bytes:
    """What was put away, sealed then or not. Raises `Unsealable`."""
    if not is_sealed(stored):
        return stored
    return keyring().unseal_bytes(stored[len(SEALED) :], purpose=_purpose(name))


def anew(stored: bytes, name: str) -> bytes | None:
    """The file sealed with the current key; None where it is already, or is not to be sealed."""
    if not is_sealed(stored):
        return sealed(stored, name) if settings.GONGJU.files_sealed else None
    current = keyring().are_current(stored[len(SEALED) :])
    return None if current else sealed(taken_out(stored, name), name)


def is_sealed(stored: bytes) -> bool:
    """Whether it was sealed when it was put away."""
    return stored.startswith(SEALED)


def sealed(content: bytes, name: str) -> bytes:
    """The file sealed with the current key, and bound to its name."""
    return SEALED + keyring().seal_bytes(content, purpose=_purpose(name))


def _purpose(name: str) -> str:
    return f"documents.file.{name}"
