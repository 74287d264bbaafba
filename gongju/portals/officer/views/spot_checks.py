"""抽查: draw a sample of valid permits, note what was found, follow it up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.spot_check import draw_sample, record_result
from gongju.errors import BadInput
from gongju.portals.officer.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.sanctions import queries
from gongju.sanctions.kinds import kinds
from gongju.sanctions.models import Checked

DRAW = (
    Field(name="title", label="名称", required=True, longest=120, hint="例如 2026 年第四季度聘用关系抽查。"),
    Field(name="size", label="抽多少本", type="count", unit="本", required=True),
)
RESULTS = {one.label: one.value for one in Checked.Result if one != Checked.Result.WAITING}
RESULT = (
    Field(name="result", label="结果", type="choice", choices=tuple(RESULTS), required=True),
    Field(name="note", label="检查情况", type="long_text", required=True, longest=600),
    Field(name="follow_up", label="后续处理", type="long_text", longest=600, hint="有问题或者不配合的必填。"),
)


@require_http_methods(["GET", "POST"])
@requires("officer.slots")
def listed(request: Asked) -> HttpResponse:
    """The spot checks of the district, and the form that draws a new sample (CL-100, DX-188)."""
    form, left = Form(DRAW, request.POST if request.method == "POST" else None), []
    if form.ok:
        title, size = str(form.values["title"]), form.values["size"]
        try:
            check = draw_sample(
                actor=request.actor, now=clock.now(), title=title, size=size if isinstance(size, int) else 0
            )
        except BadInput as wrong:
            left = form.blame_all(wrong)
        else:
            messages.success(request, f"已从 {check.population} 本有效的证件中抽出 {size} 本。")
            return redirect("officer:spot_check", check_id=check.pk)
    rows = [(one, _left(one.items.all())) for one in queries.spot_checks(request.actor.authority)]
    context = framed(request, form=form, left=left, rows=rows)
    return (faulty if form.read else page)(request, "officer/spot_checks.html", context)


def _left(items: object) -> int:
    return sum(one.result == Checked.Result.WAITING for one in items)  # type: ignore[attr-defined]


@require_GET
@requires("officer.spot_check")
def check(request: Asked, check_id: int) -> HttpResponse:
    """One sample with its results."""
    titles = {code: one.title for code, one in kinds().items()}
    rows = list(queries.items(request.found))
    return page(request, "officer/spot_check.html", framed(request, check=request.found, rows=rows, titles=titles))


@require_http_methods(["GET", "POST"])
@requires("officer.checked")
def result(request: Asked, item_id: int) -> HttpResponse:
    """What was found at one permit, and what is done about it."""
    item: Checked = request.found
    known = {"result": item.get_result_display(), "note": item.note, "follow_up": item.follow_up}
    initial = known if item.checked_at else {}
    form, left = Form(RESULT, request.POST if request.method == "POST" else None, initial=initial), []
    if form.ok:
        try:
            record_result(
                actor=request.actor,
                now=clock.now(),
                item_id=item_id,
                result=RESULTS[str(form.values["result"])],
                note=str(form.values["note"]),
                follow_up=str(form.values.get("follow_up", "")),
            )
        except BadInput as wrong:
            left = form.blame_all(wrong)
        else:
            messages.success(request, "检查结果已记下。")
            return redirect("officer:spot_check", check_id=item.check_of_id)
    context = framed(request, form=form, left=left, item=item)
    return (faulty if form.read else page)(request, "officer/spot_result.html", context)
