"""一次性告知: the correction notice composed on one page, as it will be read, before it is sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.matter import Matter, matter_of
from gongju.casework.models import Finding
from gongju.errors import BadInput, NotFound
from gongju.portals.officer.desk import is_notice
from gongju.portals.officer.frame import framed
from gongju.portals.officer.views.faults import FIELDS, about_words, record
from gongju.portals.officer.views.moves import chosen_move
from gongju.portals.shared.fault_words import title_of
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

NoticeLine = tuple[Finding, str]
"""A fault, and the title of what it is about."""


@require_http_methods(["GET", "POST"])
@requires("officer.case")
def notice(request: Asked, number: str, name: str) -> HttpResponse:
    """The notice with all faults; a POST adds one more fault to it (DC-178). It is sent by the move itself."""
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    chosen = chosen_move(request, matter, name)
    if not is_notice(matter, name) or not chosen.mine:
        raise NotFound("这份补正通知")
    about = _about(matter)
    form = Form([_field(about), *FIELDS], request.POST if request.method == "POST" else None)
    left: list[str] = []
    if form.ok:
        kind, key = about[str(form.values["about"])]
        try:
            record(request, form, (kind, key, about_words(matter, kind, key)[1]))
        except BadInput as wrong:
            left = form.blame_all(wrong)
        else:
            messages.success(request, "已加进通知。")
            return redirect("officer:notice", number=number, name=name)
    context = framed(request, case=request.found, move=chosen, lines=_lines(matter), form=form, left=left)
    return (faulty if form.read else page)(request, "officer/notice.html", context)


def _about(matter: Matter) -> dict[str, tuple[str, str]]:
    """What a fault can be about, by the words of the choice: papers due, then criteria."""
    papers = {f"材料：{one.material.title}": (str(Finding.About.MATERIAL), one.material.code) for one in matter.due}
    criteria = {f"条件：{one.title}": (str(Finding.About.CRITERION), one.code) for one in matter.verdict.criteria}
    return papers | criteria


def _field(about: dict[str, tuple[str, str]]) -> Field:
    return Field(name="about", label="哪里有问题", type="choice", choices=tuple(about), listed=True, required=True)


def _lines(matter: Matter) -> list[NoticeLine]:
    return [(one, title_of(matter, one)) for one in matter.open_findings]
