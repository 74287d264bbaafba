"""What a migration forbids stays forbidden: on SQLite a table that is made anew loses its triggers without a word."""

import pytest
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

from gongju.append_only import Forbid, trigger_name

EXISTING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


@pytest.mark.django_db
def test_every_trigger_of_a_migration_is_there_after_the_last_one() -> None:
    migrations = MigrationLoader(connection).disk_migrations.values()
    operations = [one for migration in migrations for one in migration.operations]
    codes = [one.code for one in operations if isinstance(one, RunPython)]
    wanted = {trigger_name(one.table, one.verb) for one in codes if isinstance(one, Forbid)}
    with connection.cursor() as cursor:
        cursor.execute(EXISTING[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    assert len(wanted) > 10, "what is looked for is looked for in the right place"
    assert wanted - there == set()
