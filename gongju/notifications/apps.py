"""The app of this part."""

from importlib import import_module

from django.apps import AppConfig


class Config(AppConfig):
    """Registers the part with Django, and what it does for the outbox."""

    name = "gongju.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Models may be imported from now on: name who makes messages of journal entries, and who sends them."""
        import_module(f"{self.name}.work")
