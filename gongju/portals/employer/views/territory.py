"""属地部门: which office of the district's towns, streets and parks the employer belongs to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.casework.queries import asked_authorities
from gongju.errors import NotFound, Refusal
from gongju.people.queries import territorial_offices
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page


@require_http_methods(["GET", "POST"])
@requires("employer.own")
def choose(request: Asked) -> HttpResponse:
    """Choose one of the district's offices; there is nothing to choose where it has none."""
    employer = own(request)
    districts = (employer.authority, *asked_authorities(employer.pk))
    offices = {one.name: one for one in territorial_offices(*districts)}
    if not offices:
        raise NotFound("属地部门")
    chosen = employer.territorial_office
    box = Field(name="office", label="属地部门", type="choice", choices=tuple(offices), listed=True, required=True)
    initial = {"office": chosen.name} if chosen else {}
    form = Form([box], request.POST if request.method == "POST" else None, initial=initial)
    left: list[str] = []
    if form.ok:
        try:
            office = offices[str(form.values["office"])]
            choose_territorial_office(actor=request.actor, now=clock.now(), office_id=office.pk)
        except Refusal as refused:
            left = [str(refused)]
        else:
            messages.success(request, f"属地部门已选定：{office.name}。")
            return redirect("employer:info")
    context = framed(request, form=form, left=left, offices=offices.values())
    return (faulty if form.read else page)(request, "employer/territory.html", context)
