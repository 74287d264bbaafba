"""`make run` tells what stands in its way in one sentence, and keeps secrets and ports once they are chosen."""

import os
import socket
import stat
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from scripts import assets, keys, run
from scripts.places import ROOT


def test_a_port_in_use_is_told_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.socket()) as taken:
        taken.bind((run.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit):
            run._free("PORT", port)
    told = capsys.readouterr().err
    assert f"端口 {port} 已被其他程序占用" in told
    assert f"PORT={port + 100} make run" in told


@pytest.mark.parametrize("value", ["http", "0", "65536", "80 00"])
def test_a_port_that_is_none_is_told(
    value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", value)
    with pytest.raises(SystemExit):
        run._port()
    assert "write a number from 1 to 65535" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SystemExit):
        run._writable(tmp_path / "file" / "var")
    assert "cannot be written to" in capsys.readouterr().err


def test_the_providers_port_stays_when_the_servers_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GONGJU_DEMO_IDP_PORT", raising=False)
    first = run._provider_port(tmp_path, 18000)
    assert run._provider_port(tmp_path, 19000) == first


def test_the_other_offices_listen_elsewhere_than_the_provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GONGJU_DEMO_IDP_PORT", "GONGJU_DEMO_REGISTRIES_PORT"):
        monkeypatch.delenv(name, raising=False)
    provider = run._provider_port(tmp_path, 18000)
    offices = run._offices_port(tmp_path, provider)
    assert offices > provider > 18000
    assert run._offices_port(tmp_path, 19000) == offices


def test_keys_are_made_once_and_for_this_user_alone(tmp_path: Path) -> None:
    keys.make_missing(tmp_path)
    made = {file.name: file.read_text() for file in (tmp_path / "keys").iterdir()}
    assert set(made) == {"secret-key", "field-keys", "signing-keys", "pdf-key.pem", "pdf-certificate.pem"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "keys").iterdir()} == {0o600}
    keys.make_missing(tmp_path)
    assert made == {file.name: file.read_text() for file in (tmp_path / "keys").iterdir()}


def test_a_sealed_database_without_its_keys_is_not_given_new_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GONGJU_KEYS", raising=False)
    (tmp_path / "gongju.sqlite3").touch()
    with pytest.raises(SystemExit):
        keys.make_missing(tmp_path)
    assert "Put that file back" in capsys.readouterr().err
    assert not (tmp_path / "keys" / "field-keys").exists()


def test_a_first_database_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = tmp_path / "gongju.sqlite3.new"
    failing = tmp_path / "gongju"
    failing.write_text(f"#!/bin/sh\necho half > {aside}\nexit 1\n")
    failing.chmod(0o755)
    monkeypatch.setattr(run, "GONGJU", str(failing))
    with pytest.raises(SystemExit):
        run._prepare(tmp_path, {"PATH": os.environ["PATH"]})
    assert not (tmp_path / "gongju.sqlite3").exists()
    failing.write_text(f"#!/bin/sh\ntest -e {aside} && exit 9\necho whole > {aside}\n")
    run._prepare(tmp_path, {"PATH": os.environ["PATH"]})
    assert (tmp_path / "gongju.sqlite3").read_text() == "whole\n"


@pytest.mark.parametrize("python", ["", "/bin/false", "/no/such/python3"])
def test_a_python_that_will_not_do_is_told(python: str) -> None:
    command = ["make", "-s", "run", f"PYTHON={python}"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert "gongju needs Python 3.11 or newer." in told.stdout
    assert "工居需要 Python 3.11" in told.stdout


def test_a_working_copy_that_cannot_be_written_to_is_told_before_npm(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    monkeypatch.setattr(assets, "_complete", lambda: False)
    monkeypatch.setattr(assets, "_install", lambda: pytest.fail("npm was asked"))
    with pytest.raises(SystemExit):
        assets.main()
    assert "cannot be written to" in capsys.readouterr().err
