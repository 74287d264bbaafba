"""Before a decision an officer's sign-in must be fresh, where the settings ask for it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from gongju import clock
from gongju.portals.shared.freshness import SIGNED_IN_AT
from tests import story
from tests.cast import Stage
from tests.portals.officer.conftest import As

pytestmark = pytest.mark.django_db


def signed_in_ago(client: Client, minutes: int) -> None:
    session = client.session
    session[SIGNED_IN_AT] = (clock.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


def test_a_decision_waits_for_a_fresh_sign_in(stage: Stage, signed_in: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, fresh_minutes=15))
    case = story.reviewed(stage)
    wu, address = signed_in(stage.wu), f"/office/cases/{case.number}/moves/approve/"
    sent = {"seen_stage": case.stage}
    for minutes in (None, 16):
        if minutes:
            signed_in_ago(wu, minutes)
        answer = wu.post(address, sent)
        assert answer.status_code == 403
        assert "请重新登录" in answer.content.decode()
    case.refresh_from_db()
    assert case.stage == "approval"
    signed_in_ago(wu, 5)
    wu.post(address, sent)
    case.refresh_from_db()
    assert case.stage != "approval"


def test_what_decides_nothing_needs_none(stage: Stage, signed_in: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, fresh_minutes=15))
    case = story.endorsed(stage)
    answer = signed_in(stage.sun).post(f"/office/cases/{case.number}/moves/accept/", {"seen_stage": case.stage})
    assert "请重新登录" not in answer.content.decode()
