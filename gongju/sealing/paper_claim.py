"""What a printed paper claims of itself, signed: it stands in the QR code and is checked without any network."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from hashlib import sha256

from gongju.sealing.canonical import canonical
from gongju.sealing.signing import Signature, Signer, bytes_of, text_of

USE, LIST_USE = "confirmation", "revoked"
LIST_WHAT = "gongju.revoked.1"
PAPER_BYTES = 9


class NoClaim(ValueError):
    """The text is no claim of a paper, or nobody known signed it; the message is plain Chinese."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Number, masked name of the holder, first and last day, day of issue (YYYY-MM-DD), and the paper's own id."""

    number: str
    holder: str
    first_day: str
    last_day: str
    issued: str
    paper: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """The papers that count no longer: `replaced` by a later one or void, `not_in_force` because the permit is not.

    `number` grows with every list; a list is not to be used past `next_update`.
    """

    number: int
    issued_at: str
    next_update: str
    replaced: tuple[str, ...]
    not_in_force: tuple[str, ...]

    @property
    def statement(self) -> bytes:
        """What is signed."""
        return canonical([LIST_WHAT, *astuple(self)])


def paper_id(token: str) -> str:
    """The short name of a paper, made of the unguessable part of its address; it does not give that away."""
    return urlsafe_b64encode(sha256(f"gongju.paper\0{token}".encode()).digest()[:PAPER_BYTES]).decode()


def sign_claim(claim: Claim, signer: Signer) -> str:
    """The claim as text for the QR code: key id, content, signature. "" where there is no key."""
    if not signer.signs:
        return ""
    body = canonical(list(astuple(claim)))
    signed = signer.sign(body, use=USE)
    return f"{signed.key_id}.{text_of(body)}.{signed.value}"


def read_claim(text: str, signer: Signer) -> Claim:
    """The claim, if a key known to `signer` signed it. Raises NoClaim."""
    key_id, _, rest = text.partition(".")
    content, _, value = rest.partition(".")
    try:
        body = bytes_of(content)
        claim = Claim(*map(str, json.loads(body)))
    except (NotBase64, TypeError, ValueError, RecursionError) as wrong:
        raise NoClaim("里面没有签名内容，或者不完整。") from wrong
    if key_id not in signer.public:
        raise NoClaim(f"签名用的密钥“{key_id[:20]}”这里没有公钥。")
    if not signer.verify(body, Signature(key_id, value), use=USE):
        raise NoClaim("签名对不上：内容被改动过，或者不是本系统出具的。")
    return claim


def claim_in(address: str) -> str:
    """The claim that stands behind the # of a QR code's address; "" where there is none."""
    return address.partition("#")[2]


def list_as_json(revoked: Revoked, signature: Signature) -> str:
    """A list with its signature, as it is published."""
    told = dict(zip(Revoked.__slots__, astuple(revoked), strict=True))
    body = {"what": LIST_WHAT, **told, "key": signature.key_id, "signature": signature.value}
    return json.dumps(body, ensure_ascii=True, separators=(",", ":"))


def read_list(text: str, signer: Signer) -> Revoked:
    """A published list, if a key known to `signer` signed it. Raises NoClaim."""
    try:
        told: Mapping[str, object] = json.loads(text)
        replaced, not_in_force = _texts(told["replaced"]), _texts(told["not_in_force"])
        days = str(told["issued_at"]), str(told["next_update"])
        revoked = Revoked(int(str(told["number"])), *days, replaced, not_in_force)
        signature = Signature(str(told["key"]), str(told["signature"]))
    except (KeyError, TypeError, ValueError, RecursionError) as wrong:
        raise NoClaim("这个文件不是作废名单，或者不完整。") from wrong
    if not signer.verify(revoked.statement, signature, use=LIST_USE):
        raise NoClaim("作废名单的签名对不上。")
    return revoked


def _texts(told: object) -> tuple[str, ...]:
    if not isinstance(told, list):
        raise TypeError("a list of papers was expected")
    return tuple(map(str, told))
