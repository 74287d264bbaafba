"""The timeline of a case in words: what happened, by whom, where it stands."""

from collections.abc import Iterable, Mapping

from gongju.casework import queries
from gongju.casework.models import Case
from gongju.clock import BEIJING
from gongju.people.models import User
from gongju.portals.shared.parts import Step
from gongju.portals.shared.wording import day_text, moment_text
from gongju.rules.procedure import Procedure


def timeline_of(case: Case, procedure: Procedure) -> tuple[Step, ...]:
    """Steps so far; for an open case also where it stands, with the due date if a clock runs."""
    steps = queries.steps(case)
    names = names_of(step.actor_id for step in steps if step.actor_kind == "user")
    past = tuple(
        Step(
            procedure.transitions[step.name].title if step.name in procedure.transitions else step.name,
            moment_text(step.at.astimezone(BEIJING)),
            names.get(step.actor_id, "系统"),
            "；".join(filter(None, [step.reason, *(f"已确认提示：{one}" for one in step.acknowledged)])),
        )
        for step in steps
    )
    if not case.open:
        return past
    due = f"应在 {day_text(case.due_on)}前办结{'（暂定）' if case.due_provisional else ''}" if case.due_on else ""
    return (*past, Step(procedure.stage(case.stage).title, due, when="now"))


def names_of(ids: Iterable[str]) -> Mapping[str, str]:
    """User key -> the name that pages show, in one query."""
    return {str(user.pk): user.get_full_name() for user in User.objects.filter(pk__in=set(ids))}
