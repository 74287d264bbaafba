"""What every test stands on: a folder of its own for files, plain static files, and a database others can reach."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# A flush between tests must empty append-only tables too.
pytest_plugins = ["tests.flushing"]

# Shared machines are slow at times: a property test is bounded by its number of examples, not by the clock.
hypothesis_settings.register_profile("gongju", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("gongju")


def pytest_configure(config: pytest.Config) -> None:
    """Static files as they lie in the source: the names by digest need a gathering first."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Another database than the usual SQLite can only change what uses one: the rest need not run again on it."""
    if connection.vendor == "sqlite":
        return
    kept = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
    items[:] = kept


def _uses_database(item: pytest.Item) -> bool:
    """Whether the test asks for a database by mark, by fixture or by its class."""
    kind = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or not {"db", "transactional_db"}.isdisjoint(getattr(item, "fixturenames", ()))
        or (kind is not None and issubclass(kind, TransactionTestCase))
    )


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files, outgoing messages and keys go to a folder of this test; sessions made by force never grow old."""
    own = dataclasses.replace(settings.GONGJU, var=tmp_path / "var", fresh_minutes=0)
    monkeypatch.setattr(settings, "GONGJU", own)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """SQLite in a file instead of in memory, where other processes or a browser's threads must reach it."""
    marked = any(item.get_closest_marker(mark) for item in request.session.items for mark in ("races", "browser"))
    if marked and connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture
def database_url(transactional_db: None) -> Iterator[str]:
    """`DATABASE_URL` of the test database, for processes that a test starts (mark the test `races`)."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        yield f"sqlite:///{told['NAME']}"
        return
    person = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}"
    # A socket's folder cannot stand where a host does; as a parameter both can.
    place = f":{told['PORT']}" if told["PORT"] else ""
    host = told["HOST"]
    if host.startswith("/"):
        yield f"postgresql://{person}@{place}/{quote(told['NAME'])}?host={quote(host)}"
    else:
        yield f"postgresql://{person}@{host}{place}/{quote(told['NAME'])}"
