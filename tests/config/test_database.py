"""The address of the database becomes Django's settings, or a sentence."""

import pytest

from config.database import BadDatabaseUrl, database


def test_a_file_takes_the_write_lock_when_a_transaction_begins() -> None:
    told = database("sqlite:////srv/gongju.sqlite3")
    assert told["NAME"] == "/srv/gongju.sqlite3"
    assert told["OPTIONS"]["transaction_mode"] == "IMMEDIATE"  # type: ignore[index]


def test_a_server_keeps_its_connections() -> None:
    told = database("postgresql://li:p%40ss@db.example:5433/gongju?sslmode=require")
    assert told["USER"] == "li"
    assert told["PASSWORD"] == "p@ss"
    assert (told["HOST"], told["PORT"], told["NAME"]) == ("db.example", "5433", "gongju")
    assert told["OPTIONS"] == {"sslmode": "require"}
    assert told["CONN_MAX_AGE"] == 600


def test_a_socket_is_named_by_its_folder() -> None:
    assert database("postgresql://postgres@/gongju?host=/run/postgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "gongju.sqlite3",
        "mysql://db/gongju",
        "postgresql://db:port/gongju",
        "postgresql://db/",
        "sqlite://relative/file",
        "postgresql://db/gongju?color=red",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(BadDatabaseUrl):
        database(address)
