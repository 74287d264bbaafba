"""The hash of one link, the same on every database and in every later release."""

from collections.abc import Iterable
from datetime import UTC

from gongju.journal.models import Entry
from gongju.journal.refs import SubjectRef
from gongju.sealing.canonical import digest_of


def link_hash(entry: Entry, subjects: Iterable[SubjectRef], *, own: SubjectRef, sequence: int, previous: str) -> str:
    """Return SHA-256 in hexadecimal over the whole entry, all its subjects, this subject's place and the hash before.

    All subjects are in it, so that an entry torn out of one chain shows in the others.
    """
    body = [
        "gongju.journal.1",
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        [entry.actor_kind, entry.actor_id],
        entry.action,
        entry.reason,
        entry.data,
        entry.run,
        [[subject.kind, subject.id] for subject in sorted(subjects)],
        [own.kind, own.id, sequence],
        previous,
    ]
    return digest_of(body)


def plain(data: object, path: str = "data") -> None:
    """Refuse what a database would give back changed: floats, dates, keys that are no text, NUL characters."""
    if isinstance(data, dict):
        for key, value in data.items():
            plain_text(key, path)
            plain(value, f"{path}.{key}")
    elif isinstance(data, list):
        for number, value in enumerate(data):
            plain(value, f"{path}[{number}]")
    elif isinstance(data, str):
        plain_text(data, path)
    elif data is not None and not isinstance(data, int):
        raise TypeError(f"{path} is a {type(data).__name__}; write text, whole numbers, true/false, lists or dicts")


def plain_text(text: object, path: str) -> None:
    """Refuse text that PostgreSQL cannot hold or that has no UTF-8 form."""
    if not isinstance(text, str):
        raise TypeError(f"{path} has a key that is no text: {text!r}")
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(f"{path} holds a NUL character or half a character")
