"""解除关联: the employment ends, the permit is suspended, the open case is closed and its place given back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, Actor
from gongju.access.employers import employment_for
from gongju.actions.carry_out import carry_out
from gongju.actions.matter import matter_of
from gongju.actions.may import objections
from gongju.actions.objection import Objected
from gongju.actions.telling import employment_ref, permit_ref, tell
from gongju.casework import queries as casework
from gongju.casework import records as cases
from gongju.casework.models import Case
from gongju.employers import records
from gongju.employers.models import Employment
from gongju.errors import BadInput, Refusal
from gongju.journal.refs import SubjectRef
from gongju.permits import records as permits
from gongju.permits.models import Permit
from gongju.permits.queries import held_on
from gongju.permits.state import State, in_state
from gongju.rules.procedure import SYSTEM
from gongju.rules.wording import day_text


class Why(StrEnum):
    """Why an employment ends, in the words of the form (CY-Q73a, CY-Q79, CY-Q83, CY-Q86a)."""

    LEFT = "离职"
    TRANSFERRED = "集团内部调动"
    RETIRED = "退休"
    SETTLED = "已取得北京户籍"


CLOSED = "员工与单位的关联已于{day}解除（{reason}），本次申请失去前提。"


def release(
    *, actor: Actor, now: datetime, employment_id: int, ended_on: date, reason: str, kind: Why = Why.LEFT
) -> Employment:
    """End the employment as of a day not in the future. Raises NotFound, MovedOn, BadInput or Refusal.

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
        ended = end_employment(
            actor=actor, now=now, employment=employment, ended_on=ended_on, reason=reason.strip(), kind=kind
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
    kind: Why,
    action: str = "employment.release",
) -> Employment:
    """What a release does, whoever may do it: open cases closed, employment ended, permit ended by kind, told.

    Needs a transaction.
    """
    _close_cases(employment, now=now, reason=CLOSED.format(day=day_text(ended_on), reason=reason))
    ended = records.end(employment.pk, ended_on=ended_on, reason=reason)
    subjects = [employment_ref(ended.pk), *_end_permit(ended, kind, now=now)]
    data = {"ended_on": ended_on.isoformat(), "kind": kind.name.lower()}
    tell(actor=actor, now=now, action=action, subjects=subjects, data=data, reason=reason)
    return ended


def _check(employment: Employment, ended_on: date, reason: str, today: date) -> None:
    if not reason.strip():
        raise BadInput.of("reason", "请写明解除关联的原因。")
    if ended_on > today:
        raise BadInput.of("ended_on", "离职日期不能晚于今天。")
    if employment.employed_from is not None and ended_on < employment.employed_from:
        raise BadInput.of("ended_on", "离职日期不能早于入职日期。")


def _check_kind(employment: Employment, kind: Why, today: date) -> None:
    """Who settled is not simply let go while the permit lives."""
    held = held_on(employment.person_id, today)
    if kind is Why.SETTLED and held is not None and held.employer_id == employment.employer_id:
        raise Refusal(
            "employment.settled",
            "已取得北京户籍的，证件要注销，不按离职挂起。",
            do="请先在员工页发起“注销”，交齐那里列出的材料；注销以后再解除关联。",
        )


def _end_permit(employment: Employment, kind: Why, *, now: datetime) -> Iterator[SubjectRef]:
    today = localdate(now)
    held = Permit.objects.filter(person_id=employment.person_id, employer_id=employment.employer_id)
    for permit in in_state(held, today, State.NOT_YET, State.VALID, State.FROZEN, State.RENEWING):
        if kind is Why.RETIRED:
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
