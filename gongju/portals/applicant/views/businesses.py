"""可办业务: what I may open now, and why not the others."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.may_open import openings
from gongju.actions.open_case import open_case
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.pages import page


@requires("applicant.own")
@require_GET
def businesses(request: Asked) -> HttpResponse:
    """Every business of my employer's district; what is refused stands there with the reason (DC-063)."""
    found = openings(actor=request.actor, now=clock.now())
    return page(
        request,
        "applicant/businesses.html",
        framed(
            request,
            allowed=[one for one in found if one.allowed],
            refused=[one for one in found if not one.allowed],
        ),
    )


@requires("applicant.own")
@require_POST
def begin(request: Asked, type: str) -> HttpResponse:
    """Open a business: a draft, which is mine alone until I hand it in (SC-42)."""
    case = open_case(actor=request.actor, now=clock.now(), type=type)
    messages.success(request, f"已建立申请，编号 {case.number}。填写的内容随时保存。")
    return redirect("applicant:fill", case.number)
