"""The two ways of sealing and digesting: AES-256-GCM with HMAC-SHA256, or the national SM4-GCM with HMAC-SM3."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, SM3, HashAlgorithm
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES, TAG_BYTES = 12, 16
KEY_BYTES, SM4_KEY_BYTES = 32, 16
USUAL, NATIONAL = "s1", "n1"
"""The marks in front of what each of them sealed."""


def encrypt(mark: str, key: bytes, text: bytes, bound: bytes) -> bytes:
    """Nonce, sealed text and tag; `bound` is authenticated with them."""
    nonce = os.urandom(NONCE_BYTES)
    if mark == USUAL:
        return nonce + AESGCM(key).encrypt(nonce, text, bound)
    sealing = Cipher(algorithms.SM4(_sm4_key(key)), modes.GCM(nonce)).encryptor()
    sealing.authenticate_additional_data(bound)
    return nonce + sealing.update(text) + sealing.finalize() + sealing.tag


def decrypt(mark: str, key: bytes, body: bytes, bound: bytes) -> bytes:
    """The text. InvalidTag where anything was changed."""
    nonce, sealed, tag = body[:NONCE_BYTES], body[NONCE_BYTES:-TAG_BYTES], body[-TAG_BYTES:]
    if len(body) < NONCE_BYTES + TAG_BYTES:
        raise InvalidTag
    if mark == USUAL:
        return AESGCM(key).decrypt(nonce, sealed + tag, bound)
    opening = Cipher(algorithms.SM4(_sm4_key(key)), modes.GCM(nonce, tag)).decryptor()
    opening.authenticate_additional_data(bound)
    return opening.update(sealed) + opening.finalize()


def keyed_digest(mark: str, key: bytes, text: bytes) -> str:
    """64 hexadecimal digits."""
    algorithm: HashAlgorithm = SHA256() if mark == USUAL else SM3()
    made = HMAC(key, algorithm)
    made.update(text)
    return made.finalize().hex()


def derived(secret: bytes, use: str, length: int = KEY_BYTES) -> bytes:
    """A key of its own for one use."""
    return HKDF(SHA256(), length, salt=None, info=f"gongju.{use}".encode()).derive(secret)


def _sm4_key(key: bytes) -> bytes:
    return derived(key, "sm4", SM4_KEY_BYTES)
