"""Employers of the office: search, particulars, standing, what the district says of them, their cases and lots."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.cases import visible_cases
from gongju.access.employers import visible_employers
from gongju.access.lots import visible_lots
from gongju.access.rules import Asked, requires
from gongju.actions.comparisons import standings_about
from gongju.actions.set_tag import set_tag
from gongju.casework import queries as casework
from gongju.employers import profile, queries
from gongju.portals.officer.frame import framed
from gongju.portals.officer.in_force import in_force_about
from gongju.portals.officer.listing import PAGE, page_of, rows_of
from gongju.portals.officer.weight import weighs
from gongju.portals.shared.comparisons import comparison_rows
from gongju.portals.shared.pages import page, words_in
from gongju.portals.shared.part_words import view_of
from gongju.portals.shared.standings import standing_words
from gongju.quota.queries import balances
from gongju.quota.use import years_of_use
from gongju.registries.office import EMPLOYER


@require_GET
@requires("officer.employers")
def listed(request: Asked) -> HttpResponse:
    """The employers the office supervises, by name, with their places."""
    words = words_in(request.GET)
    found = visible_employers(request.actor).order_by("name", "pk")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(uscc__icontains=words.upper()))
    shown = Paginator(found.distinct(), PAGE).get_page(request.GET.get("page"))
    places = balances([each.pk for each in shown], request.actor.authority, clock.today())
    rows = [(each, places.get(each.pk)) for each in shown]
    return page(request, "officer/employers.html", framed(request, page_obj=shown, rows=rows, words=words))


@require_GET
@requires("officer.employer")
def employer(request: Asked, employer_id: int) -> HttpResponse:
    """One employer: how its cases stand, particulars as filed, standing, tags, agents, lots, cases."""
    found, actor, on = request.found, request.actor, clock.today()
    reached = visible_cases(actor).filter(employer=found)
    cases = page_of(casework.with_names(reached).order_by("-open", "-opened_at", "-pk"), request.GET.get("page"))
    context = framed(
        request,
        employer=found,
        access=queries.access(found.pk, actor.authority or found.authority),
        parts=[
            (one, view_of(one.part, one.saved.content if one.saved else None), *standing_words(one.standing))
            for one in profile.fillings(found)
        ],
        comparisons=comparison_rows(standings_about(EMPLOYER, found.pk)),
        tags=sorted(queries.tags(found.pk, actor.authority)),
        known_tags=sorted(profile.form().tags),
        agents=queries.agents(found.pk),
        former=found.former_names.all(),
        lots=visible_lots(actor).filter(employer=found).order_by("-last_day"),
        years=years_of_use(found.pk, actor.authority or found.authority, on),
        page_obj=cases,
        rows=rows_of(cases, on),
        tally=casework.tally(reached, on),
        **in_force_about(on, employer_id=found.pk),
        may_tag=actor.is_district,
    )
    return page(request, "officer/employer.html", context)


@require_http_methods(["GET", "POST"])
@requires("officer.employer")
@weighs()
def tag(request: Asked, employer_id: int) -> HttpResponse:
    """Set or lift a standing that the district says of an employer; the page that asks is the employer's."""
    if request.method == "GET":
        return redirect("officer:employer", employer_id=employer_id)
    name, on = request.POST.get("tag", ""), request.POST.get("on") == "yes"
    set_tag(actor=request.actor, now=clock.now(), employer_id=employer_id, tag=name, on=on)
    messages.success(request, f"{'已认定' if on else '已取消认定'}：{name}。")
    return redirect("officer:employer", employer_id=employer_id)
