"""Register who a person's login is: the identity on paper, once; it is not changed from a portal afterwards."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import PERSON, Actor
from gongju.actions.telling import tell
from gongju.errors import BadInput, Fault, Refusal
from gongju.identity import IdentityKind, identity, mobile
from gongju.people import records
from gongju.people.models import Person, User
from gongju.people.queries import by_identity
from gongju.permits.queries import imported_held

LONGEST_NAME = 60


def register_person(
    *, actor: Actor, now: datetime, name: str, identity_kind: str, identity_number: str, phone: str
) -> Person:
    """The person behind the actor's login, from now on.

    Raises BadInput (fields name, identity_kind, identity_number, phone) or Refusal: person.not_a_person,
    person.registered (this login has one already), person.known (another login stands for that identity).
    """
    if actor.kind != PERSON:
        raise Refusal("person.not_a_person", "这不是个人账号，不能登记个人身份。", do="请用北京通重新登录。")
    check_person(now=now, name=name, identity_kind=identity_kind, identity_number=identity_number, phone=phone)
    number, reached = identity(identity_kind, identity_number, on=localdate(now)), mobile(phone)
    with transaction.atomic():
        _check_free(actor, number.value, name.strip())
        person = records.add_person(
            name=name.strip(),
            identity_kind=identity_kind,
            identity_number=number.value,
            phone=reached.value,
            sex=number.sex,
            birth=number.birth,
        )
        if User.objects.filter(person=person).exists():
            raise _known()
        records.link_person(int(actor.user_id or 0), person.pk)
        tell(actor=actor, now=now, action="person.register", data={"person": person.pk})
    return person


def check_person(*, now: datetime, name: str, identity_kind: str, identity_number: str, phone: str) -> None:
    """Everything wrong with what was typed, at once: BadInput (fields as above). Nothing is written."""
    told = {"name": "" if name.strip() else "请填写姓名，与证件上一致。", "phone": mobile(phone).fault}
    if len(name.strip()) > LONGEST_NAME:
        told["name"] = f"姓名最多 {LONGEST_NAME} 个字。"
    if identity_kind in list(IdentityKind):
        told["identity_number"] = identity(identity_kind, identity_number, on=localdate(now)).fault
    else:
        told["identity_kind"] = "请选择证件类型。"
    faults = tuple(Fault(field, fault) for field, fault in told.items() if fault)
    if faults:
        raise BadInput(faults)


def _check_free(actor: Actor, number: str, name: str) -> None:
    """A number typed in proves nothing: what is known already is never handed to another login.

    A holder from the former system has no login yet: theirs is the one that the provider knows by that name (CY-Q87b).
    """
    if actor.person_id is not None:
        raise Refusal("person.registered", "您已经登记过身份信息，不需要再登记。")
    known = by_identity(number)
    if known is None:
        return
    waits = imported_held(known.pk) is not None and not User.objects.filter(person=known).exists()
    if not (waits and known.name == name == actor.name):
        raise _known()


def _known() -> Refusal:
    return Refusal(
        "person.known",
        "这个证件号码已经登记在另一个账号下。",
        do="请用原来的账号登录；忘记了原账号，或者认为有误的，请联系单位所在区的人力社保局核实。",
    )
