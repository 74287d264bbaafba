"""`gongju write_procedures`: make docs/procedures.md anew from procedures and rulebooks."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from gongju.ops.procedures_page import procedures_page


class Command(BaseCommand):
    """Writes the page and says where."""

    help = "Writes docs/procedures.md from the files in procedures/, and docs/access.md."

    def handle(self, **options: object) -> None:
        path = settings.GONGJU.root / "docs" / "procedures.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(procedures_page(), "utf-8")
        self.stdout.write(f"{path.relative_to(settings.GONGJU.root)}")
        call_command("write_access", stdout=self.stdout)  # four eyes stand there, from the same files
