"""单位关联: ask an employer by its code, see how it stands, take the request back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.releases import visible_release_requests
from gongju.access.rules import Asked, requires
from gongju.actions.link import ask_link, withdraw_link
from gongju.employers import queries
from gongju.employers.models import Employment
from gongju.errors import BadInput, Refusal
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

CODE = Field(
    name="link_code",
    label="单位关联码",
    required=True,
    longest=20,
    hint="向单位经办人索取。大小写和空格都不影响。",
)


@requires("applicant.own")
@require_GET
def employer(request: Asked) -> HttpResponse:
    """Where I am linked, what I asked for, and what was before."""
    return page(request, "applicant/employer.html", _context(request, Form([CODE])))


@requires("applicant.own")
@require_http_methods(["POST"])
def ask(request: Asked) -> HttpResponse:
    """Ask the employer of a code (SC-41)."""
    form = Form([CODE], request.POST)
    others: list[str] = []
    if form.ok:
        try:
            asked = ask_link(actor=request.actor, now=clock.now(), link_code=str(form.values["link_code"]))
        except BadInput as wrong:
            others = form.blame_all(wrong)
        except Refusal as refusal:
            others = [str(refusal)]
        else:
            messages.success(request, f"已向{asked.employer.name}提出关联申请，等单位经办人确认。")
            return redirect("applicant:employer")
    return faulty(request, "applicant/employer.html", _context(request, form, others))


@requires("applicant.employment")
@require_POST
def withdraw(request: Asked, employment_id: int) -> HttpResponse:
    """Take a request back that nobody answered yet."""
    withdraw_link(actor=request.actor, now=clock.now(), employment_id=employment_id)
    messages.success(request, "关联申请已撤回。")
    return redirect("applicant:employer")


def _context(request: Asked, form: Form, others: list[str] | None = None) -> dict[str, object]:
    all_of_them = list(queries.of_person(request.actor.person_id or 0))
    state = Employment.State
    return framed(
        request,
        form=form,
        others=others or [],
        linked=next((one for one in all_of_them if one.state == state.CONFIRMED), None),
        asked=[one for one in all_of_them if one.state == state.REQUESTED],
        releasing=list(visible_release_requests(request.actor).order_by("-asked_at")[:3]),
        past=[one for one in all_of_them if one.state not in (state.CONFIRMED, state.REQUESTED)],
    )
