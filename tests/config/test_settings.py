"""The settings as a whole: what a fresh process does with a given environment."""

import base64
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config.environment import Environment
from config.object_store import file_storage
from gongju import clock
from gongju.sealing.pdf_identity import self_signed

ROOT = Path(settings.ROOT)
SECRET = base64.b64encode(bytes(range(60))).decode()
OWN = self_signed("昌平区人力社保局", now=clock.now())
KEYS = "k1:" + base64.b64encode(bytes(range(32))).decode()


def check(tmp_path: Path, *more: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """`gongju check` in a process of its own, with these variables and no others of ours."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GONGJU_", "DATABASE_", "PORT"))}
    environment = {**clean, "GONGJU_VAR": str(tmp_path), **variables}
    command = [sys.executable, "-m", "gongju.command", "check", *more]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_defaults_are_accepted(tmp_path: Path) -> None:
    assert check(tmp_path).returncode == 0


def test_an_object_store_needs_keys_https_and_its_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"GONGJU_S3_BUCKET": "papers", "GONGJU_S3_ACCESS_KEY": "k", "GONGJU_S3_SECRET_KEY": "s"}
    assert storage_of(tmp_path, **keys) == ("gongju.documents.s3_files.S3Files", [])
    assert storage_of(tmp_path, **{**keys, "GONGJU_S3_SECRET_KEY": ""})[1] == ["E019"]
    assert storage_of(tmp_path, **keys, GONGJU_S3_ENDPOINT="http://s3.example.org")[1] == ["E019"]
    assert storage_of(tmp_path, **keys, GONGJU_S3_CA_FILE="/nowhere")[1] == ["E015"]
    assert storage_of(tmp_path) == ("gongju.documents.local_files.LocalFiles", [])
    monkeypatch.setattr("config.object_store.find_spec", lambda name: None)
    assert storage_of(tmp_path, **keys) == ("gongju.documents.local_files.LocalFiles", ["E018"])


def storage_of(folder: Path, **variables: str) -> tuple[object, list[str]]:
    env = Environment(variables)
    return file_storage(env, folder)["BACKEND"], [fault.id for fault in env.faults]


def test_a_process_starts_with_an_object_store(tmp_path: Path) -> None:
    keys = {"GONGJU_S3_BUCKET": "papers", "GONGJU_S3_ACCESS_KEY": "k", "GONGJU_S3_SECRET_KEY": "s"}
    assert check(tmp_path, **keys).returncode == 0


def test_all_faults_are_told_at_once_and_without_a_traceback(tmp_path: Path) -> None:
    refused = check(tmp_path, PORT="99999", DATABASE_URL="mysql://db/x", GONGJU_DEMO="perhaps")
    assert refused.returncode == 3
    assert re.findall(r"gongju\.(E\d+)", refused.stderr) == ["E002", "E001", "E005"]
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("variables", "fault"),
    [
        ({"GONGJU_KEYS": KEYS}, "E010"),
        ({"GONGJU_SECRET_KEY": SECRET}, "E010"),
        ({"GONGJU_SECRET_KEY": SECRET, "GONGJU_KEYS": KEYS, "GONGJU_DEMO": "1"}, "E011"),
    ],
)
def test_without_own_keys_or_as_a_demo_it_listens_on_loopback_only(
    tmp_path: Path, variables: dict[str, str], fault: str
) -> None:
    refused = check(tmp_path, GONGJU_HOST="0.0.0.0", **variables)  # noqa: S104
    assert refused.returncode == 3
    assert fault in refused.stderr


@pytest.mark.parametrize(
    "known_to_others",
    [
        {"GONGJU_PUBLIC_URL": "https://permits.example.org"},
        {"GONGJU_ALLOWED_HOSTS": "permits.example.org"},
        {"GONGJU_BEHIND_PROXY": "1"},
    ],
)
@pytest.mark.parametrize(
    ("variables", "fault"),
    [({}, "E010"), ({"GONGJU_SECRET_KEY": SECRET, "GONGJU_KEYS": KEYS, "GONGJU_DEMO": "1"}, "E011")],
)
def test_nor_is_it_reached_by_others_through_a_proxy(
    tmp_path: Path, variables: dict[str, str], fault: str, known_to_others: dict[str, str]
) -> None:
    refused = check(tmp_path, **variables, **known_to_others)
    assert refused.returncode == 3
    assert fault in refused.stderr


def test_with_own_keys_it_may_be_open_to_others(tmp_path: Path) -> None:
    assert check(tmp_path, GONGJU_HOST="0.0.0.0", GONGJU_SECRET_KEY=SECRET, GONGJU_KEYS=KEYS).returncode == 0  # noqa: S104


def test_a_misspelt_name_is_pointed_out(tmp_path: Path) -> None:
    warned = check(tmp_path, GONGJU_SECRETKEY="x")
    assert "gongju.W001" in warned.stderr
    assert "Did you mean GONGJU_SECRET_KEY?" in warned.stderr


def test_behind_https_djangos_own_check_for_deployment_is_content(tmp_path: Path) -> None:
    asked = check(
        tmp_path,
        "--deploy",
        "--fail-level",
        "WARNING",
        GONGJU_SECRET_KEY=SECRET,
        GONGJU_KEYS=KEYS,
        GONGJU_SIGNING_KEYS=KEYS,
        GONGJU_PDF_KEY=OWN.key.decode(),
        GONGJU_PDF_CERTIFICATE=OWN.certificates.decode(),
        GONGJU_PUBLIC_URL="https://permits.example.org",
        GONGJU_ALLOWED_HOSTS="permits.example.org",
        GONGJU_BEHIND_PROXY="1",
    )
    assert asked.returncode == 0, asked.stderr


def test_every_variable_is_explained_in_the_docs() -> None:
    explained = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", (ROOT / "docs" / "settings.md").read_text("utf-8")))
    assert sorted(settings.NAMES_ASKED - explained) == []


def test_every_fault_is_explained_in_the_docs() -> None:
    sources = [file.read_text("utf-8") for file in (ROOT / "config").glob("*.py")]
    ids = {one for source in sources for one in re.findall(r"\"(?:gongju\.)?([EW]0\d\d)\"", source)}
    explained = set(re.findall(r"gongju\.([EW]\d+)", (ROOT / "docs" / "settings.md").read_text("utf-8")))
    assert sorted(ids - explained) == []


def test_without_a_signing_key_every_start_says_so(tmp_path: Path) -> None:
    assert "gongju.W002" in check(tmp_path).stderr
    signing = check(tmp_path, GONGJU_SIGNING_KEYS=KEYS).stderr
    assert "gongju.W002" not in signing
    assert "gongju.W003" in signing


def test_a_certificate_of_another_key_is_refused(tmp_path: Path) -> None:
    other = self_signed("别人", now=clock.now()).certificates.decode()
    assert "gongju.E017" in check(tmp_path, GONGJU_PDF_KEY=OWN.key.decode(), GONGJU_PDF_CERTIFICATE=other).stderr
    assert "gongju.E017" in check(tmp_path, GONGJU_PDF_KEY=OWN.key.decode()).stderr
