"""A server on loopback that takes any question and answers one byte at a time."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, repeat

PAUSE, LONGEST = 0.05, 4.0
"""Seconds between two bytes, and after which the server gives up: a test fails then, and does not hang."""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
DRIPS = {
    "status": (b"", b"HTTP/1.1 200 "),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X-Drip: "),
    "body": (HEAD + b"\r\n", b'{"found": '),
    "body of a length": (HEAD + b"Content-Length: 100000\r\n\r\n", b'{"found": '),
    "length of a chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b""),
    "handshake": (b"", b"\x16\x03\x03\x3f\xff\x02\x00\x3f\xfb"),
}
"""What comes at once, and how what drips begins; it goes on with noughts."""


@contextmanager
def dripping(what: str) -> Iterator[int]:
    """The port of the server, which drips until this ends, the other side leaves or LONGEST is over."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_serve, args=(door, what, over), daemon=True).start()
        try:
            yield door.getsockname()[1]
        finally:
            over.set()
            door.shutdown(socket.SHUT_RDWR)


def _serve(door: socket.socket, what: str, over: threading.Event) -> None:
    with suppress(OSError):
        while True:
            caller = door.accept()[0]
            threading.Thread(target=_drip, args=(caller, what, over), daemon=True).start()


def _drip(caller: socket.socket, what: str, over: threading.Event) -> None:
    at_once, slowly = DRIPS[what]
    with caller, suppress(OSError):
        caller.recv(65536)
        caller.sendall(at_once)
        for byte in chain(slowly, repeat(ord("0"), int(LONGEST / PAUSE))):
            if over.wait(PAUSE):
                return
            caller.sendall(bytes([byte]))
