"""Find faults in a case for a correction notice, and call them mended."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import case_for
from gongju.actions.editing import check_on_desk
from gongju.actions.telling import case_ref, tell
from gongju.casework import paper_records, records
from gongju.casework import queries as casework
from gongju.casework.models import Finding
from gongju.errors import BadInput, Fault, NotFound

LAST_PAGE = 10_000


def record_finding(
    *,
    actor: Actor,
    now: datetime,
    case_number: str,
    about_kind: str,
    about: str,
    fault: str,
    text: str,
    clause: str = "",
    page: int | None = None,
) -> Finding:
    """Note one fault about a criterion, a material or a field (DC-178). Raises NotFound, Refusal or BadInput."""
    _check(about_kind, fault, text, page)
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        check_on_desk(actor, case)
        finding = paper_records.find(
            case,
            now=now,
            by_id=_user(actor),
            about_kind=about_kind,
            about=about,
            fault=fault,
            text=text.strip(),
            clause=clause,
            page=page,
        )
        tell(
            actor=actor,
            now=now,
            action="finding.record",
            subjects=[case_ref(case.number)],
            data={"finding": finding.pk, "about_kind": about_kind, "about": about, "fault": fault},
            quietly=True,
        )
    return finding


def clear_finding(*, actor: Actor, now: datetime, case_number: str, finding_id: int) -> None:
    """Call one fault mended. Raises NotFound, Refusal or MovedOn (it was already)."""
    with transaction.atomic():
        records.hold(case_number)
        case = case_for(actor, case_number)
        check_on_desk(actor, case)
        if not casework.findings(case).filter(pk=finding_id).exists():
            raise NotFound("这条问题")
        paper_records.resolve(finding_id, now=now)
        subjects, data = [case_ref(case.number)], {"finding": finding_id}
        tell(actor=actor, now=now, action="finding.clear", subjects=subjects, data=data, quietly=True)


def _check(about_kind: str, fault: str, text: str, page: int | None) -> None:
    faults = []
    if about_kind not in Finding.About.values:
        faults.append(Fault("about_kind", "请选择问题出在条件、材料还是填写内容。"))
    if fault not in Finding.Fault.values:
        faults.append(Fault("fault", "请选择问题是有误、不全还是过期。"))
    if not text.strip():
        faults.append(Fault("text", "请写明问题在哪里、怎样补正。"))
    if page is not None and not 1 <= page <= LAST_PAGE:
        faults.append(Fault("page", f"页码应在 1 到 {LAST_PAGE} 之间。"))
    if faults:
        raise BadInput(tuple(faults))


def _user(actor: Actor) -> int:
    if actor.user_id is None:
        raise NotFound("经办人")
    return actor.user_id
