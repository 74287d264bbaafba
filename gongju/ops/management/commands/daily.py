"""`gongju daily`: does at once what the worker does on the first round of each day."""

from typing import Any

from django.core.management.base import BaseCommand

from gongju import clock
from gongju.ops.each_day import each_day


class Command(BaseCommand):
    """For an installation that would rather say when."""

    help = "Send the reminders and close the cases whose day has come. Twice is once; `gongju work` does it every day."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how many of each."""
        for title, count in each_day(clock.now()).items():
            self.stdout.write(f"{title}：{count} 件")
