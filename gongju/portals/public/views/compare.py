"""Two districts, or two editions of one, side by side: what is the same, what differs, what stands in one alone."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongju.access.rules import requires
from gongju.casework import books
from gongju.errors import NotFound
from gongju.portals.shared.pages import page
from gongju.rules.comparing import PARTS, Change, Compared, compared
from gongju.rules.edition import Edition

TONES = {Change.SAME: "ok", Change.CHANGED: "warn", Change.ADDED: "info", Change.REMOVED: "info"}
OF_BUSINESS = ("criteria", "materials", "terms", "steps")
"""Parts whose entries belong to a business; the others are told only where no business is asked for."""


@requires("public")
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The comparison asked for by `first`, `second` and `business`; at first the first two editions and 新办."""
    editions = {one.key: one for one in books.editions()}
    if not editions:
        return page(request, "public/compare.html", {"editions": {}})
    keys = list(editions)
    first = _asked(request, "first", editions, keys[0])
    second = _asked(request, "second", editions, keys[-1])
    businesses = {**second.businesses, **first.businesses}
    business = request.GET.get("business", "first_issue")
    if business and business not in businesses:
        raise NotFound("这项业务")
    entries = [one for one in compared(first, second) if _concerns(one, business)]
    context = {
        "editions": editions,
        "first": first,
        "second": second,
        "businesses": businesses,
        "business": business,
        "parts": list(_by_part(entries, first, second)),
        "counts": [
            (_word(change, first, second), count)
            for change in Change
            if (count := sum(one.change is change for one in entries))
        ],
        "same_too": "same" in request.GET,
    }
    return page(request, "public/compare.html", context)


def _asked(request: HttpRequest, which: str, editions: dict[str, Edition], otherwise: str) -> Edition:
    key = request.GET.get(which, otherwise)
    if key not in editions:
        raise NotFound("这份办理规则")
    return editions[key]


def _concerns(one: Compared, business: str) -> bool:
    if not business:
        return one.part not in OF_BUSINESS
    return one.part in OF_BUSINESS and business in one.business


def _by_part(
    entries: Iterable[Compared], first: Edition, second: Edition
) -> Iterable[tuple[str, list[tuple[Compared, str, str]]]]:
    """Each part in words with its entries, how each stands in words, and its tone."""
    listed = list(entries)
    for part, word in PARTS.items():
        found = [(one, _word(one.change, first, second), TONES[one.change]) for one in listed if one.part == part]
        if found:
            yield word, found


def _word(change: Change, first: Edition, second: Edition) -> str:
    """Between two districts nothing is added or taken away: it stands in one alone."""
    alone = {Change.ADDED: second, Change.REMOVED: first}.get(change)
    if alone is None or first.authority == second.authority:
        return str(change.value)
    return f"只有{alone.name}"
