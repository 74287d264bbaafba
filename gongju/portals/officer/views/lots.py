"""Lots of places: granted by hand for now, with their ledger."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.lots import visible_lots
from gongju.access.rules import Asked, requires
from gongju.actions.allot import allot
from gongju.errors import BadInput
from gongju.portals.officer.frame import framed
from gongju.portals.officer.listing import PAGE
from gongju.portals.officer.weight import weighs
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.ledger import ledger_of
from gongju.portals.shared.pages import faulty, number_in, page
from gongju.portals.shared.quota_words import quota_words
from gongju.quota.queries import ledger, of_employer

FIELDS = (
    Field(name="count", label="核定数量", type="count", unit="个", required=True, hint="可以是 0，表示本期不安排。"),
    Field(name="first_day", label="起始日期", type="day", required=True),
    Field(name="last_day", label="截止日期", type="day", required=True, hint="到这一天为止，没有用完的自动失效。"),
    Field(name="note", label="说明", type="long_text", longest=200),
)


@require_GET
@requires("officer.lots")
def listed(request: Asked) -> HttpResponse:
    """Every lot of the district, the newest in front."""
    found = visible_lots(request.actor).order_by("-last_day", "-pk")
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rule = quota_words(request.actor.authority, clock.today())
    return page(request, "officer/lots.html", framed(request, page_obj=shown, rule=rule))


@require_GET
@requires("officer.lot")
def lot(request: Asked, lot_id: int) -> HttpResponse:
    """One lot with every movement."""
    found = request.found
    shown = ledger_of(found, ledger(found), clock.today())
    return page(request, "officer/lot.html", framed(request, lot=found, ledger=shown))


@require_http_methods(["GET", "POST"])
@requires("officer.granting")
@weighs()
def grant(request: Asked, employer_id: int) -> HttpResponse:
    """Grant an employer a lot."""
    today = clock.today()
    initial = {"first_day": today, "last_day": date(today.year, 12, 31)}
    form = Form(FIELDS, request.POST if request.method == "POST" else None, initial=initial)
    left: list[str] = []
    if form.ok:
        try:
            made = _grant(request, employer_id, form)
        except BadInput as wrong:
            left = form.blame_all(wrong)
        else:
            messages.success(request, f"已核定 {made} 个指标。")
            return redirect("officer:employer", employer_id=employer_id)
    seen = request.POST.get("seen_lots") or of_employer(employer_id).count()
    context = framed(request, employer=request.found, form=form, left=left, seen_lots=seen)
    return (faulty if form.read else page)(request, "officer/grant.html", context)


def _grant(request: Asked, employer_id: int, form: Form) -> int:
    values = form.values
    count, first, last = values["count"], values["first_day"], values["last_day"]
    if not (isinstance(count, int) and isinstance(first, date) and isinstance(last, date)):
        raise TypeError("the fields of FIELDS read as a count and two days")
    seen = request.POST.get("seen_lots")
    lot = allot(
        actor=request.actor,
        now=clock.now(),
        employer_id=employer_id,
        count=count,
        first_day=first,
        last_day=last,
        note=str(values.get("note", "")),
        seen_lots=number_in(seen) if seen else None,
    )
    return lot.granted
