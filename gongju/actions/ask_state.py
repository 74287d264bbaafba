"""A 用证部门 asks by its own key how a permit stands: counted, told as little as it needs, and noted in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import VERIFIER, Actor
from gongju.actions.telling import permit_ref, tell
from gongju.errors import BadInput, Fault, Refusal
from gongju.permits import look_up_records
from gongju.permits.models import VerifyingOffice
from gongju.permits.state import State
from gongju.permits.verification import Shown, verify, verify_token

NO_SUCH_PERMIT = "查无此证"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How a permit stands on a day. `children` counts; `print_void`: the paper asked by was replaced by a later one."""

    on: date
    state: str
    found: bool = False
    in_force: bool = False
    first_day: date | None = None
    last_day: date | None = None
    children: int = 0
    print_void: bool = False


def ask_state(*, actor: Actor, now: datetime, number: str = "", name: str = "", qr: str = "") -> Answer:
    """State, days and number of children, by number and name or by what a QR code says (LF-01, CL-106).

    A wrong name and a wrong number look the same. The journal keeps which office asked about which permit, and of a
    question that found none that there was one. Raises BadInput (nothing asked), or Refusal: verifier.no_key,
    verifier.too_often (the office's own limit in an hour).
    """
    if not qr and not (number and name):
        raise BadInput((Fault("number", "请写证件编号和持证人姓名，或者二维码内容。"),))
    on = localdate(now)
    _count(actor, now)
    with transaction.atomic():
        shown = verify_token(_token(qr), on) if qr else verify(number, name, on)
        subjects = [permit_ref(shown.number)] if shown else []
        data = {"state": shown.state if shown else NO_SUCH_PERMIT, "by": "qr" if qr else "number"}
        tell(actor=actor, now=now, action="permit.ask_state", subjects=subjects, data=data, quietly=True)
    return _answer(shown, on) if shown else Answer(on=on, state=NO_SUCH_PERMIT)


def _count(actor: Actor, now: datetime) -> None:
    """One more question of the office in this hour, whatever becomes of it."""
    office = VerifyingOffice.objects.filter(pk=actor.office_id or 0, ended_at__isnull=True).first()
    if actor.kind != VERIFIER or office is None:
        raise Refusal("verifier.no_key", "只有登记过的用证部门可以使用核验接口。")
    with transaction.atomic():
        asked = look_up_records.count(f"office:{office.pk}", now=now)
    if asked > office.an_hour:
        raise Refusal(
            "verifier.too_often",
            f"这一小时已经查询了 {office.an_hour} 次，达到上限。",
            do="请过一小时再试；需要更多次数的，请与系统管理员联系。",
        )


def _token(qr: str) -> str:
    """The unguessable part of a paper's address; the address may be given whole."""
    return qr.rstrip("/").rpartition("/")[2]


def _answer(shown: Shown, on: date) -> Answer:
    return Answer(
        on=on,
        state=shown.state,
        found=True,
        in_force=shown.state == State.VALID,
        first_day=shown.first_day,
        last_day=shown.last_day,
        children=len(shown.children),
        print_void=shown.void,
    )
