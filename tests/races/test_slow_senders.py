"""Phones that send a photo slowly do not keep the others waiting."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection

import pytest

from tests.races.harness import environment
from tests.races.killing import SERVER_PROCESSES, Installation, installed

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]
SLOW_ONES = 3 * SERVER_PROCESSES
AT_ONCE = 10
"""Seconds; a shared machine is slow at times, a waiting server answers never."""


def test_slow_senders_leave_the_others_free(database_url: str) -> None:
    with environment(database_url), installed() as here, ExitStack() as senders:
        here.start()
        for _ in range(SLOW_ONES):
            senders.enter_context(_sending_slowly(here))
        time.sleep(1)
        for _ in range(SLOW_ONES):
            asked = HTTPConnection("127.0.0.1", here.port, timeout=AT_ONCE)
            asked.request("GET", "/signin/out/")
            assert asked.getresponse().status == 405
            asked.close()


@contextmanager
def _sending_slowly(here: Installation) -> Iterator[None]:
    """A form of which only the first byte comes; its token makes the server read on."""
    head = (
        "POST /signin/out/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Cookie: gongju_csrf={'a' * 32}\r\nContent-Length: 100000\r\n\r\na"
    )
    with socket.create_connection(("127.0.0.1", here.port)) as sender:
        sender.sendall(head.encode())
        yield
