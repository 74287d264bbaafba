"""业务咨询 of a person: their questions with their answers, and asking a new one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.enquire import ask_as_oneself
from gongju.employers.queries import confirmed
from gongju.enquiries import queries
from gongju.errors import BadInput, Refusal
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.enquiries import asked, enquiry_form
from gongju.portals.shared.pages import faulty, page

PAGE = 20


@require_http_methods(["GET", "POST"])
@requires("applicant.own")
def enquiries(request: Asked) -> HttpResponse:
    """The person's own questions, and the form (CY-Q02a)."""
    person_id = request.actor.person_id or 0
    form = enquiry_form(request.POST if request.method == "POST" else None, home=_home(person_id))
    left: list[str] = []
    if form.ok:
        try:
            ask_as_oneself(actor=request.actor, now=clock.now(), **asked(form))
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except Refusal as refusal:
            left = [str(refusal)]
        else:
            messages.success(request, "问题已送出，回答后会发消息。")
            return redirect("applicant:enquiries")
    rows = Paginator(queries.of_person(person_id), PAGE).get_page(request.GET.get("page"))
    context = framed(request, form=form, left=left, page_obj=rows)
    return (faulty if form.read else page)(request, "applicant/enquiries.html", context)


def _home(person_id: int) -> str:
    """The district of the employer the person is confirmed at, "" without one."""
    employment = confirmed(person_id)
    return employment.employer.authority if employment else ""
