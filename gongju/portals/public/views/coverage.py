"""Where each published requirement is built, for anyone who wants to check."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongju.access.rules import requires
from gongju.coverage.account import Coverage, RowAccount, Standing, coverage_of
from gongju.coverage.documents import KINDS, Document
from gongju.portals.shared.pages import page

TONES = {Standing.BUILT: "ok", Standing.WAITING: "wait", Standing.NOT_BUILT: "info", Standing.OPEN: "bad"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row as shown: its account with the tone of its standing and the reason in words."""

    account: RowAccount
    tone: str
    why: str


@requires("public")
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The published documents with counts, and what the waiting rows wait for."""
    coverage = coverage_of(settings.GONGJU.root)
    context = {
        "documents": [(one, _counts(coverage, one)) for one in coverage.documents],
        "all": _counts(coverage),
        "waits": [(part, len(rows)) for part, rows in coverage.waits().items()],
    }
    return page(request, "public/coverage.html", context)


@requires("public")
@require_safe
def rows(request: HttpRequest, prefix: str) -> HttpResponse:
    """Every row of one document, or those that stand as asked for."""
    coverage = coverage_of(settings.GONGJU.root)
    document = next((one for one in coverage.documents if one.prefix == prefix), None)
    if document is None:
        raise Http404
    accounts = [coverage.rows[row] for row in document.rows]
    asked = request.GET.get("standing", "")
    context = {
        "document": document,
        "asked": asked,
        "counts": [(one.value, count) for one, count in coverage.counts(document).items()],
        "lines": [Line(one, TONES[one.standing], _why(one)) for one in accounts if asked in ("", one.standing.value)],
    }
    return page(request, "public/coverage_rows.html", context)


def _counts(coverage: Coverage, document: Document | None = None) -> list[tuple[str, int]]:
    """How many rows in all, then by standing, each with its word."""
    counts = coverage.counts(document)
    return [("共", sum(counts.values())), *((one.value, counts[one]) for one in Standing)]


def _why(one: RowAccount) -> str:
    if one.waits_for:
        return f"等待：{'、'.join(part.title for part in one.waits_for)}"
    return f"{KINDS[one.not_built.kind]}：{one.not_built.why}" if one.not_built else ""
