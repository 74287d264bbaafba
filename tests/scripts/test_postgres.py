"""The PostgreSQL server of a test run: the machine's or the wheel's, reached by its socket, and gone afterwards."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from scripts import postgres


def folder_of(address: str) -> Path:
    return Path(parse_qs(urlsplit(address).query)["host"][0])


def test_the_server_of_the_wheel_answers_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "SYSTEM_PLACES", ())
    monkeypatch.setattr("scripts.postgres.shutil.which", lambda name: None)
    with postgres.server() as address:
        folder = folder_of(address)
        with psycopg.connect(host=str(folder), user="postgres", dbname="postgres") as connection:
            version = connection.execute("SHOW server_version_num").fetchone()
    assert version is not None
    assert int(version[0]) >= 180000
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=str(folder), user="postgres", dbname="postgres", connect_timeout=2)


def test_a_machine_without_any_says_what_to_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(postgres, "SYSTEM_PLACES", ())
    monkeypatch.setattr(postgres, "WHEEL", tmp_path / "none")
    monkeypatch.setattr("scripts.postgres.shutil.which", lambda name: None)
    with pytest.raises(postgres.NoServer, match="GONGJU_TEST_DATABASE_URL"), postgres.server():
        raise AssertionError("there is no server to work with")
