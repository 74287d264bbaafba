"""How a holder changes something: the profile first, then the business, through the desks of 昌平区."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gongju.actions.fill import fill
from gongju.actions.open_case import open_case
from gongju.actions.save_part import save_profile_part
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.permits.models import Permit
from tests import story
from tests.cast import NOW, PROFILE, Stage

LATER = NOW + 10 * story.DAY
MOVED = {**PROFILE["residence"], "address": "昌平区回龙观东大街 2 号 301"}
CHILD: dict[str, Any] = {
    "name": "林知夏",
    "sex": "女",
    "birth": "2019-05-12",
    "identity_kind": "居民身份证",
    "identity_number": "110101201905120022",
    "accompanying": True,
    "out_of_wedlock": False,
    "hukou_place": "山东省济南市历下区",
}


def holding(stage: Stage) -> Permit:
    """林晓禾 holds a permit at 北京海河蓝, with nobody accompanying."""
    return Permit.objects.get(issued_by=story.approved(stage))


def save(stage: Stage, part: str, content: object, *, now: datetime = LATER) -> None:
    """林晓禾 writes what is true now."""
    checked = save_profile_part(actor=stage.lin, now=now, part=part, content=content)
    if not checked.is_complete:
        raise AssertionError(f"{part}: {checked.faults} {checked.missing}")


def drafted(stage: Stage, type: str, *, now: datetime = LATER, **answers: object) -> Case:
    """The business opened, answered, with every paper of hers."""
    case = open_case(actor=stage.lin, now=now, type=type)
    fill(actor=stage.lin, now=now, case_number=case.number, answers=answers)
    story.hand_in_what_is_due(stage.lin, case, now=now)
    return casework.by_number(case.number)


def endorsed(stage: Stage, case: Case, *, now: datetime = LATER) -> Case:
    """Handed in, and endorsed by the employer."""
    story.go(stage.lin, case, "submit", now=now)
    story.hand_in_what_is_due(stage.zhao, case, now=now)
    return story.go(stage.zhao, case, "endorse", now=now)


def approved(stage: Stage, case: Case, *, now: datetime = LATER) -> Case:
    """Through acceptance, review and approval."""
    story.go(stage.sun, case, "accept", now=now)
    story.decide_what_is_left(stage.zhou, case, now=now)
    story.go(stage.zhou, case, "pass_review", now=now)
    return story.go(stage.wu, case, "approve", now=now)
