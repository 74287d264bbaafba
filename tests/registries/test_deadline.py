"""An office that drips is left when the time for the whole exchange is over, wherever in its answer it drips."""

import os
import threading
import time

import pytest

from gongju.registries.address import Gateway
from gongju.registries.gateway import Unavailable, ask
from gongju.registries.offices import OFFICES
from tests.dripping import DRIPS, dripping
from tests.registries.test_contract import question

SECONDS = 0.4


def left_after(what: str, *, seconds: float = SECONDS) -> float:
    """How long the question took that got no answer."""
    tax = OFFICES["tax"]
    with dripping(what) as port:
        scheme = "https" if what == "handshake" else "http"
        gateway = Gateway(url=f"{scheme}://127.0.0.1:{port}", token="", seconds=seconds)
        began = time.monotonic()
        with pytest.raises(Unavailable, match=r"Timeout|too long"):
            ask(gateway, tax, question(tax).key, request_id="compare:1")
        return time.monotonic() - began


@pytest.mark.parametrize("what", DRIPS)
def test_an_office_that_drips_is_left_in_time(what: str) -> None:
    assert SECONDS <= left_after(what) < SECONDS + 1.5


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_nothing_is_left_behind() -> None:
    left_after("headers")
    time.sleep(0.2)
    threads, files = threading.active_count(), open_files()
    for _ in range(3):
        left_after("headers")
    time.sleep(0.2)
    assert threading.active_count() <= threads
    assert open_files() <= files
