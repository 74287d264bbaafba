"""Names in the order in which a Chinese reader looks them up, in SQL: `order_by(by_name("person__name"))`.

GB18030 lists the common characters by their pinyin; rarer ones follow by stroke. SQLite is taught the conversion.
"""

from typing import Any

from django.db.models import BinaryField, Func
from django.db.models.expressions import OrderBy
from django.db.models.sql.compiler import SQLCompiler

CODE = "GB18030"
FUNCTION = "gongju_gb18030"


class _Coded(Func):
    """The bytes of a text in that code; they compare as the names shall."""

    output_field = BinaryField()
    arity = 1

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function=FUNCTION, **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        template = f"convert_to(%(expressions)s, '{CODE}')"
        return self.as_sql(compiler, connection, template=template, **context)


def by_name(column: str, *, descending: bool = False) -> OrderBy:
    """Order by the names in a column."""
    return OrderBy(_Coded(column), descending=descending)


def teach(*, connection: Any, **_signal: Any) -> None:
    """Give a new connection to SQLite the function; PostgreSQL has its own."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, _coded, deterministic=True)


def _coded(text: str | None) -> bytes | None:
    return text.encode(CODE, "replace") if text is not None else None
