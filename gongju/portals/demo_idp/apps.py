"""The app of this portal."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the portal's templates with Django."""

    name = "gongju.portals.demo_idp"
    label = "portal_demo_idp"
