"""The stage with its clock stopped, a browser's session for each agent, and files as they are sent."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongju import clock
from gongju.access.actor import Actor
from gongju.people.models import User
from tests import cast
from tests.cast import Stage
from tests.documents.papers import good_pdf

As = Callable[[Actor], Client]


@pytest.fixture
def stage(db: None) -> Iterator[Stage]:
    """Everybody; two days after NOW, so that whatever the story did lies in the past."""
    with clock.set_clock(cast.NOW + timedelta(days=2)):
        yield cast.set_the_stage()


@pytest.fixture
def signed_in() -> As:
    """A client of somebody signed in."""

    def sign_in(who: Actor) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=who.user_id or 0))
        return client

    return sign_in


def text(answer: object) -> str:
    """The page."""
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def a_pdf(name: str = "合同.pdf", pages: int = 1) -> SimpleUploadedFile:
    """A PDF with nothing wrong about it."""
    return SimpleUploadedFile(name, good_pdf(pages))


def a_word_file(name: str = "合同.docx") -> SimpleUploadedFile:
    """A file that is neither PDF nor picture, whatever it is called."""
    return SimpleUploadedFile(name, b"PK\x03\x04 word/document.xml")


def day(name: str, text_: str) -> dict[str, str]:
    """The three boxes of a day, from 2026-11-23; "" leaves them empty."""
    year, month, day_ = text_.split("-") if text_ else ("", "", "")
    return {f"{name}-year": year, f"{name}-month": month, f"{name}-day": day_}
