"""Triggers that let a table only grow: on PostgreSQL and SQLite a migration forbids changing or deleting its rows.

In a migration: ``operations = [..., *append_only.forbid("journal_entry", "update", "delete")]``.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MESSAGE = "this table is append-only"


def forbid(table: str, *verbs: str, unless: str = "") -> list[migrations.RunPython]:
    """Return the migration operations that forbid `verbs` ("update", "delete") on `table`.

    `unless` is a condition in SQL over OLD and NEW under which an update may pass. Where deleting is forbidden,
    PostgreSQL's TRUNCATE is too.
    """
    return [migrations.RunPython(Forbid(table, verb, unless), _Allow(table, verb)) for verb in verbs]


def allow(table: str, *verbs: str) -> list[migrations.RunPython]:
    """Return the operations that lift what `forbid` made, so that the table can be altered and forbidden anew."""
    return [migrations.RunPython(_Allow(table, verb), Forbid(table, verb, "")) for verb in verbs]


class Forbid:
    """Makes the trigger of one verb on one table."""

    def __init__(self, table: str, verb: str, unless: str) -> None:
        self.table, self.verb, self.unless = table, verb, unless

    def __call__(self, apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        """Make it."""
        make = _on_sqlite if editor.connection.vendor == "sqlite" else _on_postgresql
        for statement in make(self.table, self.verb, self.unless):
            editor.execute(statement, params=None)


class _Allow:
    """Takes the trigger of one verb away again, when the migration is undone."""

    def __init__(self, table: str, verb: str) -> None:
        self.table, self.verb = table, verb

    def __call__(self, apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        on = "" if editor.connection.vendor == "sqlite" else f" ON {self.table}"
        editor.execute(f"DROP TRIGGER {trigger_name(self.table, self.verb)}{on}")
        if self.verb == "delete" and on:
            editor.execute(f"DROP TRIGGER {trigger_name(self.table, 'truncate')}{on}")


def trigger_name(table: str, verb: str) -> str:
    """What the trigger that forbids a verb on a table is called."""
    return f"{table}_no_{verb}"


def _on_sqlite(table: str, verb: str, unless: str) -> list[str]:
    when = f"WHEN NOT ({unless}) " if unless else ""
    return [
        f"CREATE TRIGGER {trigger_name(table, verb)} BEFORE {verb} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{table}: {MESSAGE}'); END"
    ]


def _on_postgresql(table: str, verb: str, unless: str) -> list[str]:
    when = f"WHEN (NOT ({unless})) " if unless else ""
    refuse = "EXECUTE FUNCTION gongju_append_only()"
    statements = [
        "CREATE OR REPLACE FUNCTION gongju_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '%: {MESSAGE}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        f"CREATE TRIGGER {trigger_name(table, verb)} BEFORE {verb} ON {table} FOR EACH ROW {when}{refuse}",
    ]
    if verb == "delete":
        statements.append(
            f"CREATE TRIGGER {trigger_name(table, 'truncate')} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"
        )
    return statements
