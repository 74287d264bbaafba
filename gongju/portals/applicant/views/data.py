"""我的数据: what is held about me, as a file."""

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.hand_out_data import hand_out_data
from gongju.portals.applicant.frame import framed
from gongju.portals.shared.pages import page


@requires("applicant.own")
@require_http_methods(["GET", "POST"])
def own_data(request: Asked) -> HttpResponseBase:
    """What the file holds; and the file, which is asked for by a POST because it is recorded."""
    if request.method == "GET":
        return page(request, "applicant/data.html", framed(request))
    packed = hand_out_data(actor=request.actor, now=clock.now())
    return FileResponse(packed, as_attachment=True, filename="我的数据.zip", content_type="application/zip")
