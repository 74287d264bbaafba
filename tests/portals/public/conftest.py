"""The books on the shelf, a fixed day, and a stranger's browser."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client

from gongju import clock
from tests.permits.holding import NOW, books_on_the_shelf


@pytest.fixture(autouse=True)
def today() -> Iterator[datetime]:
    """Saturday 2026-11-21, half past ten."""
    with clock.set_clock(NOW) as moment:
        yield moment


@pytest.fixture
def stranger(db: None) -> Client:
    """Someone without a login, where the rulebooks are loaded."""
    books_on_the_shelf()
    return Client(enforce_csrf_checks=True)


def text_of(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]
