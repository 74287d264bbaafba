"""Comparisons with other offices in a case: asked once more, or looked into by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.check_by_hand import check_by_hand
from gongju.actions.compare_again import compare_again
from gongju.actions.matter import matter_of
from gongju.errors import NotFound
from gongju.portals.officer.frame import framed
from gongju.portals.shared.comparisons import comparison_rows
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

REASON = Field(
    name="reason",
    label="怎样核对、结果如何",
    type="long_text",
    required=True,
    longest=600,
    hint="例如：已核对户口本上的曾用名，是同一个人。会与结论一并保存。",
)


@require_POST
@requires("officer.case")
def again(request: Asked, number: str) -> HttpResponse:
    """Ask the offices once more about the parties of the case."""
    compare_again(actor=request.actor, now=clock.now(), case_number=number)
    messages.success(request, "已重新询问，有结果后显示在这里。")
    return redirect(reverse("officer:case", args=[number]) + "#comparisons")


@require_http_methods(["GET", "POST"])
@requires("officer.case")
def by_hand(request: Asked, number: str, office: str) -> HttpResponse:
    """Let what is stated stand, with the reason."""
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    found = next((one for one in matter.comparisons if one.office.code == office and one.may_be_checked), None)
    if found is None:
        raise NotFound("这项比对")
    form = Form([REASON], request.POST if request.method == "POST" else None)
    if form.ok:
        reason = str(form.values["reason"])
        check_by_hand(actor=request.actor, now=clock.now(), case_number=number, office=office, reason=reason)
        messages.success(request, f"与{found.office.title}的比对已人工核对。")
        return redirect(reverse("officer:case", args=[number]) + "#comparisons")
    rows = comparison_rows([found])
    context = framed(request, case=request.found, form=form, standing=found, comparisons=rows, tone=rows[0].tone)
    return (faulty if form.read else page)(request, "officer/by_hand.html", context)
