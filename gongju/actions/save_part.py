"""Save a part of 完善信息 or 单位信息 as typed, also wrong or unfinished; what is wrong and missing is told back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, PERSON, Actor
from gongju.actions.asking_offices import ask_about_employer, ask_about_person, is_asked
from gongju.actions.editing import check_particulars_free, check_profile_free
from gongju.actions.telling import employer_ref, tell
from gongju.employers import profile as employer_profile
from gongju.employers import proposals
from gongju.employers import records as employers
from gongju.employers.models import Employer
from gongju.errors import NotFound, Refusal
from gongju.forms.checking import Checked
from gongju.people import profile, records
from gongju.people.models import Person

PHONE_PART, PHONE_FIELD = "contact", "phone"


def save_profile_part(*, actor: Actor, now: datetime, part: str, content: object) -> Checked:
    """Keep one part of one's own profile. Raises NotFound (no such part), Refusal (a case under way holds it).

    Serves (CP-068, DC-044, DC-056, DC-057, DC-212, DX-046, DX-057, DX-058, DX-222, CY-Q32a).
    """
    if actor.kind != PERSON or actor.person_id is None:
        raise Refusal("profile.not_yours", "个人信息由本人填写。")
    if part not in profile.form().parts:
        raise NotFound("这部分信息")
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=actor.person_id)
        check_profile_free(person.pk)
        kept, checked = profile.check_part(person, part, content, on=localdate(now))
        records.save_part(person.pk, part, now=now, content=kept, **checked.as_json())
        _follow_phone(person, part, checked)
        asked = ask_about_person(person, now=now, part=part) if checked.is_complete else []
        data = {"person": person.pk, "part": part, **({"asked": asked} if asked else {})}
        tell(actor=actor, now=now, action="profile.save", data=data, quietly=True)
    return checked


def save_employer_part(*, actor: Actor, now: datetime, part: str, content: object) -> Checked:
    """Keep one part of one's own employer's particulars. Raises NotFound, Refusal (a case under way holds it).

    Serves (CP-063, DC-044, DC-049, DX-046, DX-052, CY-Q23a, CY-Q23b, SC-21).
    """
    if actor.kind != AGENT or actor.employer_id is None:
        raise Refusal("employer.not_yours", "单位信息由单位经办人填写。")
    if part not in employer_profile.form().parts:
        raise NotFound("这部分信息")
    with transaction.atomic():
        employer_id = actor.employer_id
        check_particulars_free(employer_id)
        kept, checked = employer_profile.check_part(part, _with_approved(employer_id, part, content), on=localdate(now))
        employers.save_part(employer_id, part, now=now, content=kept, **checked.as_json())
        asked = _ask(employer_id, now, part) if checked.is_complete else []
        data = {"employer": employer_id, "part": part, **({"asked": asked} if asked else {})}
        subjects = [employer_ref(employer_id)]
        tell(actor=actor, now=now, action="employer.save", subjects=subjects, data=data, quietly=True)
    return checked


def _ask(employer_id: int, now: datetime, part: str) -> list[str]:
    return ask_about_employer(Employer.objects.get(pk=employer_id), now=now, part=part) if is_asked() else []


def _with_approved(employer_id: int, part: str, content: object) -> object:
    """As typed, but what an office approved stays as it is: it is changed by 单位信息变更 (LF-07)."""
    employer = Employer.objects.get(pk=employer_id)
    shut = proposals.approved_fields(employer, part)
    if not shut:
        return content
    kept = employer_profile.contents(employer)[part]
    typed = content if isinstance(content, Mapping) else {}
    return {**typed, **{name: kept[name] for name in shut if name not in employer_profile.LOCKED}}


def _follow_phone(person: Person, part: str, checked: Checked) -> None:
    """Messages go to the phone that stands in the profile."""
    phone = checked.rows[0].get(PHONE_FIELD) if part == PHONE_PART and checked.rows else None
    if isinstance(phone, str):
        records.set_contact(person, phone=phone)
