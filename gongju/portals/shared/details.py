"""What a case is to change of an employer, or which other case it is about, as every portal shows it."""

from __future__ import annotations

from dataclasses import dataclass

from gongju.actions.guards.service import RENAME, RETURN, kind_of
from gongju.actions.matter import Matter
from gongju.actions.propose_particulars import proposes
from gongju.casework import queries as casework
from gongju.employers import proposals
from gongju.employers.proposals import ParticularsChange


@dataclass(frozen=True, slots=True)
class Details:
    """Either `changes`, or `text`; both empty while nothing was said."""

    title: str
    changes: tuple[ParticularsChange, ...] = ()
    text: str = ""


def details_of(matter: Matter) -> Details | None:
    """The details of a case whose business has any; None for the others.

    Once decided, what the snapshot kept is compared, so that old and new stay to be seen.
    """
    if not proposes(matter.procedure) or matter.case.employer is None:
        return None
    kind = kind_of(matter.case)
    if kind == RETURN:
        return Details("要退回的业务", text=str(matter.case.answers.get("returned_case", "")))
    if kind not in ("", RENAME) or (not kind and matter.case.asked_by_id is not None):
        return None
    proposed = proposals.of_case(matter.case.number) or {}
    kept = None if matter.case.open else casework.latest_snapshot(matter.case)
    before = proposals.flat(kept.employer) if kept is not None else None
    return Details("变更后的信息", changes=proposals.changes(matter.employer, proposed, before=before))


def about_of(matter: Matter) -> str:
    """In a few words which service is asked for, or which district the employer asks to move to; "" for the others."""
    case, employer = matter.case, matter.case.employer
    moving = case.open and case.person_id is None and employer is not None and employer.authority != case.authority
    return kind_of(case) or (f"转入{matter.edition.name}" if moving else "")
