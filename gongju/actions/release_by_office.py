"""The district ends an employment on evidence when the employer did not in time, or says why it does not."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.access.releases import RELEASING, release_request_for
from gongju.actions.release import Leaving, end_employment
from gongju.actions.telling import employment_ref, tell
from gongju.casework import books
from gongju.employers import records
from gongju.employers.models import Employment, ReleaseRequest
from gongju.errors import BadInput, Refusal
from gongju.rules.terms import TermDate, term_date

LEFT = "left_employer"
"""The event from which a rulebook counts the employer's term to release."""
REASON = "原单位逾期未办，区里凭离职证明解除：{reason}"


def employers_term(request: ReleaseRequest) -> TermDate | None:
    """Until when the employer is to release by itself, as the rulebook of its district says; None without a term.

    60 days in 朝阳区 (LF-03, CY-Q73a), 7 in 东城区 (DC-164), 5 in 昌平区 (CP-140).
    """
    edition = books.edition_for(request.employment.employer.authority, request.left_on)
    found = [one for one in edition.terms if one.from_event == LEFT]
    return term_date(found[0], request.left_on, books.work_calendar()) if found else None


def is_late(request: ReleaseRequest, on: date) -> bool:
    """Whether the employer's term is over; a provisional day makes nobody late."""
    term = employers_term(request)
    return term is None or (term.date < on and not term.provisional)


def release_by_office(*, actor: Actor, now: datetime, request_id: int, reason: str) -> Employment:
    """End the employment as of the day of leaving; everything follows as from the employer's own release.

    Raises NotFound, BadInput (no reason), Refusal (not this office's, the employer's term still runs), MovedOn.
    """
    with transaction.atomic():
        request = _asked(actor, request_id, reason)
        if not is_late(request, localdate(now)):
            raise Refusal("release.too_early", f"原单位解除关联的期限还没有过（{_term_words(request)}）。")
        state, said = ReleaseRequest.State.RELEASED, reason.strip()
        records.settle_release(request.pk, now=now, state=state, by_id=actor.user_id, answer=said)
        return end_employment(
            actor=actor,
            now=now,
            employment=request.employment,
            ended_on=request.left_on,
            reason=REASON.format(reason=said),
            kind=Leaving.LEFT,
            document_id=request.document_id,
            action="employment.release_by_office",
        )


def refuse_release(*, actor: Actor, now: datetime, request_id: int, reason: str) -> ReleaseRequest:
    """Do not end it, and say why. Raises NotFound, BadInput (no reason), Refusal, MovedOn."""
    with transaction.atomic():
        request = _asked(actor, request_id, reason)
        state, said = ReleaseRequest.State.REFUSED, reason.strip()
        records.settle_release(request.pk, now=now, state=state, by_id=actor.user_id, answer=said)
        subjects = [employment_ref(request.employment_id)]
        tell(actor=actor, now=now, action="employment.refuse_release", subjects=subjects, reason=said)
        request.refresh_from_db()
    return request


def _asked(actor: Actor, request_id: int, reason: str) -> ReleaseRequest:
    if not (actor.is_district and actor.has_role(*RELEASING)):
        raise Refusal("release.not_yours", "代为解除关联由区受理岗位办理。")
    if not reason.strip():
        raise BadInput.of("reason", "请写明理由，本人和单位都会看到。")
    return release_request_for(actor, request_id)


def _term_words(request: ReleaseRequest) -> str:
    term = employers_term(request)
    return term.sentence if term is not None else ""
