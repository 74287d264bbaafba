"""Calls to other machines that end at a set moment, whatever the other side drips."""

import socket
import threading
from contextlib import suppress
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool


class Deadline(HTTPAdapter):
    """For `Session.mount`: the time runs from here to the session's end.

    The timeouts of the library bound each wait for a byte. Here whatever is open after `seconds` is shut down, so that
    the thread that waits for it goes on at once with one of the library's errors, or with what came as the whole: see
    `passed`.
    """

    def __init__(self, seconds: float) -> None:
        """`seconds`: for all that happens in the session."""
        self.passed = False
        self._opened: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()
        super().__init__()

    def get_connection_with_tls_context(self, *args: Any, **more: Any) -> HTTPConnectionPool:
        """The library's own, with connections that are known here from their first byte."""
        pool = super().get_connection_with_tls_context(*args, **more)
        kind, watch = type(pool).ConnectionCls, self._watch

        class Watched(kind):  # type: ignore[valid-type, misc]  # one of two, by the address
            def _new_conn(self) -> socket.socket:
                return watch(super()._new_conn())

        pool.ConnectionCls = Watched
        return pool

    def close(self) -> None:
        """The session has ended."""
        self._timer.cancel()
        for twin in self._opened:
            twin.close()
        super().close()

    def _watch(self, opened: socket.socket) -> socket.socket:
        self._opened.append(opened.dup())  # TLS takes the socket itself over
        if self.passed:
            self._cut()
        return opened

    def _cut(self) -> None:
        self.passed = True
        for twin in self._opened:
            with suppress(OSError):  # the other side has left, or the session
                twin.shutdown(socket.SHUT_RDWR)
