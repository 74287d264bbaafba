"""办理记录与回执: what was recorded of a case, a permit, an employment, places, an employer; what of it is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse

from gongju.access.actor import Actor
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked
from gongju.casework import books
from gongju.casework.models import Case
from gongju.casework.queries import with_names
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
CASE = "case"
OPENING, REMINDED = "open", "提醒"


@dataclass(frozen=True, slots=True)
class CaseNamed:
    """A case as a line names it; `person` is "" for an employer's own business."""

    number: str
    business: str
    person: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as its person sees it; `root` is None while its day is not sealed; `case`: of which business it was."""

    sequence: int
    at: datetime
    title: str
    root: DayRoot | None
    case: CaseNamed | None


def lines_of(subject: SubjectRef, actor: Actor) -> tuple[list[Line], int]:
    """What was recorded, newest first, and how many entries of the office's own work are sealed beside it."""
    shown = links_of(subject)
    mine = [link for link in shown if _is_for(link, actor)]
    titles, cases = _titles(), {} if subject.kind == CASE else _cases(mine, actor)
    return [_line(link, titles, cases) for link in reversed(mine)], len(shown) - len(mine)


def case_words(case: Case) -> str:
    """Which business, number and person a record is of."""
    named = _named(case)
    return f"{named.business}（{named.number}{f'，{named.person}' if named.person else ''}）"


def record_page(request: Asked, template: str, subject: SubjectRef, context: dict[str, object]) -> HttpResponse:
    """The page of one subject's record; `context` is a portal's frame, and says `of`: what the record is of."""
    lines, others = lines_of(subject, request.actor)
    told: dict[str, object] = {
        "lines": lines,
        "others": others,
        "signs": signer().signs,
        "here": request.path,
        "with_cases": any(line.case for line in lines),
        "case_page": f"{request.resolver_match.app_name}:case" if request.resolver_match else "",
    }
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


def _line(link: Link, titles: dict[str, str], cases: dict[int, CaseNamed]) -> Line:
    leaf, entry = getattr(link, "leaf", None), link.entry
    return Line(link.sequence, entry.at, _title(entry.action, titles), leaf.root if leaf else None, cases.get(entry.pk))


def _cases(links: list[Link], actor: Actor) -> dict[int, CaseNamed]:
    """By entry the case it was of, as far as the reader may see that case; two queries for all."""
    of_cases = Link.objects.filter(subject_kind=CASE, entry__in=[link.entry_id for link in links])
    numbers = dict(of_cases.values_list("entry_id", "subject_id"))
    found = with_names(visible_cases(actor).filter(number__in=set(numbers.values())))
    named = {case.number: _named(case) for case in found}
    return {entry: named[number] for entry, number in numbers.items() if number in named}


def _named(case: Case) -> CaseNamed:
    title = books.procedure_by_digest(case.procedure.digest).title
    return CaseNamed(case.number, title, case.person.name if case.person else "")


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
