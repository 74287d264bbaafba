"""预约办理 and 已办理预约: book, move and cancel the appointments of cases that wait to be taken in."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.rules import Asked, requires
from gongju.actions.book import book, cancel_booking
from gongju.actions.matter import Matter, matter_of
from gongju.appointments import queries
from gongju.appointments.models import Booking
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.errors import NotFound, Refusal
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.appointments import Standing, days_of, standing_of
from gongju.portals.shared.pages import faulty, number_in, page

PAGE = 30
SHOWN = 200
AHEAD = timedelta(days=45)


@require_GET
@requires("employer.own")
def waiting(request: Asked) -> HttpResponse:
    """预约办理: the cases that can be booked now, those without a booking in front (CY-Q18a, SC-11)."""
    now = clock.now()
    found = casework.with_names(visible_cases(request.actor)).filter(open=True).order_by("opened_at", "pk")[:SHOWN]
    looked = [matter_of(actor=request.actor, now=now, case=case) for case in found]
    rows = [(one, standing) for one in looked if (standing := standing_of(one)) and _is_here(standing)]
    rows.sort(key=lambda row: not row[1].may_book)
    return page(request, "employer/appointments.html", framed(request, rows=rows))


def _is_here(standing: Standing) -> bool:
    return standing.may_book or (standing.booking is not None and standing.booking.state == Booking.State.BOOKED)


@require_GET
@requires("employer.own")
def made(request: Asked) -> HttpResponse:
    """已办理预约: every booking with how the case stands and what the office said last (CY-Q19, SC-12)."""
    found = Paginator(queries.of_employer(own(request).pk), PAGE).get_page(request.GET.get("page"))
    rows = [(one, books.procedure_by_digest(one.case.procedure.digest)) for one in found]
    said = casework.opinions([one.case_id for one in found])
    told = [(one, known.title, known.stage(one.case.stage), said.get(one.case_id, "")) for one, known in rows]
    return page(request, "employer/appointments_made.html", framed(request, page_obj=found, rows=told))


@require_http_methods(["GET", "POST"])
@requires("employer.case")
def choose(request: Asked, number: str) -> HttpResponse:
    """Choose a slot: the first one, or another instead of the one booked."""
    matter, fault = _matter(request), ""
    standing = standing_of(matter)
    if standing is None or not (standing.may_book or standing.may_change):
        raise NotFound("可以预约的业务")
    if request.method == "POST":
        fault = _booked(request, number)
        if not fault:
            return redirect("employer:appointments")
    slots = queries.ahead(matter.case.authority, matter.now, clock.today() + AHEAD)
    context = framed(
        request, matter=matter, case=matter.case, standing=standing, days=days_of(list(slots)), fault=fault
    )
    return (faulty if fault else page)(request, "employer/book.html", context)


def _matter(request: Asked) -> Matter:
    return matter_of(actor=request.actor, now=clock.now(), case=request.found)


def _booked(request: Asked, number: str) -> str:
    """What is wrong; "" when it is booked."""
    slot_id = number_in(request.POST.get("slot"))
    if not slot_id:
        return "请选择一个时段。"
    try:
        booking = book(actor=request.actor, now=clock.now(), case_number=number, slot_id=slot_id)
    except (Refusal, NotFound) as refusal:
        return str(refusal)
    day = booking.slot.day
    messages.success(request, f"已预约：{day.month}月{day.day}日 {booking.slot.hours}。")
    return ""


@require_POST
@requires("employer.case")
def cancel(request: Asked, number: str) -> HttpResponse:
    """Give the booked slot back."""
    cancel_booking(actor=request.actor, now=clock.now(), case_number=number)
    messages.success(request, "预约已取消。重新预约以后，区里才能受理。")
    return redirect("employer:appointments")
