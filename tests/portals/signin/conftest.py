"""The demo's provider as a real process, and a browser that walks its pages."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from django.conf import settings
from django.core.cache import cache

from tests.portals.signin.browser import Provider

CAST = [
    {"subject": "s-lin", "name": "林晓禾", "role": "申请人", "entrance": "person", "note": "第一次申请"},
    {"subject": "s-twin", "name": "林晓禾", "role": "申请人", "entrance": "person", "note": "与上一位同名"},
    {"subject": "s-zhou", "name": "周启明", "role": "单位经办人", "entrance": "agent", "note": "海河蓝科技"},
    {"subject": "s-qin", "name": "秦岚", "role": "工作人员", "entrance": "staff", "note": "昌平区受理"},
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def provider_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    var: Path = tmp_path_factory.mktemp("var")
    (var / "demo-people.json").write_text(json.dumps(CAST), "utf-8")
    site, port = free_port(), free_port()
    environment = os.environ | {
        "GONGJU_VAR": str(var),
        "GONGJU_DEMO": "1",
        "PORT": str(site),
        "GONGJU_PUBLIC_URL": f"http://127.0.0.1:{site}",
        "GONGJU_DEMO_IDP_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    process = subprocess.Popen([sys.executable, "-m", "django", "demo_idp"], env=environment, start_new_session=True)
    provider = Provider(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{site}")
    try:
        wait_for(f"{provider.issuer}/.well-known/openid-configuration", process)
        yield provider
    finally:
        stop(process)


@pytest.fixture
def provider(provider_process: Provider, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """The site with every entrance leading to the process."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    cache.clear()  # what one test was told of the provider is nothing to the next
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, public_url=provider_process.site))
    doors = tuple(replace(door, issuer=provider_process.issuer) for door in settings.ENTRANCES)
    monkeypatch.setattr(settings, "ENTRANCES", doors)
    return provider_process


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and its worker; the whole group, if it does not go by itself."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise AssertionError("the provider ended at its start")
        try:
            if requests.get(address, timeout=2).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")
