"""The app of this part."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the part with Django."""

    name = "gongju.registries"
    label = "registries"
    default_auto_field = "django.db.models.BigAutoField"
