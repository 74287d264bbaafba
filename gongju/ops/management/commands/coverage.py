"""`gongju coverage`: every requirement row accounted for, or what is not."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gongju.coverage.account import coverage_of
from gongju.coverage.cases import cases_of
from gongju.coverage.page import case_lines, page, row_lines, summary_lines
from gongju.rules.nearest import nearest


class Command(BaseCommand):
    """Prints counts, or single rows, or writes docs/coverage.md; status 1 when a row is not accounted for."""

    help = "每一条公布的要求在哪里实现；没有实现的，为什么，等待什么。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rows", nargs="*", metavar="编号", help="只看这些编号，如 CP-034")
        parser.add_argument("--write", action="store_true", help="重写 docs/coverage.md")

    def handle(self, *, rows: list[str], write: bool, **options: object) -> None:
        root = settings.GONGJU.root
        coverage = coverage_of(root)
        for row in rows:
            if row not in coverage.rows:
                meant = nearest(row, coverage.rows)
                raise CommandError(f"没有编号 {row}" + (f"，是否要写 {meant}？" if meant else ""))
            self.stdout.write("\n".join(row_lines(coverage.rows[row])))
        if rows:
            return
        cases = cases_of(root)
        if write:
            (root / "docs" / "coverage.md").write_text(page(coverage, cases), "utf-8")
        self.stdout.write("\n".join((*summary_lines(coverage), *case_lines(cases))))
        if wrong := (*coverage.faults(), *cases.faults()):
            raise CommandError("\n".join((*wrong, f"{len(wrong)} 处没有交代清楚。")))
