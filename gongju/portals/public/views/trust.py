"""核验办法: our public keys, the journal's daily roots, and how anyone checks a receipt or a paper by themselves."""

from django.conf import settings
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.journal.roots import day_roots
from gongju.permits.revocation import signed_list
from gongju.portals.public.trust_page import checked, keys_of
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page
from gongju.signatures import signer

A_PAGE = 10
REVOKED, KEPT_SECONDS = "public.revoked", 600
RECEIPT = Field(
    name="receipt",
    label="回执全文",
    type="long_text",
    required=True,
    longest=20_000,
    hint="用文本编辑器打开下载的回执，全部复制到这里。",
)


@requires("public")
@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # asks and changes nothing of anyone's, so that it works without cookies too
@never_cache
def trust(request: HttpRequest) -> HttpResponse:
    """Keys, the newest roots, and the check of a pasted receipt."""
    form, own = Form([RECEIPT], request.POST if request.method == "POST" else None), signer()
    context = {
        "form": form,
        "found": checked(str(form.values["receipt"]), own) if form.ok else None,
        "keys": keys_of(own),
        "signs": own.signs,
        "demo": settings.GONGJU.demo,
        "certificates": settings.GONGJU.pdf_certificates.decode("ascii", "replace"),
        "listed": Paginator(day_roots().reverse(), A_PAGE).get_page(request.GET.get("page")),
    }
    return (faulty if form.faults else page)(request, "public/trust.html", context)


@requires("public")
@require_safe
def revoked(request: HttpRequest) -> HttpResponse:
    """The signed list of papers that count no longer, to be cached by whoever checks offline."""
    text = cache.get(REVOKED)
    if text is None:
        text = signed_list(now=clock.now(), signer=signer())
        cache.set(REVOKED, text, KEPT_SECONDS)
    answer = HttpResponse(text, content_type="application/json")
    answer["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return answer


@requires("public")
@require_safe
def roots(request: HttpRequest) -> HttpResponse:
    """Every root as `gongju journal roots` writes it, for whoever wants to keep a copy."""
    context = {"roots": day_roots().iterator()}
    return render(request, "public/roots.txt", context, content_type="text/plain; charset=utf-8")
