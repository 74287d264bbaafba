"""A ring of keys: seals text with AES-256-GCM, opens what any of its keys sealed, makes digests for search.

A sealed value reads `s1.<key id>.<base64url of nonce, text, tag>`. The purpose (`people.person.phone`) is authenticated
with it, so that a value moved to another column does not open.
"""

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = "s1"
KEY_BYTES = 32
NONCE_BYTES = 12
DIGEST_ENTRY = "digest"


class KeysUnusable(ValueError):
    """The keys given at start cannot be used; the text says which and what to write instead. Never shows a key."""


class Unsealable(ValueError):
    """A stored value does not open: changed, of another purpose, or its key is not on the ring."""


@dataclass(frozen=True)
class Keyring:
    """Keys by id (32 bytes each); `current` seals, all open; `digest_key` stays the same when keys rotate."""

    keys: Mapping[str, bytes] = field(repr=False)
    current: str
    digest_key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse keys of a wrong length, and a current key that is not on the ring."""
        for name, key in {**self.keys, DIGEST_ENTRY: self.digest_key}.items():
            if len(key) != KEY_BYTES:
                raise KeysUnusable(f"key '{name}' has {len(key)} bytes; it needs {KEY_BYTES}")
        if self.current not in self.keys:
            raise KeysUnusable(f"the current key '{self.current}' is not among {sorted(self.keys)}")

    @classmethod
    def of(cls, entries: Sequence[tuple[str, bytes]]) -> "Keyring":
        """Make the ring of (id, key) entries: the first seals, all open.

        An entry with the id `digest` makes the digests; without one the last entry does, so keep that one last.
        """
        keys = {name: key for name, key in entries if name != DIGEST_ENTRY}
        if not keys:
            raise KeysUnusable("give at least one key that seals, as (id, 32 bytes)")
        secret = dict(entries).get(DIGEST_ENTRY) or entries[-1][1]
        return cls(keys=keys, current=next(iter(keys)), digest_key=_derived(secret, "digest"))

    def seal(self, text: str, *, purpose: str) -> str:
        """Encrypt `text`; two calls never give the same value."""
        nonce = os.urandom(NONCE_BYTES)
        cipher = AESGCM(self.keys[self.current])
        body = nonce + cipher.encrypt(nonce, text.encode(), _bound(self.current, purpose))
        return f"{FORMAT}.{self.current}.{urlsafe_b64encode(body).decode()}"

    def unseal(self, sealed: str, *, purpose: str) -> str:
        """Decrypt what `seal` made with the same purpose; `Unsealable` for anything else."""
        key_id, body = _parts(sealed)
        key = self.keys.get(key_id)
        if key is None:
            raise Unsealable(f"sealed with key '{key_id}', which is not on the ring {sorted(self.keys)}")
        try:
            plain = AESGCM(key).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], _bound(key_id, purpose))
        except InvalidTag as fault:
            raise Unsealable(f"the value was changed, or was not sealed for '{purpose}'") from fault
        return plain.decode()

    def is_current(self, sealed: str) -> bool:
        """Tell whether the value was sealed with the current key; if not, seal it anew when rotating."""
        return _parts(sealed)[0] == self.current

    def digest(self, text: str, *, purpose: str) -> str:
        """Return 64 hexadecimal digits, the same for the same text and purpose, of no use without the key."""
        return hmac.new(self.digest_key, f"{purpose}\0{text}".encode(), sha256).hexdigest()


def _derived(secret: bytes, use: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"gongju.{use}".encode()).derive(secret)


def _bound(key_id: str, purpose: str) -> bytes:
    return f"{FORMAT}\0{key_id}\0{purpose}".encode()


def _parts(sealed: str) -> tuple[str, bytes]:
    mark, _, rest = sealed.partition(".")
    key_id, dot, body = rest.partition(".")
    if mark != FORMAT or not dot:
        raise Unsealable("the value is not in the form of a sealed one")
    try:
        return key_id, urlsafe_b64decode(body)
    except NotBase64 as fault:
        raise Unsealable("the value is not in the form of a sealed one") from fault
