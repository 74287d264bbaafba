"""`gongju write_access`: make docs/access.md anew from the code."""

from django.conf import settings
from django.core.management.base import BaseCommand

from gongju.ops.access_page import page
from gongju.rules.procedure_reading import read_procedures


class Command(BaseCommand):
    """Writes the page and says where."""

    help = "Writes docs/access.md: every endpoint, its rule, and the readers each rule lets in."
    requires_system_checks: list[str] = []

    def handle(self, **options: object) -> None:
        path = settings.GONGJU.root / "docs" / "access.md"
        path.write_text(page(tuple(read_procedures(settings.GONGJU.procedures_dir))), "utf-8")
        self.stdout.write(f"{path.relative_to(settings.GONGJU.root)}")
