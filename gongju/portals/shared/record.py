"""办理记录与回执: what was recorded of a case, a permit, an employment, places, an employer; what of it is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse

from gongju.access.actor import Actor
from gongju.access.rules import Asked
from gongju.casework import books
from gongju.errors import NotFound
from gongju.journal.models import DayRoot, Link
from gongju.journal.refs import ActorKind, SubjectRef
from gongju.journal.roots import links_of, receipt_of
from gongju.portals.shared.pages import page
from gongju.portals.shared.record_words import WORDS
from gongju.signatures import signer

FOR_THE_OFFICE = ("finding", "material", "criterion", "office", "spot_check")
"""Areas of an office's own work, told of in its notice and not before."""
ALSO_FOR_THE_OFFICE = ("case.assign", "quota.propose", "quota.set_places")
OPENING, REMINDED = "open", "提醒"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as its person sees it; `root` is None while its day is not sealed."""

    sequence: int
    at: datetime
    title: str
    root: DayRoot | None


def lines_of(subject: SubjectRef, actor: Actor) -> tuple[list[Line], int]:
    """What was recorded, newest first, and how many entries of the office's own work are sealed beside it."""
    shown = links_of(subject)
    mine = [link for link in shown if _is_for(link, actor)]
    titles = _titles()
    return [_line(link, titles) for link in reversed(mine)], len(shown) - len(mine)


def record_page(request: Asked, template: str, subject: SubjectRef, context: dict[str, object]) -> HttpResponse:
    """The page of one subject's record; `context` is a portal's frame, and says `of`: what the record is of."""
    lines, others = lines_of(subject, request.actor)
    told = {"lines": lines, "others": others, "signs": signer().signs, "here": request.path}
    return page(request, template, {**context, **told})


def receipt_answer(request: Asked, subject: SubjectRef, sequence: int) -> HttpResponse:
    """The receipt of one line as a file. NotFound: not sealed yet, not there, or not for this reader."""
    link = next((one for one in links_of(subject) if one.sequence == sequence and _is_for(one, request.actor)), None)
    receipt = receipt_of(subject, sequence) if link else None
    if receipt is None:
        raise NotFound("这张回执")
    answer = HttpResponse(receipt.as_json(), content_type="application/json")
    name = subject.id.replace(":", "-")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{name}-{sequence}.json"'
    return answer


def title_of(action: str) -> str:
    """What a recorded act is called."""
    return _title(action, _titles())


def is_told(action: str) -> bool:
    """Whether the parties are told of such an act; the rest is an office's own work."""
    return action.partition(".")[0] not in FOR_THE_OFFICE and action not in ALSO_FOR_THE_OFFICE


def _is_for(link: Link, actor: Actor) -> bool:
    own = link.entry.actor_kind == ActorKind.USER and link.entry.actor_id == str(actor.user_id)
    return own or is_told(link.entry.action)


def _line(link: Link, titles: dict[str, str]) -> Line:
    leaf = getattr(link, "leaf", None)
    return Line(link.sequence, link.entry.at, _title(link.entry.action, titles), leaf.root if leaf else None)


def _title(action: str, titles: dict[str, str]) -> str:
    known = titles.get(action) or WORDS.get(action)
    if known:
        return known
    if action.endswith(f".{OPENING}"):
        return "建立申请"
    return REMINDED if action.startswith("permit.") else "办理记录"


def _titles() -> dict[str, str]:
    """The words of every transition of every business, by its action."""
    return {f"{one.type}.{move.name}": move.title for one in books.procedures() for move in one.transitions.values()}
