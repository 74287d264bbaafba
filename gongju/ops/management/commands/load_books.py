"""`gongju load_books`: loads rulebooks and procedures that are not in the tables yet."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gongju import clock
from gongju.access.actor import Actor
from gongju.actions.load_books import load_books
from gongju.rules.procedure_reading import ProcedureFaults
from gongju.rules.toml_table import RulebookFaults


class Command(BaseCommand):
    """Says what is new; a file with faults is told with file, key and what to write, and nothing is loaded."""

    help = "Load rulebooks/ and procedures/ into the tables; editions loaded before are never touched."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, and tell each edition and procedure that was new."""
        try:
            loaded = load_books(
                actor=Actor.system(),
                now=clock.now(),
                rulebooks=settings.GONGJU.rulebooks_dir,
                procedures=settings.GONGJU.procedures_dir,
            )
        except (RulebookFaults, ProcedureFaults) as wrong:
            raise CommandError(str(wrong)) from wrong
        if options["verbosity"]:
            for key in (*loaded.editions, *loaded.procedures):
                self.stdout.write(f"装载 {key}")
