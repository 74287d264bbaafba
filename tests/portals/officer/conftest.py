"""The stage with its clock stopped, and a browser's session for each officer."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client

from gongju import clock
from gongju.access.actor import Actor
from gongju.people.models import User
from tests import cast
from tests.cast import Stage

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
