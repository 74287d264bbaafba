"""`gongju check_chain`: computes every chain of the journal anew and tells each place where one no longer holds."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongju.journal.queries import subjects, verify


class Command(BaseCommand):
    """Exit status 0 when every chain holds, 1 otherwise."""

    help = "Check that no entry of the journal was changed, taken out or cut off."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Name subject and place of each break."""
        checked = broken = 0
        for subject in subjects():
            checked += 1
            for found in verify(subject):
                broken += 1
                self.stderr.write(f"{subject.kind} {subject.id}：{found.sentence}")
        if broken:
            raise CommandError(f"核对了{checked}条链，发现{broken}处问题。")
        self.stdout.write(f"核对了{checked}条链，全部完好。")
