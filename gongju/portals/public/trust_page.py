"""What the page 核验办法 shows: the keys we sign with, the journal's roots, and how a pasted receipt comes out."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import date, datetime

from gongju.clock import BEIJING
from gongju.portals.shared.record import title_of
from gongju.sealing.receipts import NoReceipt, Receipt, belongs, is_signed, read_receipt
from gongju.sealing.signing import Signer


@dataclass(frozen=True, slots=True)
class Key:
    """One public key as people copy it."""

    id: str
    base64: str
    pem: str
    current: bool


@dataclass(frozen=True, slots=True)
class Found:
    """How a receipt came out: a tone, one sentence, and the receipt where it could be read."""

    tone: str
    sentence: str
    receipt: Receipt | None = None

    @property
    def at(self) -> datetime | None:
        """When it happened, in Beijing; None where the receipt does not say it as we write it."""
        try:
            return datetime.fromisoformat(self.receipt.event.at).astimezone(BEIJING) if self.receipt else None
        except (ValueError, OverflowError):
            return None

    @property
    def day(self) -> date | None:
        """The day whose root it stands under; None as above."""
        try:
            return date.fromisoformat(self.receipt.root.day) if self.receipt else None
        except ValueError:
            return None

    @property
    def act(self) -> str:
        """What was done, as the page 办理记录与回执 calls it."""
        return title_of(self.receipt.event.action) if self.receipt else ""


def keys_of(signer: Signer) -> tuple[Key, ...]:
    """Every public key, the one that signs now first."""
    names = sorted(signer.public, key=lambda name: (name != signer.current, name))
    return tuple(
        Key(name, b64encode(signer.public[name]).decode(), signer.pem(name), name == signer.current) for name in names
    )


def checked(text: str, signer: Signer) -> Found:
    """What can be said of a receipt by itself."""
    try:
        receipt = read_receipt(text)
    except NoReceipt as wrong:
        return Found("bad", str(wrong))
    if not belongs(receipt):
        return Found("bad", "回执里的内容与它所附的每日总指纹对不上：内容被改动过。", receipt)
    if not receipt.signature.key_id:
        return Found("warn", "内容与每日总指纹对得上，但总指纹没有签名，不能证明出自本系统。", receipt)
    if not is_signed(receipt.root, receipt.signature, signer):
        return Found("bad", "内容与每日总指纹对得上，但签名不是本系统的密钥签的。", receipt)
    return Found("ok", "真实：这条记录在那一天的每日总指纹之下，签名有效。", receipt)
