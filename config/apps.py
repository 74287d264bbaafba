"""Registers the start-up checks, and prepares each connection to the database."""

from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created

from config.checks import known_names, roles_of_sessions, signing_key, writable_folders
from gongju.name_order import teach


class Config(AppConfig):
    """The installation as a Django app: it has checks, and every connection knows the order of names."""

    name = "config"
    label = "installation"

    def ready(self) -> None:
        """Every command that checks, and the server before it listens, asks these."""
        checks.register(writable_folders)
        checks.register(known_names)
        checks.register(signing_key)
        checks.register(roles_of_sessions)
        connection_created.connect(teach, dispatch_uid="order of names")
