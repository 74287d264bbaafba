"""Comparisons with other offices in a browser: every page that shows them clean for axe, quiet, fit for a phone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from gongju import clock
from gongju.access.actor import Actor
from gongju.casework.models import Case
from gongju.outbox.worker import drain
from tests import cast, story
from tests.browser.conftest import Axe
from tests.browser.looks import faults_of, sign_in
from tests.browser.test_desk import paper
from tests.cast import NOW, Stage
from tests.gateways import Simulator, running
from tests.portals.test_comparisons import HOLDS
from tests.reworded import load_reworded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with running(tmp_path_factory.mktemp("registries")) as simulator:
        yield simulator


@pytest.fixture
def stage(
    live_server: LiveServer, process: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """林晓禾's case is under review: 公安 differs, 教育 has another school, 税务 does not answer."""
    process.is_well()
    process.goes_wrong("public_security", "wrong")
    process.goes_wrong("education", "wrong")
    process.goes_wrong("market_regulation", "wrong")
    process.goes_wrong("tax", "down")
    monkeypatch.setattr(cast, "paper", paper)
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, registries=process.gateways()))
    with clock.set_clock(NOW + timedelta(days=2)):
        stage = cast.set_the_stage()
        load_reworded(tmp_path, more=HOLDS)
        story.accepted(stage)
        drain()
        yield stage


def pages(stage: Stage) -> list[tuple[Actor, list[str]]]:
    """Who sees a comparison, and where."""
    number = Case.objects.get(type="first_issue").number
    here = f"/office/cases/{number}/"
    return [
        (stage.lin, ["/my/profile/", "/my/profile/education/", f"/my/cases/{number}/"]),
        (stage.zhao, ["/unit/info/"]),
        (stage.zhou, [f"/office/employers/{stage.hhl.pk}/", here, f"{here}comparisons/public_security/"]),
    ]


def test_every_page_with_comparisons_is_clean(stage: Stage, page: Page, axe: Axe, live_server: LiveServer) -> None:
    for who, addresses in pages(stage):
        sign_in(page.context, who, live_server)
        assert faults_of(page, axe, addresses) == {}
