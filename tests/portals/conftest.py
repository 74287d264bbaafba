"""The doors of every portal, for whoever tries them."""

from tests.portals.test_hostile import doors

__all__ = ["doors"]
