"""The app of this part."""

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the part with Django."""

    name = "gongju.quota"
    label = "quota"
    default_auto_field = "django.db.models.BigAutoField"
