"""Steps of a walk that ought not to be: strangers, moves of another stage, stale pages, other people's things."""

from __future__ import annotations

from typing import Any

from gongju.access.cases import visible_cases
from gongju.actions.allowed_moves import allowed_moves
from gongju.actions.ask_back import ask_back
from gongju.actions.assign import assign
from gongju.actions.check_by_hand import check_by_hand
from gongju.actions.compare_again import compare_again
from gongju.actions.fill import fill
from gongju.actions.mark_material import mark_all_fit
from gongju.actions.move import move
from gongju.actions.open_case import open_case
from gongju.actions.order import freeze
from gongju.actions.print_confirmation import print_confirmation
from gongju.actions.reissue import reissue
from gongju.actions.release import release
from gongju.actions.view_full import PURPOSES, view_full
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import Employment
from gongju.permits.models import Permit
from gongju.registries.offices import OFFICES
from tests.walks.walk import Walk


def a_move_at_random(walk: Walk) -> None:
    """Anybody makes any move of a case, from any stage they claim to have seen; only what is theirs goes through."""
    found = walk.one_of(Case.objects.order_by("pk"))
    if found is None:
        return
    case, who = casework.by_number(found.number), walk.anybody()
    procedure = books.procedure_by_digest(case.procedure.digest)
    name = walk.chance.choice([*procedure.transitions, "nothing"])
    seen = case.stage if walk.often(0.8) else walk.chance.choice([*procedure.stages])
    reached = visible_cases(who).filter(pk=case.pk).exists()
    shown = allowed_moves(actor=who, now=walk.now, case=case)
    allowed = {one.name for one in shown if one.allowed}
    told: dict[str, Any] = {"case_number": case.number, "transition": name, "seen_stage": seen}
    noted = [one.caution.code for each in shown for one in each.cautions]
    moved = walk.do(move, by=who, reason="随意", acknowledged=noted, **told)
    if moved is not None and (not reached or name not in allowed or seen != case.stage):
        walk.fault(f"{name} at {case.stage} (seen {seen}) was made; reached {reached}, allowed {sorted(allowed)}")


def anything_of_others(walk: Walk) -> None:
    """Anybody tries a verb on anything."""
    who, case = walk.anybody(), walk.one_of(Case.objects.order_by("pk"))
    permit, linked = walk.one_of(Permit.objects.order_by("pk")), walk.one_of(Employment.objects.order_by("pk"))
    number = case.number if case else "CP20260000001"
    plate = permit.number if permit else "X"
    today = walk.now.date()
    tries: list[tuple[Any, dict[str, Any]]] = [
        (fill, {"case_number": number, "answers": {"monthly_income": "1"}}),
        (mark_all_fit, {"case_number": number}),
        (compare_again, {"case_number": number}),
        (check_by_hand, {"case_number": number, "office": walk.chance.choice([*OFFICES]), "reason": "已核对原件。"}),
        (view_full, {"case_number": number, "purpose": walk.chance.choice([*PURPOSES, ""])}),
        (ask_back, {"case_number": number, "why": "填错了。"}),
        (assign, {"case_number": number, "user_id": walk.anybody().user_id}),
        (print_confirmation, {"permit_number": plate}),
        (reissue, {"permit_number": plate, "reason": "lost"}),
        (freeze, {"permit_number": plate, "since": today, "reason": " "}),
        (open_case, {"type": walk.chance.choice([one.type for one in books.procedures()])}),
        (release, {"employment_id": linked.pk if linked else 0, "ended_on": today, "reason": " "}),
    ]
    verb, told = walk.chance.choice(tries)
    walk.do(verb, by=who, **told)
