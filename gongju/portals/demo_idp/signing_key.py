"""The RS256 key of the demo's provider, made once and kept beside its database."""

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


def signing_key(file: Path) -> str:
    """PEM of the private key in `file`; the file is made, readable by its owner alone, where there is none."""
    if not file.exists():
        _make(file)
    return file.read_text("ascii")


def _make(file: Path) -> None:
    """Write beside and move into place, so that two processes starting at once read one whole key."""
    file.parent.mkdir(parents=True, exist_ok=True)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    draft = file.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(pem)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
