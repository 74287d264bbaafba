"""Nothing that is typed, pasted or put into an address makes a page fall over: every endpoint, as somebody let in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from gongju import clock
from gongju.access.actor import Actor
from gongju.access.appointments import visible_slots
from gongju.access.cases import visible_cases
from gongju.access.documents import own_documents, visible_versions
from gongju.access.employers import visible_employers, visible_employments
from gongju.access.enquiries import visible_enquiries
from gongju.access.lots import visible_lots
from gongju.access.permits import visible_permits
from gongju.access.rounds import visible_rounds
from gongju.access.sanctions import visible_sanctions
from gongju.actions import enquire
from gongju.actions.gather import add_piece, start_gathering
from gongju.actions.impose import About, impose
from gongju.actions.link import ask_link
from gongju.actions.open_slots import Hours, open_slots
from gongju.actions.seal_day import seal_day
from gongju.actions.spot_check import draw_sample
from gongju.documents.models import Gathering, Piece
from gongju.documents.refs import Aim
from gongju.employers.models import Agent, Employment
from gongju.enquiries.models import Enquiry, HelpEntry
from gongju.notifications.inbox import messages_of
from gongju.outbox.worker import drain
from gongju.people.models import User
from gongju.quota.models import QuotaRequest
from gongju.sanctions.models import Checked, SpotCheck
from tests import allotment, cast, story
from tests.access.test_endpoints import ENDPOINTS
from tests.allotment import Desk
from tests.cast import Stage
from tests.documents.papers import picture

NASTY = {
    "a character that no database takes": "林\0晓",
    "a number without end": "9" * 5000,
    "a number just past the largest key": "92233720368547758080",
    "a short number that is long when written out": "1e5000000",
    "more than anybody types": "😀𠮷" * 3000,
    "digits of other scripts": "٣４৫",
    "marks that mean something elsewhere": "'\"><script>%_\\' OR 1=1 --\u202e",
}
ASKED = ("q", "page", "paper", "version", "show", "standing", "stage", "business", "holder", "permit", "ended", "next")
SENT = ("seen_stage", "reason", "state", "remark", "handed_in", "to", "tag", "kept", "take_back", "material", "version")
NAMED = re.compile(r'<(?:input|select|textarea)[^>]*\sname="([^"]+)"')
QUOTA_DESK = (
    ("office/lots/", "zheng"),
    ("office/employers/<int:employer_id>/lots/", "zheng"),
)
PORTALS = (("my/permits/", "lin"), ("my/", "gao"), ("unit/", "zhao"), *QUOTA_DESK, ("office/", "sun"))
PARTS = (
    ("my/profile/", {"name": "identity"}),
    ("my/statements/", {"name": "integrity_person"}),
    ("unit/info/", {"name": "registration"}),
    ("unit/cases/<str:number>/forms/", {"name": "letter_first_issue"}),
    ("office/cases/<str:number>/forms/", {"name": "letter_first_issue"}),
    ("unit/", {"sequence": 1}),
    ("unit/cases/", {"name": "endorse", "sequence": 1}),
    ("office/cases/", {"name": "return_for_correction", "criterion": "function"}),
    ("my/", {"transition": "withdraw", "type": "first_issue", "material": "integrity", "number": 1, "sequence": 1}),
    ("statements/", {"name": "lending"}),
    ("coverage/", {"prefix": "CP"}),
    ("unit/staff/start/", {"type": "renewal"}),
    ("unit/", {"sequence": 1}),
    ("office/quota/set/", {"code": "annual"}),
    ("", {"authority": "changping", "business": "first_issue", "page": 1, "code": "beijingtong", "handed_in_id": 1}),
)
"""What to put into an address whose part names no row: the first that begins like the address counts."""


@dataclass(frozen=True)
class Door:
    """One endpoint, an address of it, and the browser of somebody who may come there."""

    where: str
    address: str
    visitor: Client


@pytest.fixture
def doors(db: None) -> Iterator[list[Door]]:
    """Every endpoint: 林晓禾 holds a permit, 陈默 waits for acceptance, 高原 fills in, 方可 asks to be linked."""
    with clock.set_clock(cast.NOW + timedelta(days=3)):
        stage = cast.set_the_stage()
        desk = everything_happens(stage)
        yield [_door(stage, desk, where) for where, _ in ENDPOINTS]


def everything_happens(stage: Stage) -> Desk:
    """A permit, cases on their way, a round of quota, all that an office keeps; the desk of that round."""
    story.lot_of(stage, 5)
    story.approved(stage)
    chen, _gaos_draft = (story.drafted(stage, who, **_a_man_of(birth)) for who, birth in _men(stage))
    story.go(stage.chen, chen, "submit")
    story.hand_in_what_is_due(stage.zhao, chen)
    story.go(stage.zhao, chen, "endorse")
    fang = cast.person("方可", "110101199503070018", "13800000009")
    ask_link(actor=fang, now=cast.NOW, link_code=stage.hhl.link_code)
    _fill_the_desks(stage)
    desk = allotment.desk_of("dongcheng")
    cast.officer("郑好", cast.CHANGPING, "district.quota")  # and not there, where the desk has her too
    allotment.listed(desk, allotment.firm(desk, 3, now=clock.now()), 2, now=clock.now())
    drain()
    seal_day(actor=Actor.system(), now=clock.now())
    return desk


def _fill_the_desks(stage: Stage) -> None:
    """A slot, a sample, a decision, a question and the help entry made of it; photos that are being gathered."""
    for who in (stage.gao, stage.zhao):
        begun = start_gathering(actor=who, now=clock.now(), aim=Aim(kind="other", title="其他材料"))
        photo = SimpleUploadedFile("a.jpg", picture())
        add_piece(actor=who, now=clock.now(), gathering_id=begun.pk, upload=photo)
    now, today = clock.now(), clock.today()
    hours = [Hours(time(9), time(11))]
    open_slots(actor=stage.sun, now=now, first_day=today, last_day=today, hours=hours, capacity=2)
    draw_sample(actor=stage.sun, now=now, title="抽查", size=1)
    texts: dict[str, Any] = {"ground": "补正没有办理", "evidence": "催办记录", "decision": "1号"}
    impose(actor=stage.wu, now=now, about=About(employer_id=stage.hhl.pk), kind="quota_cut", first_day=today, **texts)
    asked = {"authority": cast.CHANGPING, "topic": "新办", "text": "能办吗？"}
    key = enquire.ask_as_oneself(actor=stage.zhao, now=now, **asked).pk
    enquire.answer(actor=stage.sun, now=now, enquiry_id=key, text="能办。")
    enquire.publish_help(actor=stage.sun, now=now, enquiry_id=key, question="能办吗？", part="常见咨询", text="能办。")


def _men(stage: Stage) -> tuple[tuple[Actor, str], ...]:
    return ((stage.chen, "1992-03-07"), (stage.gao, "1988-03-07"))


def _a_man_of(birth: str) -> dict[str, object]:
    return {"identity": {**cast.PROFILE["identity"], "sex": "男", "birth_date": birth}}


def _door(stage: Stage, desk: Desk, where: str) -> Door:
    who: Actor | None = next((getattr(stage, name) for start, name in PORTALS if where.startswith(start)), None)
    if where.startswith("office/quota/"):
        who = desk.dai
    told = dict(_fixed(where))
    told |= _rows(who, where) if who else {"token": Enquiry.objects.values_list("token", flat=True)[0]}
    address = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(told.get(part[1], "none")), where)
    client = Client()
    if who is not None:
        client.force_login(User.objects.get(pk=who.user_id or 0))
    return Door(where, f"/{address}", client)


def _fixed(where: str) -> Iterator[tuple[str, object]]:
    """What to put into the parts of an address that name no row."""
    for start, parts in reversed(PARTS):
        if where.startswith(start):
            yield from parts.items()


def address_of(where: str) -> str:
    """The address with the parts filled that name no row; the others stand as they are written."""
    told = dict(_fixed(where))
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(told.get(part[1], part[0])), where)


def _rows(who: Actor, where: str) -> dict[str, object]:
    """The keys of rows that this visitor may reach."""
    asked = where.startswith("unit/links")
    state = Employment.State.REQUESTED if asked else Employment.State.CONFIRMED
    case = visible_cases(who).filter(open=True).first()
    permit = visible_permits(who).first()
    holder = str(who.person_id or who.employer_id or 0)
    found = {
        "version_id": visible_versions(who),
        "document_id": own_documents(who),
        "gathering_id": Gathering.objects.filter(holder_id=holder),
        "piece_id": Piece.objects.filter(gathering__holder_id=holder),
        "employment_id": visible_employments(who).filter(state=state),
        "employer_id": visible_employers(who),
        "lot_id": visible_lots(who),
        "slot_id": visible_slots(who),
        "sanction_id": visible_sanctions(who),
        "enquiry_id": visible_enquiries(who),
        "check_id": SpotCheck.objects.filter(authority=who.authority),
        "item_id": Checked.objects.filter(check_of__authority=who.authority),
        "entry_id": HelpEntry.objects.filter(authority=who.authority),
        "message_id": messages_of(who),
        "round_id": visible_rounds(who),
        "agent_id": Agent.objects.filter(employer_id=who.employer_id or 0),
    }
    if where.startswith("office/quota/requests/"):
        found["request_id"] = QuotaRequest.objects.filter(round__in=visible_rounds(who))
    numbered = permit if "permits/" in where else case if "cases/" in where else None
    keys = {name: row.pk for name, rows in found.items() if (row := rows.first())}
    return {**keys, **({"number": numbered.number} if numbered else {})}


def test_no_page_falls_over(doors: list[Door]) -> None:
    shut = {door.address: status for door in doors if (status := _asked(door, "GET", {})[0]) not in (200, 302, 405)}
    assert len(shut) < len(doors) / 10, f"tried at closed doors it would prove little: {shut}"
    fallen = []
    for name, nasty in NASTY.items():
        for door in doors:
            for how, answer in _answers(door, nasty):
                if isinstance(answer, Exception) or answer >= 500:
                    fallen.append(f"{name}, {how} {door.address}: {answer!r:.200}")
    assert fallen == []


def _answers(door: Door, nasty: str) -> Iterator[tuple[str, int | Exception]]:
    """What comes of the value as a question in the address, in every box of the page, and as a part of the address."""
    _, shown = _asked(door, "GET", {})
    yield "asked", _asked(door, "GET", dict.fromkeys(ASKED, nasty[:1500]))[0]
    boxes = {*SENT, *NAMED.findall(shown)} - {"csrfmiddlewaretoken"}
    yield "sent", _asked(door, "POST", dict.fromkeys(boxes, nasty))[0]
    if "<str:" in door.where:
        there = re.sub(r"<str:\w+>", nasty[:200].replace("/", ""), door.where)
        yield "at", _asked(door, "GET", {}, address="/" + re.sub(r"<(?:\w+:)?\w+>", "1", there))[0]


def _asked(door: Door, method: str, told: dict[str, str], *, address: str = "") -> tuple[int | Exception, str]:
    """The status, or what was raised, and the page; whatever was written is taken back."""
    try:
        with transaction.atomic():
            ask = door.visitor.get if method == "GET" else door.visitor.post
            answer = ask(address or door.address, told)
            page = "" if answer.streaming else answer.content.decode(errors="replace")
            transaction.set_rollback(True)
    except Exception as fault:  # whatever it is: a page fell over
        return fault, ""
    return answer.status_code, page
