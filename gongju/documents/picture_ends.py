"""Where a picture ends: phones hang films behind it, others hang worse, and nobody who looks would see it."""

from typing import Final

_PNG_HEAD: Final = 8
_PNG_CHUNK: Final = 12  # length, name and checksum around what is in a chunk
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_ALONE: Final = {0x01, *range(0xD0, 0xD9)}  # marks of a JPEG without a length behind them


def without_tail(content: bytes) -> bytes:
    """The picture alone; all of it when its end cannot be found."""
    end = _end_of_png(content) if content.startswith(b"\x89PNG") else _end_of_jpeg(content)
    return content[:end] if end else content


def _end_of_png(content: bytes) -> int:
    at = _PNG_HEAD
    while at + _PNG_CHUNK <= len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        at += size + _PNG_CHUNK
        if name == b"IEND":
            return at
    return 0


def _end_of_jpeg(content: bytes) -> int:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return 0
        mark = content[at + 1]
        if mark == _END_OF_IMAGE:
            return at + 2
        if mark in _ALONE or mark == 0xFF:
            at += 1 if mark == 0xFF else 2
            continue
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if mark == _START_OF_SCAN:
            at = _end_of_scan(content, at)
    return at + 2 if content[at : at + 2] == b"\xff\xd9" else 0


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next mark stands that is no part of the scan."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] not in (0x00, *range(0xD0, 0xD8)):
            return at
        at += 2
    return len(content)
