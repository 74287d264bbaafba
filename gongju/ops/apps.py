"""The app of this part."""

from importlib import import_module

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the part with Django, and what the verbs do for the outbox."""

    name = "gongju.ops"
    label = "ops"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Models may be imported from now on: name who asks other offices."""
        import_module(f"{self.name}.outbox_work")
