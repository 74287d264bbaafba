"""Ed25519 signatures by key id; the use (`journal` …) is signed too, so that none passes for another."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SEED_BYTES = 32


class NoSigningKey(LookupError):
    """There is no key to sign with: whoever asks says loudly that nothing is signed."""


@dataclass(frozen=True, slots=True)
class Signature:
    """`value` is base64url without padding; both are empty where nothing was signed."""

    key_id: str
    value: str


UNSIGNED = Signature("", "")


@dataclass(frozen=True)
class Signer:
    """Seeds by id, of which `current` signs; `public` holds the keys of all of them, and of those put away."""

    seeds: Mapping[str, bytes] = field(repr=False)
    current: str
    public: Mapping[str, bytes]

    @classmethod
    def of(cls, seeds: Sequence[tuple[str, bytes]], retired: Sequence[tuple[str, bytes]] = ()) -> "Signer":
        """Make it of (id, 32 bytes): the first seed signs. `retired` are public keys that only verify."""
        own = dict(seeds)
        public = {name: _private(seed).public_key().public_bytes_raw() for name, seed in own.items()}
        return cls(seeds=own, current=next(iter(own), ""), public={**dict(retired), **public})

    @property
    def signs(self) -> bool:
        """Whether there is a key to sign with."""
        return bool(self.current)

    def pem(self, key_id: str) -> str:
        """A public key as other programs read it."""
        key = Ed25519PublicKey.from_public_bytes(self.public[key_id])
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def sign(self, body: bytes, *, use: str) -> Signature:
        """Sign with the current key; `NoSigningKey` where there is none."""
        if not self.signs:
            raise NoSigningKey("GONGJU_SIGNING_KEYS names no key")
        value = _private(self.seeds[self.current]).sign(_bound(body, use))
        return Signature(self.current, text_of(value))

    def sign_or_not(self, body: bytes, *, use: str) -> Signature:
        """Sign where there is a key, else `UNSIGNED`; the caller says which it was."""
        return self.sign(body, use=use) if self.signs else UNSIGNED

    def verify(self, body: bytes, signature: Signature, *, use: str) -> bool:
        """Whether a key known here signed exactly this for this use."""
        key = self.public.get(signature.key_id)
        if key is None:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(bytes_of(signature.value), _bound(body, use))
        except (InvalidSignature, ValueError):
            return False
        return True


def text_of(raw: bytes) -> str:
    """Bytes as base64url without padding."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def bytes_of(text: str) -> bytes:
    """The bytes of such a text; ValueError where it is none, or not the one way to write them."""
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if text_of(raw) != text:
        raise ValueError("this is not how these bytes are written")
    return raw


def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


def _bound(body: bytes, use: str) -> bytes:
    return f"gongju.{use}\0".encode() + body
