"""加急: by which day a child's enrolment needs my case decided."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.expedite import LONGEST, drop_expedite, wish_of
from gongju.actions.expedite import expedite as ask_for_it
from gongju.actions.matter import matter_of
from gongju.errors import BadInput
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.parts import Ask

FIELDS = (
    Field(name="needed_by", label="最晚哪天需要办结", type="day", required=True, hint="按学校或教委通知上的截止日期。"),
    Field(
        name="ground",
        label="加急依据",
        type="long_text",
        required=True,
        longest=LONGEST,
        hint="写明子女姓名、报名的学校和截止日期，与加急办理情况说明一致。",
    ),
)


@requires("applicant.case")
@require_http_methods(["GET", "POST"])
def expedite(request: Asked, number: str) -> HttpResponse:
    """Ask for it, change what was asked, or take it back."""
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    wish, back = wish_of(matter), reverse("applicant:fill", args=[number])
    if "drop" in request.POST:
        drop_expedite(actor=request.actor, now=clock.now(), case_number=number)
        messages.success(request, "不再申请加急。")
        return redirect(back)
    asked: dict[str, date | str] = {}
    if wish.asked:
        asked = {"needed_by": wish.asked.needed_by, "ground": wish.asked.ground}
    form = Form(FIELDS, request.POST if request.method == "POST" else None, initial=asked)
    left: list[str] = []
    if form.ok:
        left = _asked(request, number, form)
        if not left and not form.faults:
            messages.success(request, "已记下加急。请上传加急办理情况说明和学校或教委的通知，并告诉单位经办人。")
            return redirect(back + "#papers")
    ask = Ask(question="因子女上学报名申请加急", yes="申请加急", back=back, form=form)
    show = faulty if form.read and (form.faults or left) else page
    context = framed(request, case=request.found, ask=ask, wish=wish, left=left)
    return show(request, "applicant/expedite.html", context)


def _asked(request: Asked, number: str, form: Form) -> list[str]:
    """Ask; what is wrong and belongs to no box."""
    day = form.values["needed_by"]
    try:
        ask_for_it(
            actor=request.actor,
            now=clock.now(),
            case_number=number,
            needed_by=day if isinstance(day, date) else clock.today(),
            ground=str(form.values["ground"]),
        )
    except BadInput as wrong:
        return form.blame_all(wrong)
    return []
