"""Ask about one permit, by number and name or by what the QR code of a confirmation says."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.ask_state import Answer, ask_state
from gongju.errors import BadInput, Fault
from gongju.portals.shared.told import NUL
from gongju.portals.verifier.told_in_json import answer, told_in_json

ASKED = {"number": "证件编号", "name": "持证人姓名", "qr": "二维码内容"}
LONGEST = 300


@csrf_exempt  # the key comes in a header of its own; no cookie is looked at
@require_POST
@told_in_json
@requires("verifier.office")
def permit(request: Asked) -> HttpResponse:
    """How a permit stands today: state, days, number of children, and nothing about who holds it (LF-01)."""
    asked = _asked(request)
    found = ask_state(
        actor=request.actor,
        now=clock.now(),
        number=asked.get("number", ""),
        name=asked.get("name", ""),
        qr=asked.get("qr", ""),
    )
    return answer(_told(found))


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the body asks. Raises BadInput for anything but an object of these few texts."""
    sent = _sent(request.body)
    if not isinstance(sent, dict):
        raise BadInput.of("", "请求内容应当是 JSON 对象，用 UTF-8 编码。")
    faults = [Fault(str(name)[:LONGEST], f"没有“{str(name)[:40]}”这一项。") for name in sent if name not in ASKED]
    faults += [Fault(name, f"“{ASKED[name]}”{why}") for name in ASKED if (why := _wrong(sent.get(name, "")))]
    if faults:
        raise BadInput(tuple(faults))
    return {name: str(sent[name]).strip() for name in ASKED if name in sent}


def _sent(body: bytes) -> object:
    """What the body says; None for what is not JSON, not UTF-8, nested without end, or holds half a sign."""
    try:
        sent: object = json.loads(body)
        json.dumps(sent, ensure_ascii=False).encode()  # a half of a pair (\\ud800) is JSON, and no text
    except (ValueError, RecursionError):
        return None
    return sent


def _wrong(value: object) -> str:
    if not isinstance(value, str):
        return "应当是文字。"
    if NUL in value:
        return "里有无法识别的字符。"
    return f"太长，最多 {LONGEST} 个字。" if len(value) > LONGEST else ""


def _told(found: Answer) -> dict[str, object]:
    """In JSON: days as 2026-11-21; what is not known of a permit that was not found is left out."""
    told: dict[str, object] = {"on": found.on.isoformat(), "found": found.found, "state": found.state}
    if not found.found:
        return told
    return told | {
        "in_force": found.in_force,
        "first_day": found.first_day.isoformat() if found.first_day else "",
        "last_day": found.last_day.isoformat() if found.last_day else "",
        "children": found.children,
        "print_void": found.print_void,
    }
