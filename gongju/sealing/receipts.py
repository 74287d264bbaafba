"""The journal's receipt: one event, its path to a day's root, and that root's signature; checked without a database."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from gongju.sealing.canonical import canonical, digest_of
from gongju.sealing.merkle import Path, follow, leaf_hash
from gongju.sealing.signing import Signature, Signer

WHAT = "gongju.journal.receipt.1"
ROOT_USE = "journal"


class NoReceipt(ValueError):
    """What was given cannot be read as a receipt; the text is plain Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a receipt says happened: when, what, and as which entry about which subject."""

    at: str
    action: str
    kind: str
    id: str
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """The root of one day: `previous` is the hash of the root before it, "" of the first."""

    number: int
    day: str
    at: str
    count: int
    merkle: str
    previous: str

    @property
    def statement(self) -> bytes:
        """What is signed."""
        return canonical(["gongju.journal.root.1", *asdict(self).values()])

    @property
    def hash(self) -> str:
        """The name of this root, which the next one carries."""
        return digest_of(["gongju.journal.root.1", *asdict(self).values()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """`rest` is the salted hash of what the entry holds besides: its reader need not see it, nor can guess it."""

    event: Event
    rest: str
    path: Path
    root: Root
    signature: Signature

    def as_json(self) -> str:
        """The receipt as a file."""
        return json.dumps({"what": WHAT, **asdict(self)}, ensure_ascii=False, indent=2) + "\n"


def leaf_of(event: Event, rest: str) -> str:
    """The leaf of one event."""
    return leaf_hash(canonical(["gongju.journal.leaf.1", *asdict(event).values(), rest]))


def rest_of(salt: str, body: object) -> str:
    """The hash that stands for what is not shown."""
    return digest_of(["gongju.journal.rest.1", salt, body])


def belongs(receipt: Receipt) -> bool:
    """Whether the event is under the root that the receipt names."""
    return follow(leaf_of(receipt.event, receipt.rest), receipt.path) == receipt.root.merkle


def is_signed(root: Root, signature: Signature, signer: Signer) -> bool:
    """Whether a key known to `signer` signed this root."""
    return signer.verify(root.statement, signature, use=ROOT_USE)


def read_receipt(text: str) -> Receipt:
    """Read what `as_json` wrote. Raises NoReceipt."""
    try:
        given = json.loads(text)
        if given["what"] != WHAT:
            raise NoReceipt("这不是办理记录的回执。")
        receipt = _receipt(given)
        belongs(receipt)
    except (KeyError, TypeError, ValueError, RecursionError) as wrong:
        raise NoReceipt("这个文件不是办理记录的回执，或者不完整。") from wrong
    return receipt


def _receipt(given: Mapping[str, Any]) -> Receipt:
    return Receipt(
        event=Event(**given["event"]),
        rest=str(given["rest"]),
        path=cast("Path", tuple((str(side), str(other)) for side, other in given["path"])),
        root=Root(**given["root"]),
        signature=Signature(**given["signature"]),
    )
