"""Where each published requirement is built, for anyone who wants to check: rules by name, with their page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongju import clock
from gongju.access.rules import requires
from gongju.casework import books
from gongju.coverage.account import Coverage, RowAccount, Standing, coverage_of
from gongju.coverage.artefacts import HELP, Artefact
from gongju.coverage.documents import KINDS, Document
from gongju.portals.shared.pages import page

TONES = {Standing.BUILT: "ok", Standing.WAITING: "wait", Standing.NOT_BUILT: "info", Standing.OPEN: "bad"}


OF_PORTALS = {
    "gongju/portals/applicant": "个人办事页面",
    "gongju/portals/employer": "单位办事页面",
    "gongju/portals/officer": "工作人员页面",
    "gongju/portals/public": "公开页面",
    "gongju/portals/signin": "登录页面",
    "gongju/portals/verifier": "用证部门的接口",
}
"""What readers call the pages of a portal; other parts of the program go by their kind."""


@dataclass(frozen=True, slots=True)
class Where:
    """One place that serves a row, in words, and the address of its page; "" where it has none."""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row as shown: its account with the tone of its standing, the reason in words, and where it is served."""

    account: RowAccount
    tone: str
    why: str
    places: tuple[Where, ...]


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
    chosen = [one for one in accounts if asked in ("", one.standing.value)]
    guides = _guides()
    context = {
        "document": document,
        "asked": asked,
        "counts": [(one.value, count) for one, count in coverage.counts(document).items()],
        "lines": [Line(one, TONES[one.standing], _why(one), _places(one, guides)) for one in chosen],
    }
    return page(request, "public/coverage_rows.html", context)


def _counts(coverage: Coverage, document: Document | None = None) -> list[tuple[str, int]]:
    """How many rows in all, then by standing, each with its word."""
    counts = coverage.counts(document)
    return [("共", sum(counts.values())), *((one.value, counts[one]) for one in Standing)]


def _guides() -> dict[str, str]:
    """The page of each rulebook that has one, {path: address}; of an earlier edition as of its first day."""
    current = {one.key for one in books.districts(clock.today())}
    found = {}
    for one in books.editions():
        address = reverse("public:guide_of", args=[one.authority])
        dated = "" if one.key in current else f"?on={one.in_force.isoformat()}"
        found[f"rulebooks/{one.key}.toml"] = f"{address}{dated}"
    return found


def _places(account: RowAccount, guides: Mapping[str, str]) -> tuple[Where, ...]:
    """Each place once: many functions of one part of the program are one place to a reader."""
    return tuple(dict.fromkeys(_where(one, guides) for one in account.artefacts))


def _where(one: Artefact, guides: Mapping[str, str]) -> Where:
    if not one.title:
        return Where(next((word for folder, word in OF_PORTALS.items() if one.place.startswith(folder)), one.kind))
    file = one.place.split(":")[0]
    return Where(f"{one.kind}：{one.title}", _address(one, file, guides))


def _address(one: Artefact, file: str, guides: Mapping[str, str]) -> str:
    if one.kind == HELP:
        return f"{reverse('public:help')}?{urlencode({'q': one.title})}"
    if file.startswith("statements/"):
        return reverse("public:statements")
    return guides.get(file, "")


def _why(one: RowAccount) -> str:
    if one.waits_for:
        return f"等待：{'、'.join(part.title for part in one.waits_for)}"
    return f"{KINDS[one.not_built.kind]}：{one.not_built.why}" if one.not_built else ""
