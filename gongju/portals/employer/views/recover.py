"""找回账号: the way in for a login that no employer has filed, when nobody at the employer can sign in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.ask_for_account import ask_for_account
from gongju.errors import Refusal
from gongju.portals.employer.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

FIELDS = (
    Field(
        name="name", label="单位名称", required=True, longest=120, hint="与营业执照一致；更过名的填登记时的名称也可以。"
    ),
    Field(name="uscc", label="统一社会信用代码", type="uscc", required=True),
)


@require_http_methods(["GET", "POST"])
@requires("employer.newcomer")
def recover(request: Asked) -> HttpResponse:
    """Name the employer by both name and code; then the request with its three papers."""
    if request.actor.employer_id is not None:
        return redirect("employer:home")
    form = Form(FIELDS, request.POST if request.method == "POST" else None)
    left: list[str] = []
    if form.ok:
        name, uscc = str(form.values["name"]), str(form.values["uscc"])
        try:
            case = ask_for_account(actor=request.actor, now=clock.now(), name=name, uscc=uscc)
        except Refusal as refused:
            left = [str(refused)]
        else:
            return redirect("employer:case", number=case.number)
    return (faulty if form.read else page)(request, "employer/recover.html", framed(request, form=form, left=left))
