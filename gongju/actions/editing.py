"""Whether an actor may change what a case says at its stage: answers, papers, and the profile behind it."""

from __future__ import annotations

from gongju.access.actor import AGENT, PERSON, STAFF, SYSTEM, Actor
from gongju.actions.may import is_party
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.errors import MovedOn, Refusal
from gongju.rules import procedure as parties
from gongju.rules.procedure import OFFICE

PARTY = {PERSON: parties.APPLICANT, AGENT: parties.AGENT, SYSTEM: parties.SYSTEM}


def check_seen(case: Case, seen_round: int | None) -> None:
    """MovedOn when the case was handed in anew since the actor saw it; None stands for who has just read it.

    It may stand at the same stage again, with other answers, another contract, other papers.
    """
    if seen_round is not None and case.round != seen_round:
        raise MovedOn(where=case.number)


def check_editable(actor: Actor, case: Case) -> None:
    """Refusal `case.not_editable` unless the stage lets this party change answers and papers."""
    stage = books.procedure_by_digest(case.procedure.digest).stage(case.stage)
    if PARTY.get(actor.kind) not in stage.edits:
        raise Refusal(
            "case.not_editable",
            f"业务现在处于“{stage.title}”，您不能修改内容。",
            where=case.number,
            do="需要修改的，请等待退回，或者先撤回申请。" if stage.edits or not stage.is_final else "",
        )


def is_edited_by_agent(case: Case) -> bool:
    """Whether the case stands where the employer's agent may change answers and papers."""
    return parties.AGENT in books.procedure_by_digest(case.procedure.digest).stage(case.stage).edits


def check_on_desk(actor: Actor, case: Case) -> None:
    """Refusal `case.not_on_desk` unless the case waits for an office and the actor is one to move it from here."""
    if not is_on_desk(actor, case):
        title = books.procedure_by_digest(case.procedure.digest).stage(case.stage).title
        raise Refusal("case.not_on_desk", f"业务现在处于“{title}”，不由您的岗位办理。", where=case.number)


def is_on_desk(actor: Actor, case: Case) -> bool:
    """Whether the case waits for an office and this member of its staff may make a move from here."""
    procedure = books.procedure_by_digest(case.procedure.digest)
    if actor.kind != STAFF or procedure.stage(case.stage).turn != OFFICE:
        return False
    return any(is_party(actor, case, move) for move in procedure.leaving(case.stage))


def check_profile_free(person_id: int) -> None:
    """Refusal `profile.in_use` while an open case of the person stands where the person may change nothing.

    Serves (DC-061, DX-062).
    """
    case = casework.open_exclusive(person_id)
    if case is None:
        return
    stage = books.procedure_by_digest(case.procedure.digest).stage(case.stage)
    if parties.APPLICANT not in stage.edits:
        raise Refusal(
            "profile.in_use",
            f"业务 {case.number} 正在办理（{stage.title}），办结前个人信息不能修改。",
            do="需要修改的，请等待退回补正，或者先撤回申请。",
        )


def check_particulars_free(employer_id: int) -> None:
    """Refusal `employer.in_use` while an open case of the employer's own stands where it may change nothing.

    A case that stands by what it was handed in with holds nothing: a request for quota is open for months (DC-015).
    """
    for case in casework.open_of_employer_itself(employer_id):
        procedure = books.procedure_by_digest(case.procedure.digest)
        stage = procedure.stage(case.stage)
        if procedure.holds_particulars and parties.AGENT not in stage.edits:
            raise Refusal(
                "employer.in_use",
                f"业务 {case.number} 正在办理（{stage.title}），办结前单位信息不能修改。",
                do="需要修改的，请等待退回补正，或者先撤回申请。",
            )


def check_contract_free(person_id: int, employer_id: int) -> None:
    """Refusal `employment.in_use` while the person's case at this employer lies with an office.

    What the contract tells is judged again at approval, and an office has looked at the scan that came with it: both
    change together, when the case is back with its parties (CY-Q85).
    """
    case = casework.open_exclusive(person_id)
    if case is None or case.employer_id != employer_id:
        return
    stage = books.procedure_by_digest(case.procedure.digest).stage(case.stage)
    if case.submitted_at is not None and stage.turn == OFFICE:
        raise Refusal(
            "employment.in_use",
            f"业务 {case.number} 正在办理（{stage.title}），办结前合同不能更新。",
            do="需要更新的，请等待退回补正，或者由申请人先撤回申请。",
        )
