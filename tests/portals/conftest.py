"""The stage with its clock stopped, browsers of those on it, offices that do not answer, and every portal's doors."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from gongju import clock
from gongju.access.actor import Actor
from gongju.people.models import User
from tests import cast
from tests.cast import Stage
from tests.gateways import UNHEARD
from tests.portals.test_hostile import doors

__all__ = ["doors"]

As = Callable[[Actor], Client]


@pytest.fixture
def stage(db: None) -> Iterator[Stage]:
    """Everybody; two days after NOW, so that whatever the story did lies in the past."""
    with clock.set_clock(cast.NOW + timedelta(days=2)):
        yield cast.set_the_stage()


def browser_of(who: Actor) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=who.user_id or 0))
    return client


@pytest.fixture
def signed_in() -> As:
    """Makes a browser in which somebody is signed in."""
    return browser_of


@pytest.fixture
def unheard_offices(monkeypatch: pytest.MonkeyPatch) -> None:
    """To be used before the stage is set: what is asked while it is set waits, and pages look at that too."""
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, registries=UNHEARD))
