"""One way to write a statement as bytes and to name it by its hash, the same in every later release."""

import json
from hashlib import sha256


def canonical(body: object) -> bytes:
    """JSON with sorted keys, no blanks and nothing but ASCII; floats that are no numbers are refused."""
    text = json.dumps(body, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def digest_of(body: object) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return sha256(canonical(body)).hexdigest()
