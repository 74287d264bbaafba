"""Comparisons under pressure: whoever asks at once, somebody has one current question to each office."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from django.conf import settings

from gongju.access.actor import actor_of
from gongju.actions.compare_again import compare_again
from gongju.actions.save_part import save_profile_part
from gongju.errors import Refusal
from gongju.people.models import User
from gongju.registries.address import Gateway
from gongju.registries.models import Comparison
from gongju.registries.offices import OFFICES
from tests import cast
from tests.cast import NOW
from tests.races.harness import errors, race

pytestmark = pytest.mark.races
PROCESSES = 8
NOWHERE = dict.fromkeys(OFFICES, Gateway(url="http://127.0.0.1:9", token="", seconds=1.0))


def ask_again(user_ids: list[int]) -> list[bool]:
    """Each person presses 重新比对; False where somebody was a moment earlier."""
    settings.GONGJU = replace(settings.GONGJU, registries=NOWHERE)
    return [_asked(user_id) for user_id in user_ids]


def _asked(user_id: int) -> bool:
    try:
        compare_again(actor=actor_of(User.objects.get(pk=user_id)), now=NOW)
    except Refusal:
        return False
    return True


def test_eight_who_ask_at_once_leave_one_current_question(database_url: str) -> None:
    stage = cast.set_the_stage()
    everybody = [stage.lin, stage.chen, stage.gao]
    for who in everybody:
        save_profile_part(actor=who, now=NOW, part="education", content=cast.PROFILE["education"])
    outcomes = race(database_url, ask_again, [([who.user_id for who in everybody],)] * PROCESSES)
    assert errors(outcomes) == []
    for told in zip(*(outcome.value for outcome in outcomes), strict=True):
        assert sum(told) == 1
    kept = Counter(Comparison.objects.filter(current=True).values_list("about_id", "office"))
    assert set(kept.values()) == {1}
    assert len(kept) == 2 * len(everybody)
