"""Name another district before the employer is open anywhere; afterwards it moves by 单位主管部门变更."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, Actor
from gongju.actions.telling import employer_ref, tell
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework import records as cases
from gongju.employers import profile, queries, records
from gongju.employers.models import Employer, EmployerAccess
from gongju.errors import BadInput, Refusal
from gongju.rules.edition import Edition

TAX_DISTRICT = "tax_district"


def proper_district(employer: Employer, on: date) -> Edition | None:
    """The district in which the employer says it pays taxes, where that is another one than it named (DC-050, TC-095).

    None while nothing is said, where it is the same, or where that district has no rulebook here. A hint, no bar:
    some districts look at the registered place too, and their rulebooks judge that.
    """
    contents = profile.contents(employer).values()
    said = next((part[TAX_DISTRICT] for part in contents if isinstance(part, dict) and part.get(TAX_DISTRICT)), "")
    found = next((one for one in books.districts(on) if one.name == said), None)
    return found if found is not None and found.authority != employer.authority else None


def choose_authority(*, actor: Actor, now: datetime, authority: str) -> Employer:
    """The employer belongs to another district from now on; its drafts go there too, as far as it knows the business.

    Raises Refusal (not one's own, open already, something is handed in) or BadInput (no such district).
    """
    if actor.kind != AGENT or actor.employer_id is None:
        raise Refusal("employer.not_yours", "主管部门由单位经办人选择。")
    chosen = next((one for one in books.districts(localdate(now)) if one.authority == authority), None)
    if chosen is None:
        raise BadInput.of("authority", "请选择单位所属的区。")
    with transaction.atomic():
        employer = Employer.objects.select_for_update().get(pk=actor.employer_id)
        _check(employer)
        records.set_authority(employer.pk, authority)
        cases.move_drafts(employer.pk, authority=authority, businesses=chosen.businesses)
        subjects, data = [employer_ref(employer.pk)], {"employer": employer.pk, "authority": authority}
        tell(actor=actor, now=now, action="employer.authority", subjects=subjects, data=data, quietly=True)
        employer.refresh_from_db()
    return employer


def _check(employer: Employer) -> None:
    opened = [one for one in queries.accesses(employer.pk).values() if one.state != EmployerAccess.State.CLOSED]
    if opened:
        raise Refusal("employer.open_already", "单位已经开通，不能直接改主管部门。", do="请办理单位主管部门变更。")
    if casework.open_of_employer_itself(employer.pk).filter(submitted_at__isnull=False).exists():
        raise Refusal("employer.in_use", "单位的申请正在办理，现在不能改主管部门。", do="请先撤回申请。")
