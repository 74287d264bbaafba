"""`gongju purge`: takes out what has outlived the terms of the settings, at once."""

from typing import Any

from django.core.management.base import BaseCommand

from gongju import clock
from gongju.ops.each_day import purge


class Command(BaseCommand):
    """The worker does it every day; each purge leaves an entry with a count and a root."""

    help = "Delete what is past its term (GONGJU_KEEP_…_DAYS); each purge leaves its proof in the journal."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say how many of each."""
        for title, count in purge(clock.now()).items():
            self.stdout.write(f"{title}：{count} 条")
