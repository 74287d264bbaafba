"""The app of this portal."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the portal's templates with Django."""

    name = "gongju.portals.applicant"
    label = "portal_applicant"
