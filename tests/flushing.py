"""Lets Django empty the tables between tests: a flush lifts the triggers of append-only tables for its own moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
_POSTGRESQL = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"


@contextmanager
def lifted(connection: BaseDatabaseWrapper | Any) -> Iterator[None]:
    """Switch every trigger off while the block runs. Also what someone would do who tampers with a table."""
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)
        found = cursor.fetchall()
        if connection.vendor == "sqlite":
            off, on = [f"DROP TRIGGER {name}" for name, _ in found], [sql for _, sql in found]
        else:
            # PostgreSQL alters no table whose foreign keys are still to be checked at the end of the transaction.
            off = ["SET CONSTRAINTS ALL IMMEDIATE"]
            off += [f"ALTER TABLE {table} DISABLE TRIGGER USER" for (table,) in found]
            on = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for (table,) in found]
        for statement in off:
            cursor.execute(statement, None)
        try:
            yield
        finally:
            for statement in on:
                cursor.execute(statement, None)


@pytest.fixture(scope="session", autouse=True)
def _flush_lifts_triggers() -> Iterator[None]:
    # On the class: a thread in which a browser's event loop runs has a connection of its own.
    kind = type(connection.ops)
    emptied = kind.execute_sql_flush

    def execute_sql_flush(self: Any, sql_list: Any) -> None:
        with lifted(self.connection):
            emptied(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "execute_sql_flush", execute_sql_flush)
        yield
