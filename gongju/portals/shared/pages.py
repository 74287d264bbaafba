"""One way to answer with a page, and what is remembered of the reader: the size of the type."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from gongju.access.rules import requires

YEAR_SECONDS = 365 * 24 * 3600
MOST_DIGITS = 18
"""Of a number in an address: as many as a key of the database may have."""
LONGEST_WORDS = 100
"""Signs of what is searched for: no name or number is longer, and a database refuses a pattern without end."""
WRONG = 422
"""The status of a page that shows a form again because something in it is wrong."""


def page(
    request: HttpRequest, template: str, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a page. `part` in the context is the fragment that htmx asked for, or None for the whole."""
    part = request.headers.get("HX-Target") if request.headers.get("HX-Request") == "true" else None
    return render(request, template, {"part": part, **(context or {})}, status=status)


def faulty(request: HttpRequest, template: str, context: Mapping[str, object] | None = None) -> HttpResponse:
    """The page again, with what was typed and what is wrong with it."""
    return page(request, template, context, status=WRONG)


def number_in(text: str | None, default: int = 0) -> int:
    """A whole number from an address or a box that the page filled itself; the default for anything else."""
    return int(text) if text and text.isdecimal() and len(text) <= MOST_DIGITS else default


def seen_round(request: HttpRequest) -> int | None:
    """In which round of submission the reader saw a case, as the link or the form tells; None where it does not."""
    return number_in(request.POST.get("seen_round") or request.GET.get("seen_round")) or None


def words_in(given: Mapping[str, str]) -> str:
    """What is searched for (`q` of an address), without blanks around it, cut where no name goes on."""
    return given.get("q", "").strip()[:LONGEST_WORDS]


def back_to(request: HttpRequest, default: str = "/") -> str:
    """Where the reader came from, only within this site."""
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if safe and target.startswith("/") else default


@requires("public")
def remember_size(request: HttpRequest) -> HttpResponse:
    """Set the cookie of the type's size and go back."""
    size = "large" if request.GET.get("size") == "large" else "plain"
    answer = HttpResponseRedirect(back_to(request))
    answer.set_cookie("type_size", size, max_age=YEAR_SECONDS, samesite="Lax")
    return answer
