"""`gongju demo_idp`: the demo's own sign-in provider, as a process beside the server."""

import os
import sys
from subprocess import run
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

SETTINGS_MODULE = "config.demo_idp_settings"


class Command(BaseCommand):
    """Prepares the provider under its own settings, then becomes its server (so signals reach it directly)."""

    requires_system_checks = ()  # the provider needs none of the site
    help = "Serve the demo's sign-in provider on loopback. Only with GONGJU_DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        """Never returns; the process is replaced by the server."""
        if not settings.GONGJU.demo:
            raise CommandError("The demo's provider runs in the demo alone: set GONGJU_DEMO=1.")
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS_MODULE, "OAUTHLIB_INSECURE_TRANSPORT": "1"}
        run([sys.executable, "-m", "django", "prepare_demo_idp"], env=environment, check=True)
        os.execve(sys.executable, [sys.executable, *_server(settings.GONGJU.demo_idp_port)], environment)  # noqa: S606


def _server(port: int) -> list[str]:
    address = ["--host", "127.0.0.1", "--port", str(port)]
    return [
        "-m",
        "granian",
        "--interface",
        "wsgi",
        *address,
        "--blocking-threads",
        "1",
        "--no-ws",
        "--log-level",
        "warning",
        "config.wsgi:application",
    ]
