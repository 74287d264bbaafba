"""A ring of keys: seals text, opens what any of its keys sealed, makes digests for search.

A sealed value reads `<mark>.<key id>.<base64url of nonce, text, tag>`: `s1` is AES-256-GCM, `n1` the national SM4-GCM.
The purpose (`people.person.phone`) is authenticated with it, so that a value moved to another column does not open.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag

from gongju.sealing.ciphers import KEY_BYTES, NATIONAL, USUAL, decrypt, derived, encrypt, keyed_digest

_LONGEST_HEAD = 80
DIGEST_ENTRY, OLD_DIGEST_ENTRY = "digest", "digestold"


class KeysUnusable(ValueError):
    """The keys given at start cannot be used; the text says which and what to write instead. Never shows a key."""


class Unsealable(ValueError):
    """A stored value does not open: changed, of another purpose, or its key is not on the ring."""


@dataclass(frozen=True)
class Keyring:
    """Keys by id (32 bytes each); `current` seals, all open. `digest_keys`: the first makes digests, all find.

    `mark` says by which algorithms new values are made; values of both are opened and found.
    """

    keys: Mapping[str, bytes] = field(repr=False)
    current: str
    digest_keys: tuple[bytes, ...] = field(repr=False)
    mark: str = USUAL

    def __post_init__(self) -> None:
        """Refuse keys of a wrong length, and a current key that is not on the ring."""
        for name, key in [*self.keys.items(), *((DIGEST_ENTRY, key) for key in self.digest_keys)]:
            if len(key) != KEY_BYTES:
                raise KeysUnusable(f"key '{name}' has {len(key)} bytes; it needs {KEY_BYTES}")
        if self.current not in self.keys:
            raise KeysUnusable(f"the current key '{self.current}' is not among {sorted(self.keys)}")

    @classmethod
    def of(cls, entries: Sequence[tuple[str, bytes]], *, national: bool = False) -> "Keyring":
        """Make the ring of (id, key) entries: the first seals, all open.

        An entry with the id `digest` makes the digests; without one the last entry does, so keep that one last. While
        digests are made anew, `digestold` is the key that made them before: what it made is still found.
        """
        keys = {name: key for name, key in entries if name not in (DIGEST_ENTRY, OLD_DIGEST_ENTRY)}
        if not keys:
            raise KeysUnusable("give at least one key that seals, as (id, 32 bytes)")
        told = dict(entries)
        secrets = [told.get(DIGEST_ENTRY) or list(keys.values())[-1]]
        secrets += [told[OLD_DIGEST_ENTRY]] if OLD_DIGEST_ENTRY in told else []
        digest_keys = tuple(derived(secret, "digest") for secret in secrets)
        return cls(keys=keys, current=next(iter(keys)), digest_keys=digest_keys, mark=NATIONAL if national else USUAL)

    def seal(self, text: str, *, purpose: str) -> str:
        """Encrypt `text`; two calls never give the same value."""
        body = encrypt(self.mark, self.keys[self.current], text.encode(), _bound(self.mark, self.current, purpose))
        return f"{self.mark}.{self.current}.{urlsafe_b64encode(body).decode()}"

    def unseal(self, sealed: str, *, purpose: str) -> str:
        """Decrypt what `seal` made with the same purpose; `Unsealable` for anything else."""
        mark, key_id, body = _parts(sealed)
        key = self.keys.get(key_id)
        if key is None:
            raise Unsealable(f"sealed with key '{key_id}', which is not on the ring {sorted(self.keys)}")
        try:
            plain = decrypt(mark, key, body, _bound(mark, key_id, purpose))
        except InvalidTag as fault:
            raise Unsealable(f"the value was changed, or was not sealed for '{purpose}'") from fault
        return plain.decode()

    def seal_bytes(self, content: bytes, *, purpose: str) -> bytes:
        """Encrypt the bytes of a file: `<mark>.<key id>.` and then nonce, sealed bytes, tag."""
        head = f"{self.mark}.{self.current}."
        return head.encode() + encrypt(self.mark, self.keys[self.current], content, _bound(head, "", purpose))

    def unseal_bytes(self, sealed: bytes, *, purpose: str) -> bytes:
        """Decrypt what `seal_bytes` made with the same purpose; `Unsealable` for anything else."""
        mark, key_id = _head(sealed)
        key = self.keys.get(key_id)
        if key is None:
            raise Unsealable(f"sealed with key '{key_id}', which is not on the ring {sorted(self.keys)}")
        head = f"{mark}.{key_id}."
        try:
            return decrypt(mark, key, sealed[len(head) :], _bound(head, "", purpose))
        except InvalidTag as fault:
            raise Unsealable(f"the bytes were changed, or were not sealed for '{purpose}'") from fault

    def are_current(self, sealed: bytes) -> bool:
        """Tell whether the bytes were sealed with the current key and algorithm."""
        return _head(sealed) == (self.mark, self.current)

    def is_current(self, sealed: str) -> bool:
        """Tell whether the value was sealed with the current key and algorithm; if not, seal it anew when rotating."""
        return _parts(sealed)[:2] == (self.mark, self.current)

    def digest(self, text: str, *, purpose: str) -> str:
        """Return 64 hexadecimal digits, the same for the same text and purpose, of no use without the key."""
        return keyed_digest(self.mark, self.digest_keys[0], _told(text, purpose))

    def digests(self, text: str, *, purpose: str) -> list[str]:
        """Every digest that the text may have been stored under, the current one first."""
        marks = sorted((USUAL, NATIONAL), key=lambda mark: mark != self.mark)
        return [keyed_digest(mark, key, _told(text, purpose)) for key in self.digest_keys for mark in marks]


def _told(text: str, purpose: str) -> bytes:
    return f"{purpose}\0{text}".encode()


def _bound(mark: str, key_id: str, purpose: str) -> bytes:
    return f"{mark}\0{key_id}\0{purpose}".encode()


def _head(sealed: bytes) -> tuple[str, str]:
    mark, _, rest = sealed[:_LONGEST_HEAD].partition(b".")
    key_id, dot, _ = rest.partition(b".")
    if mark.decode("ascii", "replace") not in (USUAL, NATIONAL) or not dot or not key_id.isascii():
        raise Unsealable("the bytes are not in the form of sealed ones")
    return mark.decode(), key_id.decode()


def _parts(sealed: str) -> tuple[str, str, bytes]:
    mark, _, rest = sealed.partition(".")
    key_id, dot, body = rest.partition(".")
    if mark not in (USUAL, NATIONAL) or not dot:
        raise Unsealable("the value is not in the form of a sealed one")
    try:
        return mark, key_id, urlsafe_b64decode(body)
    except NotBase64 as fault:
        raise Unsealable("the value is not in the form of a sealed one") from fault
