"""`gongju work`: does what waits in the outbox, until it is asked to stop."""

import signal
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from gongju.ops.each_day import each_day
from gongju.outbox.worker import work_forever


class Command(BaseCommand):
    """Several may run at once, on one machine or on many: a task is leased to one of them."""

    help = "Do the work that waits in the outbox (messages, questions to registries). Ctrl-C or TERM stops it."
    requires_system_checks = "__all__"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Return after a signal, when the task at hand is done."""
        stop = Event()

        def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, ask_to_stop)
        work_forever(stop=stop, each_day=each_day)
