"""docs/procedures.md from the files of procedures and rulebooks, with what the code says of its guards and effects."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings

from gongju.actions.effects import EFFECTS
from gongju.actions.guards import GUARDS
from gongju.actions.may import PARTIES
from gongju.people.models import StaffRole
from gongju.rules.procedure import OFFICE
from gongju.rules.procedure_page import Words, page
from gongju.rules.procedure_reading import read_procedures
from gongju.rules.reading import read_library

OFFICE_WORD = "办理机关"


def procedures_page() -> str:
    """The page as it must be written today."""
    parties = {**PARTIES, OFFICE: OFFICE_WORD, **dict(StaffRole.Role.choices)}
    words = Words(parties, _first_sentences(GUARDS), _first_sentences(EFFECTS))
    newest = {one.authority: one for one in read_library(settings.GONGJU.rulebooks_dir).districts}
    return page(read_procedures(settings.GONGJU.procedures_dir), newest.values(), words)


def _first_sentences(named: Mapping[str, Callable[..., Any]]) -> dict[str, str]:
    """What each function says of itself in its first line."""
    return {name: (inspect.getdoc(one) or "").partition("\n")[0] for name, one in named.items()}
