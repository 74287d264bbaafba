"""The yearly list of the office, holders of retirement age, and the city's list of settled people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.permits import visible_permits
from gongju.access.rules import Asked, requires
from gongju.actions.import_settled import COLUMNS, import_settled
from gongju.actions.reminders import retiring
from gongju.casework import books
from gongju.permits.year_list import year_list
from gongju.portals.officer.frame import framed
from gongju.portals.officer.listing import PAGE
from gongju.portals.officer.views.imports import FILE, table_sent, writes
from gongju.portals.officer.weight import weighs
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, number_in, page
from gongju.portals.shared.year_page import year_context, year_file


@require_GET
@requires("officer.register")
def listed(request: Asked) -> HttpResponse:
    """Who left, retired, settled, or whose permit expired in a year, and the same as CSV (LF-08)."""
    permits, today = visible_permits(request.actor), clock.today()
    context = year_context(permits, request.GET.get("year"), today)
    if request.GET.get("file") == "csv":
        year = number_in(str(context["year"]))
        return year_file(year_list(permits, year, today), year)
    return page(request, "officer/year.html", framed(request, **context))


@require_GET
@requires("officer.register")
def age(request: Asked) -> HttpResponse:
    """Holders of retirement age, whom the employer is to confirm: nothing lapses by age alone (CY-Q83, AMC-27)."""
    today, mine = clock.today(), visible_permits(request.actor)
    found = [one for edition in books.districts(today) for one in retiring(edition, mine, today)]
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return page(request, "officer/retiring.html", framed(request, page_obj=shown))


@require_http_methods(["GET", "POST"])
@requires("officer.settled")
@weighs(writes)
def settled(request: Asked) -> HttpResponse:
    """Look at the city's list line by line, then cancel (CY-Q86b)."""
    form = Form([FILE])
    report, content = table_sent(request, form, import_settled)
    if report is not None and report.done:
        messages.success(request, f"已按名单注销：{report.summary}。本人和单位会收到消息。")
    context = framed(request, form=form, report=report, content=content, columns=COLUMNS)
    return (faulty if form.faults else page)(request, "officer/settled.html", context)
