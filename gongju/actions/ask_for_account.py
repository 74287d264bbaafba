"""A login that stands for no employer asks to be filed with one: the way in when the agents there were are gone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import AGENT, Actor
from gongju.actions.telling import case_ref, tell
from gongju.casework import books
from gongju.casework import records as cases
from gongju.casework.models import Case
from gongju.employers import queries as employers
from gongju.employers.models import Employer
from gongju.errors import Refusal

BUSINESS = "service_request"
ANSWERS = {"request_kind": "找回账号", "request_channel": "线上", "login_certificate_renamed": True}


def ask_for_account(*, actor: Actor, now: datetime, uscc: str, name: str) -> Case:
    """The draft of a service request for the employer of that code and name, in its district (CY-Q06b, LF-22).

    Name and code must both fit, so that nobody finds out by a code alone who is registered. Raises Refusal: not such a
    login, no such employer, one is open already.
    """
    if actor.kind != AGENT or actor.employer_id is not None or actor.user_id is None:
        raise Refusal("account.not_needed", "您的账号已经代表一家单位，不用找回账号。")
    employer = _employer(uscc, name)
    procedure, edition = books.procedure_for(BUSINESS), books.edition_for(employer.authority, localdate(now))
    if BUSINESS not in edition.businesses:
        raise Refusal("case.no_such_business", f"{edition.name}没有开办“{procedure.title}”。")
    with transaction.atomic():
        case = cases.open_case(
            now=now,
            type=BUSINESS,
            authority=employer.authority,
            prefix=edition.prefix,
            person_id=None,
            employer_id=employer.pk,
            stage=procedure.opening.first_of(AGENT),
            started_by=AGENT,
            exclusive=procedure.exclusive,
            procedure_digest=procedure.digest,
            asked_by_id=actor.user_id,
        )
        cases.save_answers(case, dict(ANSWERS))
        tell(actor=actor, now=now, action=f"{BUSINESS}.ask_for_account", subjects=[case_ref(case.number)], quietly=True)
    return case


def _employer(uscc: str, name: str) -> Employer:
    """The employer whose code and name, one it bore formerly included, are these."""
    employer = employers.by_uscc(uscc)
    plain = "".join(name.split())
    if employer is None or plain not in employers.names_of(employer):
        raise Refusal(
            "employer.unknown",
            "没有找到名称和统一社会信用代码都与此一致的单位。",
            do="请按营业执照核对；单位第一次使用的，请登记单位。",
        )
    return employer
