"""The other offices, each test with all of them well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.gateways import Simulator, running


@pytest.fixture(scope="package")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with running(tmp_path_factory.mktemp("registries")) as simulator:
        yield simulator


@pytest.fixture
def simulator(process: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    process.is_well()
    return process
