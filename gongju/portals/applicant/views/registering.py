"""The first page of a new account: who it belongs to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.register_person import check_person, register_person
from gongju.errors import BadInput
from gongju.identity import IdentityKind
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

FIELDS = (
    Field(name="name", label="姓名", required=True, longest=60, hint="与证件上一致。", autocomplete="name"),
    Field(name="identity_kind", label="证件类型", type="choice", choices=tuple(IdentityKind), required=True),
    Field(name="identity_number", label="证件号码", type="identity", required=True),
    Field(
        name="phone",
        label="手机号码",
        type="phone",
        required=True,
        hint="办理进度会发短信到这个号码。",
        autocomplete="tel",
    ),
)


@requires("applicant.newcomer")
@require_http_methods(["GET", "POST"])
def register(request: Asked) -> HttpResponse:
    """Who you are; somebody registered already is sent to the first page."""
    if request.actor.person_id is not None:
        return redirect("applicant:home")
    form = Form(
        FIELDS,
        request.POST if request.method == "POST" else None,
        initial={"name": request.actor.name, "identity_kind": FIELDS[1].choices[0]},
    )
    others: list[str] = []
    if form.read:
        told = {name: str(form.values.get(name, "")) for name in form.boxes}
        try:
            check_person(now=clock.now(), **told)
            if form.ok:
                register_person(actor=request.actor, now=clock.now(), **told)
        except BadInput as wrong:
            others = form.blame_all(wrong)
        if form.ok and not others:
            messages.success(request, "身份信息已登记。")
            return redirect("applicant:home")
    show = faulty if form.read else page
    return show(request, "applicant/register.html", framed(request, form=form, others=others))
