"""Every act that a party reads of in a record has words there."""

import ast
from pathlib import Path

from django.conf import settings

from gongju.actions import reminders
from gongju.portals.shared.record import is_told
from gongju.portals.shared.record_words import WORDS

ACTIONS = Path(settings.GONGJU.root) / "gongju" / "actions"


def told_about_something() -> set[str]:
    """The action of every call that names subjects too, where both are written out."""
    found = set()
    for path in ACTIONS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            said = {one.arg: one.value for one in node.keywords}
            action = said.get("action")
            if "subjects" in said and isinstance(action, ast.Constant):
                found.add(str(action.value))
    return found


def test_each_act_of_a_chain_has_words_or_is_the_offices_own() -> None:
    told = told_about_something() | {reminders.OVERDUE, reminders.RELEASE_DUE, reminders.LAPSES, reminders.RETIRING}
    assert len(told) > 30
    assert sorted(action for action in told if is_told(action) and action not in WORDS) == []
