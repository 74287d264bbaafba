"""The database of this installation, named by one address as `DATABASE_URL` holds it."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

# Readers and one writer at a time; a transaction takes the write lock when it begins, so that none fails half way.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000;"
    ),
}
# libpq's own parameters that an address may carry after its question mark.
LIBPQ_PARAMETERS = {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name"}
SECONDS_TO_KEEP_A_CONNECTION = 600


class BadDatabaseUrl(ValueError):
    """The address names no database that this system can use."""

    hint = "Write sqlite:///path/to/file.sqlite3 or postgresql://user:password@host:5432/name."


def database(url: str) -> dict[str, object]:
    """Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name?host=/socket/folder`.

    Raises `BadDatabaseUrl`; its text repeats no password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise BadDatabaseUrl("the address cannot be read (is the port a number?)") from wrong
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise BadDatabaseUrl("the address names no database")
    if parts.scheme == "sqlite":
        return _sqlite(name, parts.netloc)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise BadDatabaseUrl(f"“{parts.scheme}” is not a kind of database known here")
    more = dict(parse_qsl(parts.query))
    host = more.pop("host", "") or parts.hostname or ""
    if unknown := sorted(set(more) - LIBPQ_PARAMETERS):
        raise BadDatabaseUrl(f"the address carries unknown parameters: {', '.join(unknown)}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": SECONDS_TO_KEEP_A_CONNECTION,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": more,
    }


def _sqlite(name: str, netloc: str) -> dict[str, object]:
    """Settings of one file; a relative path starts at the folder in which the command was given."""
    if netloc:
        raise BadDatabaseUrl("a file needs three strokes (relative) or four (absolute) after “sqlite:”")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(name).absolute()),
        "OPTIONS": dict(SQLITE_OPTIONS),
    }
