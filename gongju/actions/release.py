"""解除关联: the employment ends, the permit is suspended, the open case is closed and its place given back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, Actor
from gongju.access.documents import own_documents
from gongju.access.employers import employment_for
from gongju.actions.carry_out import carry_out
from gongju.actions.leaving_paper import leaving_papers
from gongju.actions.matter import matter_of
from gongju.actions.may import objections
from gongju.actions.objection import Objected
from gongju.actions.telling import employment_ref, permit_ref, tell
from gongju.casework import queries as casework
from gongju.casework import records as cases
from gongju.casework.models import Case
from gongju.employers import records
from gongju.employers.models import Employment
from gongju.errors import BadInput, NotFound, Refusal
from gongju.journal.refs import SubjectRef
from gongju.permits import records as permits
from gongju.permits.models import Permit
from gongju.permits.queries import held_on
from gongju.permits.state import State, in_state
from gongju.rules.procedure import SYSTEM
from gongju.rules.wording import day_text

Leaving = Employment.Leaving
CLOSED = "员工与单位的关联已于{day}解除（{reason}），本次申请失去前提。"


def release(
    *,
    actor: Actor,
    now: datetime,
    employment_id: int,
    ended_on: date,
    reason: str,
    kind: Leaving = Leaving.LEFT,
    document_id: UUID | None = None,
) -> Employment:
    """End the employment as of a day not in the future. Raises NotFound, MovedOn, BadInput or Refusal.

    `document_id`: the proof of leaving among the employer's own papers. Of a holder who left, or moved inside a group,
    it is due where the rulebook wants it uploaded here; the next employer's case has it from the start.

    The permit held at this employer is suspended from the day of the release; of somebody who retires it lapses from
    that day; for somebody who settled it is cancelled, which is a business of its own (AMC-33). The person's open
    case at this employer is closed by the system.

    Serves (CP-140, CP-144, DC-065, DC-164, DC-169, DX-155, DX-159, CY-Q62, CY-Q73b, CY-Q75a, CY-Q76a, CY-Q78a,
    CY-Q79, CY-Q83, CY-Q86a).
    """
    if actor.kind != AGENT:
        raise Refusal("employment.not_yours", "解除关联由单位经办人办理。")
    with transaction.atomic():
        employment = employment_for(actor, employment_id)
        _check(employment, ended_on, reason, localdate(now))
        _check_kind(employment, kind, localdate(now))
        _check_document(actor, employment, kind, document_id, localdate(now))
        ended = end_employment(
            actor=actor,
            now=now,
            employment=employment,
            ended_on=ended_on,
            reason=reason.strip(),
            kind=kind,
            document_id=document_id,
        )
        records.settle_releases_of(ended.pk, now=now)
    return ended


def end_employment(
    *,
    actor: Actor,
    now: datetime,
    employment: Employment,
    ended_on: date,
    reason: str,
    kind: Leaving,
    document_id: UUID | None,
    action: str = "employment.release",
) -> Employment:
    """What a release does, whoever may do it: open cases closed, employment ended, permit ended by kind, told.

    Needs a transaction.
    """
    _close_cases(employment, now=now, reason=CLOSED.format(day=day_text(ended_on), reason=reason))
    ended = records.end(employment.pk, ended_on=ended_on, reason=reason, leaving=kind.value, document_id=document_id)
    subjects = [employment_ref(ended.pk), *_end_permit(ended, kind, now=now)]
    data = {"ended_on": ended_on.isoformat(), "kind": kind.value}
    tell(actor=actor, now=now, action=action, subjects=subjects, data=data, reason=reason)
    return ended


def _check(employment: Employment, ended_on: date, reason: str, today: date) -> None:
    if not reason.strip():
        raise BadInput.of("reason", "请写明解除关联的原因。")
    if ended_on > today:
        raise BadInput.of("ended_on", "离职日期不能晚于今天。")
    if employment.employed_from is not None and ended_on < employment.employed_from:
        raise BadInput.of("ended_on", "离职日期不能早于入职日期。")


def _check_kind(employment: Employment, kind: Leaving, today: date) -> None:
    """Who settled is not simply let go while the permit lives; nor has a permit expired that does (CY-Q62)."""
    lives = _holds_here(employment, today)
    if kind is Leaving.EXPIRED and lives:
        raise BadInput.of("kind", "证件还没有失效，请选择解除关联的实际原因。")
    if kind is Leaving.SETTLED and lives:
        raise Refusal(
            "employment.settled",
            "已取得北京户籍的，证件要注销，不按离职挂起。",
            do="请先在员工页发起“注销”，交齐那里列出的材料；注销以后再解除关联。",
        )


def _holds_here(employment: Employment, today: date) -> bool:
    """Whether the person's permit stands at this employer and lives."""
    held = held_on(employment.person_id, today)
    return held is not None and held.employer_id == employment.employer_id


def _check_document(actor: Actor, employment: Employment, kind: Leaving, document_id: UUID | None, today: date) -> None:
    """The proof is one of the employer's own papers; without it no holder is let go where the rulebook wants it."""
    if document_id is not None:
        if not own_documents(actor).filter(pk=document_id, removed_at__isnull=True).exists():
            raise NotFound("离职材料")
        return
    due = leaving_papers(employment.employer, today).get(kind)
    if due is not None and _holds_here(employment, today):
        raise BadInput.of("document", f"请上传{due.title}，新单位为持证人办理聘用单位变更时要用。")


def _end_permit(employment: Employment, kind: Leaving, *, now: datetime) -> Iterator[SubjectRef]:
    today = localdate(now)
    held = Permit.objects.filter(person_id=employment.person_id, employer_id=employment.employer_id)
    for permit in in_state(held, today, State.NOT_YET, State.VALID, State.FROZEN, State.RENEWING):
        if kind is Leaving.RETIRED:
            permits.retire(permit, now=now, on=max(employment.ended_on or today, permit.first_day))
        else:
            permits.suspend(permit, now=now, on=today, data={"employment": str(employment.pk)})
        yield permit_ref(permit.number)


def _close_cases(employment: Employment, *, now: datetime, reason: str) -> None:
    """Close every open case of the person at this employer that its procedure lets the system close."""
    theirs = Case.objects.filter(person_id=employment.person_id, employer_id=employment.employer_id, open=True)
    for number in theirs.order_by("pk").values_list("number", flat=True):
        cases.hold(number)
        case = casework.by_number(number)
        matter = matter_of(actor=Actor.system(), now=now, case=case, reason=reason)
        own = [one for one in matter.procedure.leaving(case.stage) if SYSTEM in one.who and not one.of_itself]
        for chosen in [one for one in own if matter.procedure.stage(one.to).is_final][:1]:
            against = list(objections(matter, chosen))
            if against:
                raise Objected(against, where=case.number)
            carry_out(matter, chosen)
