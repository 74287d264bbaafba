"""Two districts, or two editions of one, side by side: what is the same, what differs, what stands in one alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongju.access.rules import requires
from gongju.casework import books
from gongju.errors import NotFound
from gongju.portals.shared.pages import page
from gongju.rules.comparing import PARTS, Change, Compared, compared
from gongju.rules.edition import Edition

TONES = {Change.SAME: "ok", Change.CHANGED: "warn", Change.ADDED: "info", Change.REMOVED: "info"}
ORDER = (Change.CHANGED, Change.REMOVED, Change.ADDED, Change.SAME)
OF_BUSINESS = ("criteria", "materials", "terms", "steps")
"""Parts whose entries belong to a business; the others are told only where no business is asked for."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one edition says: pairs of label and text, and the clause."""

    points: tuple[tuple[str, str], ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: word and tone of its tag, and what each edition says of it; None where it says nothing."""

    entry: Compared
    word: str
    tone: str
    sides: tuple[Side | None, Side | None]

    @property
    def alone(self) -> bool:
        """Whether it stands in one edition alone."""
        return None in self.sides


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part of the editions: how many entries differ and are the same, and those listed."""

    title: str
    different: int
    same: int
    rows: tuple[Row, ...]


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
        "parts": list(_by_part(entries, first, second, same_too="same" in request.GET)),
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


def _by_part(entries: Iterable[Compared], first: Edition, second: Edition, *, same_too: bool) -> Iterable[PartShown]:
    """Each part of the editions that has entries."""
    listed = list(entries)
    for part, word in PARTS.items():
        found = sorted((one for one in listed if one.part == part), key=lambda one: ORDER.index(one.change))
        same = sum(one.change is Change.SAME for one in found)
        rows = [one for one in found if same_too or one.change is not Change.SAME]
        if found:
            yield PartShown(word, len(found) - same, same, tuple(_row(one, first, second) for one in rows))


def _row(one: Compared, first: Edition, second: Edition) -> Row:
    """Of what differs the points that do; of the rest every point."""
    points = [point for point in one.points if point.differs or one.change is not Change.CHANGED]
    before = Side(tuple((point.label, point.before) for point in points if point.before), one.clauses[0])
    after = Side(tuple((point.label, point.after) for point in points if point.after), one.clauses[1])
    sides = (None if one.change is Change.ADDED else before, None if one.change is Change.REMOVED else after)
    return Row(one, _word(one.change, first, second), TONES[one.change], sides)


def _word(change: Change, first: Edition, second: Edition) -> str:
    """Between two districts nothing is added or taken away: it stands in one alone."""
    alone = {Change.ADDED: second, Change.REMOVED: first}.get(change)
    if alone is None or first.authority == second.authority:
        return str(change.value)
    return f"只有{alone.name}"
