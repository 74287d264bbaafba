"""The office's calendar of appointments: the list of a day, slots opened and closed, no-shows."""

import re
from datetime import date, time, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.appointments import visible_slots
from gongju.access.rules import Asked, requires
from gongju.actions.open_slots import Hours, close_slot, miss_booking, open_slots
from gongju.appointments import queries
from gongju.casework import books
from gongju.errors import BadInput, Refusal
from gongju.portals.officer.frame import framed
from gongju.portals.shared.appointments import days_of
from gongju.portals.shared.fields import Field, Value
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

AHEAD = timedelta(days=30)
HOURS = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-—~至到]+\s*(\d{1,2})[:：](\d{2})")
FIELDS = (
    Field(name="first_day", label="从哪天起", type="day", required=True, hint="休息日自动跳过。"),
    Field(name="last_day", label="到哪天止", type="day", required=True),
    Field(name="hours", label="每天的时段", required=True, hint="例如 09:00-11:30，13:30-17:00，用逗号隔开。"),
    Field(name="capacity", label="每个时段可约", type="count", unit="件", required=True),
)
REASON = Field(name="reason", label="原因", type="long_text", required=True, longest=120, hint="单位会看到。")


@require_GET
@requires("officer.slots")
def day(request: Asked) -> HttpResponse:
    """The list of one day in the order of its slots, and how full the days ahead are (CY-Q18b, SC-13)."""
    today = clock.today()
    shown = _day(request.GET.get("day", ""), today)
    slots = visible_slots(request.actor)
    rows = [
        (one, books.procedure_by_digest(one.case.procedure.digest)) for one in queries.of_slots(slots.filter(day=shown))
    ]
    ahead = days_of(list(slots.filter(day__range=(today, today + AHEAD))))
    context = framed(
        request,
        shown=shown,
        slots=list(slots.filter(day=shown)),
        rows=[(one, known.title, known.stage(one.case.stage)) for one, known in rows],
        ahead=[(each, sum(s.booked for s in found), sum(s.capacity for s in found)) for each, found in ahead],
    )
    return page(request, "officer/appointments.html", context)


def _day(text: str, default: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return default


@require_http_methods(["GET", "POST"])
@requires("officer.slots")
def open_hours(request: Asked) -> HttpResponse:
    """Open slots on the working days of a span."""
    today = clock.today()
    initial: dict[str, Value | None] = {"first_day": today + timedelta(days=1), "last_day": today + AHEAD}
    initial |= {"hours": "09:00-11:30，13:30-17:00", "capacity": 6}
    form = Form(FIELDS, request.POST if request.method == "POST" else None, initial=initial)
    left: list[str] = []
    if form.ok:
        try:
            made = _open(request, form)
        except BadInput as wrong:
            left = form.blame_all(wrong)
        else:
            messages.success(request, f"已放出 {made} 个时段。" if made else "这些时段原来就有，没有变化。")
            return redirect("officer:appointments")
    return (faulty if form.read else page)(request, "officer/open_slots.html", framed(request, form=form, left=left))


def _open(request: Asked, form: Form) -> int:
    first, last, capacity = form.values["first_day"], form.values["last_day"], form.values["capacity"]
    if not (isinstance(first, date) and isinstance(last, date) and isinstance(capacity, int)):
        raise TypeError("the fields of FIELDS read as two days and a count")
    hours = _hours(str(form.values["hours"]))
    return open_slots(
        actor=request.actor, now=clock.now(), first_day=first, last_day=last, hours=hours, capacity=capacity
    )


def _hours(text: str) -> list[Hours]:
    """Every stretch that is written. BadInput when something else stands there."""
    try:
        found = [Hours(time(int(a), int(b)), time(int(c), int(d))) for a, b, c, d in HOURS.findall(text)]
    except ValueError as wrong:
        raise BadInput.of("hours", "没有这样的钟点，请写成 09:00-11:30。") from wrong
    if HOURS.sub("", text).strip(" ，,、；;\n\r\t"):
        raise BadInput.of("hours", "没有看懂这些时段，请写成 09:00-11:30，13:30-17:00。")
    return found


@require_http_methods(["GET", "POST"])
@requires("officer.slot")
def close(request: Asked, slot_id: int) -> HttpResponse:
    """Close a slot and say why."""
    slot = request.found
    form = Form([REASON], request.POST if request.method == "POST" else None)
    back = f"{reverse('officer:appointments')}?day={slot.day.isoformat()}"
    if form.ok:
        told = close_slot(actor=request.actor, now=clock.now(), slot_id=slot_id, reason=str(form.values["reason"]))
        messages.success(
            request, f"这个时段已停约，{told} 家单位收到了重新预约的消息。" if told else "这个时段已停约。"
        )
        return redirect(back)
    lead = f"这个时段已约 {slot.booked} 件，停约后这些预约取消，单位会收到消息，需要重新预约。" if slot.booked else ""
    context = {"form": form, "title": "停约", "about": f"{slot.hours}", "slot": slot, "lead": lead, "back": back}
    return (faulty if form.read else page)(request, "officer/slot_reason.html", framed(request, **context))


@require_http_methods(["GET", "POST"])
@requires("officer.booking")
def missed(request: Asked, booking_id: int) -> HttpResponse:
    """Note that the employer did not keep the appointment."""
    booking = request.found
    form = Form([REASON], request.POST if request.method == "POST" else None)
    back = f"{reverse('officer:appointments')}?day={booking.slot.day.isoformat()}"
    left: list[str] = []
    if form.ok:
        try:
            reason = str(form.values["reason"])
            miss_booking(actor=request.actor, now=clock.now(), booking_id=booking_id, reason=reason)
        except Refusal as refusal:
            left = [str(refusal)]
        else:
            messages.success(request, "已记为未按约办理，单位需要重新预约。")
            return redirect(back)
    name = booking.case.person.name if booking.case.person else booking.case.employer.name
    context = {"form": form, "title": "记为未按约办理", "about": f"{name}　{booking.case.number}", "slot": booking.slot}
    shown = framed(request, **context, lead="", back=back, left=left)
    return (faulty if form.read else page)(request, "officer/slot_reason.html", shown)
