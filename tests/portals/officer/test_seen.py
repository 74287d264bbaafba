"""A page left open while the case went back and came in anew: it stands where it stood, and is another."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from gongju.casework.models import Case, HandedIn
from gongju.casework.queries import by_number
from gongju.quota.models import Lot
from tests import story
from tests.cast import NOW, Stage
from tests.portals.conftest import As

from .test_decisions import asked_with_a_violation
from .test_work import text

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def came_anew(stage: Stage, case: Case) -> None:
    """Sent back with a fault, mended, handed in again: the same stage, other papers."""
    story.find_fault(stage.sun, case, now=NOW + story.DAY)
    story.go(stage.sun, case, "return_for_correction", now=NOW + 2 * story.DAY)
    story.hand_in_one(stage.lin, case, "integrity", now=LATER)
    story.go(stage.lin, case, "resubmit", now=LATER)
    story.go(stage.zhao, case, "endorse", now=LATER)


def hidden(shown: str) -> dict[str, str]:
    """What the forms of a page carry along unseen."""
    return dict(re.findall(r'<input type="hidden" name="(seen_\w+)" value="([^"]*)"', shown))


def day(name: str, month: int) -> dict[str, str]:
    """The first of a month in the boxes of a day."""
    return {f"{name}-year": "2027", f"{name}-month": str(month), f"{name}-day": "1"}


def pending(case: Case) -> int:
    return HandedIn.objects.filter(case=case, removed_at=None, state=HandedIn.State.PENDING).count()


def is_overtaken(client: Client, path: str, form: dict[str, str] | None = None) -> bool:
    answer = client.get(path) if form is None else client.post(path, form)
    return answer.status_code == 409 and "刚刚已被处理" in text(answer)


def test_what_an_officer_saw_is_what_is_decided_on(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    client, here = signed_in(stage.sun), f"/office/cases/{case.number}/"
    seen, asked = hidden(text(client.get(here))), hidden(text(client.get(f"{here}moves/accept/")))
    came_anew(stage, case)
    assert (by_number(case.number).stage, by_number(case.number).round) == ("acceptance", 2)
    waiting = pending(case)
    assert waiting
    assert is_overtaken(client, f"{here}papers/", {**seen, "state": "all_fit"})
    assert is_overtaken(client, f"{here}moves/accept/", asked)
    assert is_overtaken(client, f"{here}moves/accept/?seen_round=1")
    assert (by_number(case.number).stage, pending(case)) == ("acceptance", waiting)
    assert client.get(f"{here}moves/accept/?seen_round=2").status_code == 200
    assert client.post(f"{here}papers/", {"state": "all_fit", "seen_round": "2"}).status_code == 302
    assert not pending(case)


def test_a_criterion_is_decided_on_as_it_was_seen(stage: Stage, signed_in: As) -> None:
    case = asked_with_a_violation(stage)
    client, here = signed_in(stage.sun), f"/office/cases/{case.number}/"
    found = re.search(rf'href="({here}criteria/[^"]+)\?seen_round=1">认定</a>', text(client.get(here)))
    assert found
    form = {**hidden(text(client.get(found[1]))), "asked": "reason", "reason": "已核实。"}
    assert form["seen_round"] == "1"
    Case.objects.filter(pk=case.pk).update(round=2)
    assert is_overtaken(client, found[1], form)
    assert client.post(found[1], {**form, "seen_round": "2"}).status_code == 302


def test_a_form_sent_twice_grants_places_once(stage: Stage, signed_in: As) -> None:
    client, here = signed_in(stage.zheng), f"/office/employers/{stage.hhl.pk}/lots/"
    form = {"count": "5", **day("first_day", 1), **day("last_day", 12)}
    form |= hidden(text(client.get(here)))
    assert client.post(here, form).status_code == 302
    assert is_overtaken(client, here, form)
    assert [lot.granted for lot in Lot.objects.all()] == [5]


def test_an_employer_endorses_what_it_saw(stage: Stage, signed_in: As) -> None:
    case = story.submitted(stage)
    story.hand_in_what_is_due(stage.zhao, case)
    client, there = signed_in(stage.zhao), f"/unit/cases/{case.number}/moves/endorse/"
    asked = hidden(text(client.get(there)))
    story.go(stage.zhao, case, "return_to_applicant", reason="收入填写有误。")
    story.go(stage.lin, case, "resubmit")
    assert is_overtaken(client, there, asked)
    assert by_number(case.number).stage == "endorsement"
