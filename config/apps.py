"""Registers the start-up checks."""

from django.apps import AppConfig
from django.core import checks

from config.checks import known_names, writable_folders


class Config(AppConfig):
    """The installation as a Django app: it has checks and nothing else."""

    name = "config"
    label = "installation"

    def ready(self) -> None:
        """Every command that checks, and the server before it listens, asks these."""
        checks.register(writable_folders)
        checks.register(known_names)
