"""`gongju serve`: the production server for this installation, on the address the settings allow."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

# A thread waits while somebody's phone sends a photo slowly; the others answer meanwhile. Each thread keeps one
# connection to the database.
THREADS = 8
SECONDS_TO_FINISH = 5


class Command(BaseCommand):
    """Checks everything, then becomes granian: it keeps this process's id and its signals."""

    help = "Serve the pages (GONGJU_HOST, PORT, GONGJU_WORKERS). Without own keys, or as a demo, on loopback only."
    requires_system_checks = "__all__"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Never returns: the process goes on as the server."""
        here = settings.GONGJU
        arguments = [
            *("--interface", "wsgi", "--host", here.host, "--port", str(here.port)),
            *("--workers", str(here.workers), "--blocking-threads", str(THREADS)),
            *("--workers-kill-timeout", str(SECONDS_TO_FINISH), "--log-level", "warning", "--no-ws"),
            "config.wsgi:application",
        ]
        os.execv(sys.executable, [sys.executable, "-m", "granian", *arguments])  # noqa: S606  no shell is wanted
