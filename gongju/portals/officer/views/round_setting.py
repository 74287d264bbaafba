"""Setting a round of quota: its total, its notice where the rulebook names no days, one more batch (DC-014, DX-009)."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rounds import visible_rounds
from gongju.access.rules import Asked, requires
from gongju.actions.set_round import set_round
from gongju.casework import books
from gongju.errors import BadInput, NotFound, Refusal
from gongju.portals.officer.frame import framed
from gongju.portals.shared.fields import Field, Value
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.quota.models import Round
from gongju.quota.rounds import last_batch
from gongju.rules.entries import QuotaRound
from gongju.rules.rounds import round_on

TOTAL = Field(name="total", label="本轮总量", type="count", unit="个", hint="各单位之和不会超过它。不设总量的，留空。")
PERIOD = Field(name="day", label="本轮所在的日期", type="day", required=True, hint="填本轮申报期内的任意一天。")
NOTICE = (
    Field(name="opens", label="申报开始", type="day", required=True),
    Field(name="closes", label="申报截止", type="day", required=True, hint="当天 24 时前都可以上报。"),
)


@require_http_methods(["GET", "POST"])
@requires("officer.lots")
def setting(request: Asked, code: str) -> HttpResponse:
    """Total of a round, and its notice where the rulebook names no days."""
    on = clock.today()
    entry, post = _entry(request, code, on), request.POST if request.method == "POST" else None
    asked = _day_asked(request)
    found = _last(request, code, asked)
    form = Form(_fields(entry), post, initial=_initial(found, asked or on))
    last = last_batch(request.actor.authority, code, _first_day(entry, form, asked or on, found))
    if last is not None and last.state == Round.State.PUBLISHED:
        form = Form((*_fields(entry), _further(last)), post, initial=_initial_further(last, on))
    left: list[str] = []
    if form.ok:
        try:
            row = set_round(actor=request.actor, now=clock.now(), code=code, **_set(form.values))
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except Refusal as refused:
            left = [str(refused)]
        else:
            messages.success(request, "本轮已保存。")
            return redirect("officer:round", round_id=row.pk)
    context = framed(request, form=form, left=left, entry=entry, last=last)
    return (faulty if form.read else page)(request, "officer/round_set.html", context)


def _entry(request: Asked, code: str, on: date) -> QuotaRound:
    found = [one for one in books.edition_for(request.actor.authority, on).rounds if one.code == code]
    if not found:
        raise NotFound("这一轮分配")
    return found[0]


def _fields(entry: QuotaRound) -> tuple[Field, ...]:
    return (PERIOD, TOTAL, *(NOTICE if entry.opens is None else ()))


def _day_asked(request: Asked) -> date | None:
    """The day in the address, in whose period the round lies; NotFound for what is no day."""
    asked = request.GET.get("day", "")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise NotFound("这一轮分配") from None


def _last(request: Asked, code: str, asked: date | None) -> Round | None:
    """The round that is meant: the one that begins on the day asked for, else the latest."""
    rows = visible_rounds(request.actor).filter(code=code).order_by("-first_day", "-batch")
    return (rows.filter(first_day=asked) if asked else rows).first()


def _first_day(entry: QuotaRound, form: Form, on: date, found: Round | None) -> date:
    """Of the period that the form names, or that it begins with."""
    day = form.values.get("day")
    if not isinstance(day, date):
        day = found.first_day if found is not None else on
    return round_on(entry, day, books.work_calendar()).first_day


def _initial(found: Round | None, day: date) -> dict[str, Value | None]:
    """As the round stands; nothing but a day of its period where nobody has written of it yet."""
    if found is None:
        return {"day": day}
    return {"day": found.first_day, "total": found.total, "opens": found.opens, "closes": found.closes}


def _initial_further(last: Round, on: date) -> dict[str, Value | None]:
    """For one more batch: what is left of the total, and a notice of its own."""
    left = None if last.total is None else last.total - last.allotted
    return {"day": last.first_day, "total": left, "opens": on}


def _further(last: Round) -> Field:
    """Whether one more batch is meant, now that the last is published."""
    confirm = f"确认另开第 {last.batch + 1} 批"
    return Field(name="further", label="再分配一批", type="choices", choices=(confirm,), required=True)


class _Round(TypedDict):
    day: date
    total: int | None
    opens: date | None
    closes: date | None
    further: bool


def _set(values: Mapping[str, object]) -> _Round:
    day, total, opens, closes = (values.get(name) for name in ("day", "total", "opens", "closes"))
    if not isinstance(day, date):
        raise TypeError("day is a day")
    return {
        "day": day,
        "total": total if isinstance(total, int) else None,
        "opens": opens if isinstance(opens, date) else None,
        "closes": closes if isinstance(closes, date) else None,
        "further": bool(values.get("further")),
    }
