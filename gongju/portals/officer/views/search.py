"""One search over all that the officer may see: cases open and ended, permits, employers."""

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongju import clock
from gongju.access.actor import Actor
from gongju.access.cases import visible_cases
from gongju.access.employers import visible_employers
from gongju.access.permits import visible_permits
from gongju.access.rules import Asked, requires
from gongju.casework.models import Case
from gongju.casework.queries import with_names
from gongju.employers import queries as employers
from gongju.employers.models import Employer
from gongju.identity import resident
from gongju.permits.models import Permit
from gongju.permits.state import with_state
from gongju.portals.officer.frame import framed
from gongju.portals.officer.listing import page_of, rows_of
from gongju.portals.shared.pages import page, words_in

SHOWN = 20
"""Permits and employers shown at most; cases come in pages."""


@require_GET
@requires("officer.any")
def search(request: Asked) -> HttpResponse:
    """Found by number, name, employer, or the whole identity number; of a number nothing but a whole one counts."""
    words, on = words_in(request.GET), clock.today()
    if not words:
        return page(request, "officer/search.html", framed(request, words=""))
    cases = page_of(_cases(request.actor, words), request.GET.get("page"))
    context = framed(
        request,
        words=words,
        page_obj=cases,
        rows=rows_of(cases, on),
        permits=with_state(_permits(request.actor, words), on)[:SHOWN],
        employers=_employers(request.actor, words)[:SHOWN],
    )
    return page(request, "officer/search.html", context)


def _of_person(words: str) -> Q:
    """The person of that name, or of exactly that identity number."""
    named, reading = Q(person__name__icontains=words), resident(words, on=clock.today())
    return named | Q(person__identity_digest__of=reading.value) if reading.good else named


def _cases(actor: Actor, words: str) -> QuerySet[Case]:
    found = Q(number__icontains=words.upper()) | _of_person(words) | Q(employer__name__icontains=words)
    return with_names(visible_cases(actor).filter(found)).order_by("-open", "-opened_at", "-pk")


def _permits(actor: Actor, words: str) -> QuerySet[Permit]:
    return visible_permits(actor).filter(Q(number__iexact=words) | _of_person(words)).order_by("-first_day", "-pk")


def _employers(actor: Actor, words: str) -> QuerySet[Employer]:
    return employers.named(words).filter(pk__in=visible_employers(actor).values("pk"))
