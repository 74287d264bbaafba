"""How a case of mine goes: what happened by whom, where it stands, what is still to come, and its time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localtime

from gongju.actions.clocks import first_due
from gongju.actions.matter import Matter
from gongju.casework import queries
from gongju.casework.models import Case, Finding
from gongju.casework.models import Step as Happened
from gongju.portals.shared.appointments import GoingOn, going_on
from gongju.portals.shared.parts import Step
from gongju.portals.shared.wording import day_text, moment_text
from gongju.rules import procedure as parties
from gongju.rules.procedure import Procedure, Stage, Transition

WHO = {parties.APPLICANT: "您", parties.AGENT: "单位经办人", parties.SYSTEM: "系统"}
APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Time:
    """The legal time of a case: one sentence, and how it came about line by line."""

    said: str
    lines: tuple[str, ...]


def by_whom(move: Transition | None, office: str) -> str:
    """Who made a move, as the applicant knows them: never an officer's name."""
    return next((WHO[name] for name in move.who if name in WHO), office) if move else office


def timeline(matter: Matter) -> tuple[Step, ...]:
    """Everything from the opening to the stages that are still to come."""
    return (*_past(matter), *_now(matter), *_ahead(matter))


def _past(matter: Matter) -> Iterator[Step]:
    yield Step("建立申请", moment_text(localtime(matter.case.opened_at)), WHO[matter.case.started_by])
    for one in queries.steps(matter.case):
        move = matter.procedure.transitions.get(one.name)
        title = move.title if move else one.name
        yield Step(title, moment_text(localtime(one.at)), by_whom(move, matter.edition.office), one.reason)


def _now(matter: Matter) -> Iterator[Step]:
    if matter.case.open:
        stage = matter.procedure.stage(matter.case.stage)
        yield Step(stage.title, text=now_going_on(matter).sentence, when="now")


def now_going_on(matter: Matter) -> GoingOn:
    """What is going on with the case, as its applicant is told."""
    return going_on(matter.case, matter.procedure, matter.edition, on=matter.today)


def _ahead(matter: Matter) -> Iterator[Step]:
    """The stages of the way without a return, after the one where the case stands."""
    if not matter.case.open:
        return
    listed = matter.edition.stages.get(matter.case.type, ())
    first = matter.procedure.opening.first_of(matter.case.started_by)
    way = list(main_way(matter.procedure, listed, first))
    here = way.index(matter.case.stage) if matter.case.stage in way else 0
    for name in way[here + 1 :]:
        yield Step(matter.procedure.stage(name).title, when="ahead")


def main_way(procedure: Procedure, listed: tuple[str, ...], first: str = "") -> Iterator[str]:
    """The stages from the first to the approved one, by the first move from each that leads on.

    `first`: where the case began; default where most begin.
    """
    seen: list[str] = []
    onward: str | None = first or procedure.opening.first
    while onward:
        seen.append(onward)
        yield onward
        reached = (procedure.leg(move, listed).to for move in procedure.leaving(onward))
        onward = next((name for name in reached if name not in seen and _leads_on(procedure.stage(name))), None)


def _leads_on(stage: Stage) -> bool:
    """Neither back to the applicant nor to an end without a permit."""
    return stage.outcome == APPROVED if stage.is_final else stage.turn != parties.APPLICANT


def time_of(matter: Matter) -> Time | None:
    """Where the legal clock stands; None while none has begun or the case is decided."""
    due = first_due(matter.case, matter.edition)
    if due is None:
        return None
    if due.day is None:
        return Time(f"暂停计算，还剩 {due.left} 个工作日。交回区里后继续。", due.lines)
    return Time(f"{day_text(due.day)}前办结{'（暂定）' if due.provisional else ''}。", due.lines)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault to mend, with where to mend it."""

    finding: Finding
    title: str
    href: str
    act: str
    answered: bool
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One step that somebody else took on a case of mine."""

    case: Case
    business: str
    step: Happened
    title: str
    who: str
