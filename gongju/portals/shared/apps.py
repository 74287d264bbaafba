"""The app of this portal."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the portal's templates with Django."""

    name = "gongju.portals.shared"
    label = "portal_shared"
