"""`gongju prepare`: brings tables, rulebooks, demo and static files up to date; does nothing that is done already."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Each step says a line when it has something to do and is silent otherwise."""

    help = (
        "Migrate, load rulebooks and procedures, make the demo city (with GONGJU_DEMO, if empty), gather static files."
    )
    requires_system_checks = "__all__"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run the steps in order; a step that fails stops the rest. Static files are no matter of the database's."""
        settings.GONGJU.var.mkdir(mode=0o700, parents=True, exist_ok=True)
        with ThreadPoolExecutor(max_workers=1) as beside:
            gathering = beside.submit(self.gather_static_files)
            self.fill_the_database()
            gathering.result()

    def fill_the_database(self) -> None:
        """Tables, books, and the demo city where there is nobody yet."""
        commands = get_commands()
        self.migrate()
        if "load_books" in commands:
            call_command("load_books", verbosity=0)
        if settings.GONGJU.demo and "seed_demo" in commands and not get_user_model().objects.exists():
            self.stdout.write("建立演示数据 … Making the demo city …")
            self.stdout.flush()
            call_command("seed_demo")

    def migrate(self) -> None:
        """Bring the tables up to date; asking first is quicker than a migration that finds nothing to do."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("更新数据表 … Updating the tables …")
            call_command("migrate", verbosity=0, interactive=False)

    def gather_static_files(self) -> None:
        """Copy, name by digest and compress, when a source has changed since the last time."""
        mark = settings.GONGJU.var / "static-sources.json"
        now = _state_of_sources()
        if mark.exists() and mark.read_text() == now and (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            return
        self.stdout.write("整理静态文件 … Gathering static files …")
        self.stdout.flush()
        call_command("collectstatic", verbosity=0, interactive=False)
        mark.write_text(now)


def _state_of_sources() -> str:
    """Digest over name, size and time of every static file the apps bring."""
    state = sorted((name, file.stat().st_size, file.stat().st_mtime_ns) for name, file in _sources())
    return sha256(json.dumps(state).encode()).hexdigest()


def _sources() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))
