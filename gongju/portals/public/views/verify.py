"""真伪验证: whether a permit is in force, by number and name or by the address in the QR code."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.actions.verify_permit import verify_permit
from gongju.errors import Refusal
from gongju.portals.public.askers import asker_of
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

FIELDS = (
    Field(name="number", label="证件编号", required=True, longest=24, hint="在确认单上，以字母开头。"),
    Field(name="name", label="持证人姓名", required=True, longest=40, hint="与确认单上的姓名一致。"),
)
TOO_MANY = 429
INTERFACE = "/api/v1/permits/"


@requires("public")
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # asks and changes nothing of anyone's, so that it works without cookies too
@sensitive_post_parameters()
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Ask by number and name (LF-01, SC-85)."""
    form = Form(FIELDS, request.POST if request.method == "POST" else None)
    if not form.ok:
        return (faulty if form.read else page)(request, "public/verify.html", {"form": form})
    number, name = str(form.values["number"]), str(form.values["name"])
    return _answer(request, form, number=number, name=name)


@requires("public")
@require_safe
def interface(request: HttpRequest) -> HttpResponse:
    """What 用证部门 need to know to ask by a key of their own (LF-01)."""
    return page(request, "public/verify_interface.html", {"address": f"{settings.GONGJU.public_url}{INTERFACE}"})


@requires("public")
@require_safe
@never_cache
def by_token(request: HttpRequest, token: str) -> HttpResponse:
    """The page that the QR code of a confirmation leads to."""
    return _answer(request, Form(FIELDS), token=token)


def _answer(request: HttpRequest, form: Form, *, number: str = "", name: str = "", token: str = "") -> HttpResponse:
    now = clock.now()
    try:
        shown = verify_permit(now=now, asker=asker_of(request), number=number, name=name, token=token)
    except Refusal as told:
        return render(request, "gongju/failed.html", {"told": told}, status=TOO_MANY)
    context = {"form": form, "asked": True, "shown": shown, "by_paper": bool(token), "now": now}
    return page(request, "public/verify.html", context)
