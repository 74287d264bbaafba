"""`gongju demo_registries`: the gateways of other offices for the demo, as a process beside the server."""

import signal
import threading
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongju.ops.demo.registry_server import Gateways, Town


class Command(BaseCommand):
    """Serves the contract of `gongju/registries/openapi.json` for all five offices, and faults on demand."""

    requires_system_checks = ()
    help = "Simulate the other offices on loopback. Only with GONGJU_DEMO=1. POST /simulator sets faults."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen and what to know."""
        parser.add_argument("--port", type=int, default=None, help="default: GONGJU_DEMO_REGISTRIES_PORT")
        parser.add_argument("--file", type=Path, default=None, help="default: demo-registries.json in GONGJU_VAR")
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="YYYY-MM-DD (default today)")
        parser.add_argument("--token", default="", help="ask for this token")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Serve until a signal comes."""
        if not settings.GONGJU.demo:
            raise CommandError("The simulator runs in the demo alone: set GONGJU_DEMO=1.")
        port = settings.GONGJU.demo_registries_port if options["port"] is None else options["port"]
        file = options["file"] or settings.GONGJU.demo_registries_file
        town = Town(file=file, token=options["token"], on=options["today"])
        server = Gateways(port=port, town=town)

        def end(_number: int, _frame: FrameType | None) -> None:
            threading.Thread(target=server.shutdown).start()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, end)
        self.stdout.write(f"listening on {server.server_address[1]}")
        self.stdout.flush()
        with server:
            server.serve_forever(poll_interval=0.1)
