"""What tests of messages stand on."""

import pytest

from tests import cast
from tests.cast import Stage


@pytest.fixture
def stage(db: None) -> Stage:
    """Everybody, before anything has happened."""
    return cast.set_the_stage()
