"""Asks a virus scanner about a file, by clamd's protocol (INSTREAM), over a socket of the net or of this machine."""

import socket
import struct
from typing import Final

SECONDS: Final = 60
_CHUNK: Final = 64 * 1024
_LONGEST_ANSWER: Final = 4096
_UNIX: Final = "unix:"


class ScannerDown(RuntimeError):
    """The scanner cannot be reached, does not answer, or could not look at the file."""


def scan(content: bytes, address: str) -> str:
    """Return what was found in it, "" when nothing; `address`: `host:port` or `unix:/path`. Raises `ScannerDown`."""
    try:
        with _connected(address) as line:
            line.sendall(b"zINSTREAM\0")
            for at in range(0, len(content), _CHUNK):
                chunk = content[at : at + _CHUNK]
                line.sendall(struct.pack(">I", len(chunk)) + chunk)
            line.sendall(struct.pack(">I", 0))
            answer = _answer(line)
    except OSError as fault:
        raise ScannerDown(f"{type(fault).__name__}: {fault}") from fault
    return _finding(answer)


def _connected(address: str) -> socket.socket:
    if not address.startswith(_UNIX):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(SECONDS)
        line.connect(address.removeprefix(_UNIX))
    except BaseException:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> str:
    told = b""
    while not told.endswith(b"\0") and len(told) < _LONGEST_ANSWER:
        more = line.recv(_LONGEST_ANSWER)
        if not more:
            break
        told += more
    return told.rstrip(b"\0\n").decode("utf-8", "replace")


def _finding(answer: str) -> str:
    """`stream: OK`, `stream: NAME FOUND`; anything else is no answer, and no answer is never a pass."""
    told = answer.removeprefix("stream: ")
    if told == "OK":
        return ""
    if told.endswith(" FOUND"):
        return told.removesuffix(" FOUND")
    raise ScannerDown(f"it said: {answer[:200]!r}")
