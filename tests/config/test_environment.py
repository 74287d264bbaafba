"""Reading the environment: safe defaults, and every wrong value told at once with an id and a hint."""

import base64
from pathlib import Path

import pytest

from config.environment import Environment, WrongSettings

KEY = base64.b64encode(bytes(range(32))).decode()


def read(**variables: str) -> Environment:
    return Environment(variables)


def ids(env: Environment) -> list[str]:
    return [fault.id for fault in env.faults]


def test_an_empty_environment_gives_the_defaults_and_no_fault() -> None:
    env = read()
    assert env.flag("A") is False
    assert env.whole("B", 8000, lowest=1, highest=9000) == 8000
    assert env.names("C") == []
    assert ids(env) == []


@pytest.mark.parametrize("written", ["1", "yes", "TRUE", " on "])
def test_a_yes_is_a_yes(written: str) -> None:
    assert read(A=written).flag("A") is True


def test_neither_yes_nor_no_is_a_fault() -> None:
    env = read(A="maybe")
    env.flag("A")
    assert ids(env) == ["E001"]


@pytest.mark.parametrize("written", ["0", "70000", "8k", "-1", "٣"])
def test_a_port_out_of_its_bounds_is_a_fault_and_the_default_stands(written: str) -> None:
    env = read(PORT=written)
    assert env.whole("PORT", 8000, lowest=1, highest=65535) == 8000
    assert ids(env) == ["E002"]


def test_an_unknown_choice_names_the_choices() -> None:
    env = read(LEVEL="LOUD")
    env.choice("LEVEL", "INFO", ("INFO", "ERROR"))
    assert env.faults[0].hint == "Write one of: INFO, ERROR."


@pytest.mark.parametrize("written", ["permits.example.org", "ftp://a.example", "https://a.example/path", "https://"])
def test_an_address_with_a_path_or_without_a_host_is_a_fault(written: str) -> None:
    env = read(URL=written)
    env.origin("URL", "http://127.0.0.1:8000")
    assert ids(env) == ["E004"]


def test_a_wrong_database_address_is_told_without_its_password() -> None:
    env = read(DATABASE_URL="mysql://li:secret@db/gongju")
    env.database("DATABASE_URL", "sqlite:///x.sqlite3")
    assert ids(env) == ["E005"]
    assert "secret" not in str(env.faults[0])


def test_a_secret_comes_from_the_variable_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the file")
    (tmp_path / "key").chmod(0o600)
    assert read(K="given").secret("K", tmp_path / "key") == "given"
    assert read().secret("K", tmp_path / "key") == "from the file"
    assert read().secret("K", tmp_path / "none") == ""


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("seen by all")
    (tmp_path / "key").chmod(0o644)
    env = read()
    env.secret("K", tmp_path / "key")
    assert ids(env) == ["E007"]


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    env = read(K_FILE=str(tmp_path / "gone"))
    env.secret("K", tmp_path / "key")
    assert ids(env) == ["E006"]


@pytest.mark.parametrize("written", ["short", "x" * 60])
def test_a_weak_secret_key_is_refused(written: str, tmp_path: Path) -> None:
    env = read(K=written)
    env.secret_key("K", tmp_path / "none")
    assert ids(env) == ["E008"]


def test_the_first_key_of_several_comes_first(tmp_path: Path) -> None:
    keys = read(K=f"new:{KEY}, old:{KEY}").keys("K", tmp_path / "none")
    assert [name for name, _ in keys] == ["new", "old"]
    assert keys[0][1] == bytes(range(32))


@pytest.mark.parametrize("written", ["k1:short", f"k1:{KEY},k1:{KEY}", f"k 1:{KEY}", f"k1:{KEY[:-4]}"])
def test_a_key_that_is_short_doubled_or_ill_named_is_refused(written: str, tmp_path: Path) -> None:
    env = read(K=written)
    env.keys("K", tmp_path / "none")
    assert ids(env) == ["E009"]


def test_every_fault_is_told_at_once() -> None:
    env = read(A="maybe", B="no number")
    env.flag("A")
    env.whole("B", 1, lowest=1, highest=2)
    with pytest.raises(WrongSettings) as refused:
        env.refuse_if_wrong()
    assert "gongju.E001  A:" in str(refused.value)
    assert "gongju.E002  B:" in str(refused.value)
    assert str(refused.value).count("HINT") == 2


@pytest.mark.parametrize("written", ["clamd:3310", "127.0.0.1:3310", "[::1]:3310", "unix:/run/clamav/clamd.ctl", ""])
def test_a_socket_is_of_the_net_or_of_this_machine(written: str) -> None:
    env = Environment({"X": written})
    assert (env.socket("X"), ids(env)) == (written, [])


@pytest.mark.parametrize("written", ["clamd", ":3310", "clamd:0", "clamd:99999999", "unix:clamd.ctl", "clamd:x"])
def test_what_is_no_socket_is_a_fault(written: str) -> None:
    env = Environment({"X": written})
    assert (env.socket("X"), ids(env)) == ("", ["E016"])
