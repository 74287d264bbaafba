"""The app of this portal."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the portal's templates with Django."""

    name = "gongju.portals.officer"
    label = "portal_officer"
