"""The register of sanctions: enter a decision that people have made, lift it; the system never imposes one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.access.sanctions import agent_of_employer, employer_to_sanction, item_for, person_to_sanction, sanction_for
from gongju.actions.telling import employer_ref, tell
from gongju.errors import BadInput, Fault, Refusal
from gongju.rules.calendar import last_day_of_validity
from gongju.sanctions import records
from gongju.sanctions.kinds import Kind, kinds_of
from gongju.sanctions.models import Sanction

DECIDING = ("district.approve", "city.approve")
TEXTS = {"ground": "请写明事由。", "evidence": "请写明有什么证据。", "decision": "请写明处理决定的文号。"}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom a decision is about: exactly one of these keys; an agent together with its employer."""

    person_id: int | None = None
    employer_id: int | None = None
    agent_id: int | None = None

    @property
    def noun(self) -> str:
        """person, agent or employer."""
        return "person" if self.person_id is not None else "agent" if self.agent_id is not None else "employer"


def impose(
    *,
    actor: Actor,
    now: datetime,
    about: About,
    kind: str,
    ground: str,
    evidence: str,
    decision: str,
    first_day: date,
    until: date | None = None,
    item_id: int | None = None,
) -> Sanction:
    """Enter a decision of the actor's office. `item_id`: the finding of a spot check that it follows from.

    Raises NotFound, Refusal (not an officer who decides; never the system), BadInput.

    Serves (CL-109, CL-110, CL-111, CL-112, CP-022, CP-151, CP-152, CP-170, CP-171, CP-172, CY-A3b, CY-A4b, DX-166,
    DX-189, DX-190, DX-193, LF-05, LF-06).
    """
    check_decides(actor)
    chosen = _kind(actor, about, kind)
    _check(chosen, {"ground": ground, "evidence": evidence, "decision": decision}, first_day, until, localdate(now))
    with transaction.atomic():
        sanction = records.impose(
            chosen,
            now=now,
            authority=actor.authority,
            subject=_subject(actor, about),
            ground=ground.strip(),
            evidence=evidence.strip(),
            decision=decision.strip(),
            first_day=first_day,
            until=until or _end_of(chosen, first_day),
            by_id=int(actor.user_id or 0),
        )
        if item_id is not None:
            records.tie(item_for(actor, item_id), sanction)
        _told(actor, now, sanction, "impose", ground.strip())
    return sanction


def lift(*, actor: Actor, now: datetime, sanction_id: int, reason: str) -> None:
    """End a decision from today on, with the reason. Raises NotFound, MovedOn, Refusal, BadInput (CL-105, LF-05)."""
    check_decides(actor)
    if not reason.strip():
        raise BadInput.of("reason", "请写明解除的理由和依据。")
    with transaction.atomic():
        sanction = sanction_for(actor, sanction_id)
        today = localdate(now)
        records.lift(sanction, on=max(today, sanction.first_day), by_id=int(actor.user_id or 0), reason=reason.strip())
        _told(actor, now, sanction, "lift", reason.strip())


def check_decides(actor: Actor) -> None:
    """Only an officer who decides cases decides on this; nobody else, and never the system by itself."""
    if not ((actor.is_district or actor.is_city) and actor.has_role(*DECIDING)):
        raise Refusal("sanction.not_yours", "处理登记由区核准岗位或市级核准岗位办理。")


def _kind(actor: Actor, about: About, code: str) -> Kind:
    for one in kinds_of(actor.authority, about.noun):
        if one.code == code:
            return one
    raise BadInput.of("kind", "请选择处理的种类。")


def _end_of(kind: Kind, first: date) -> date | None:
    """The last day where the kind has a length of its own (CL-110)."""
    return last_day_of_validity(first, kind.months) if kind.months else None


def _subject(actor: Actor, about: About) -> dict[str, int]:
    if about.person_id is not None:
        return {"person_id": person_to_sanction(actor, about.person_id).pk}
    employer = employer_to_sanction(actor, about.employer_id or 0)
    if about.agent_id is not None:
        return {"agent_id": agent_of_employer(employer.pk, about.agent_id).pk}
    return {"employer_id": employer.pk}


def _check(kind: Kind, texts: dict[str, str], first: date, until: date | None, today: date) -> None:
    faults = [Fault(name, TEXTS[name]) for name, text in texts.items() if not text.strip()]
    if first < today:
        faults.append(Fault("first_day", "起始日期不能早于今天：处理从决定以后起算。"))
    if until is not None and until < first:
        faults.append(Fault("until", "截止日期早于起始日期，请核对这两个日期。"))
    if until is not None and kind.months:
        faults.append(Fault("until", f"“{kind.title}”的期限是 {kind.months} 个月，由系统计算，不用填写。"))
    if faults:
        raise BadInput(tuple(faults))


def _told(actor: Actor, now: datetime, sanction: Sanction, done: str, reason: str) -> None:
    data = {"sanction": sanction.pk, "kind": sanction.kind}
    employer_id = sanction.employer_id or (sanction.agent.employer_id if sanction.agent else None)
    subjects = [employer_ref(employer_id)] if employer_id else []
    tell(actor=actor, now=now, action=f"sanction.{done}", subjects=subjects, data=data, reason=reason)
