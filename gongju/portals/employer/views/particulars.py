"""单位信息: the parts of the employer's particulars, each saved as typed."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.compare_again import compare_again
from gongju.actions.comparisons import standings_about
from gongju.actions.save_part import save_employer_part
from gongju.casework.queries import asked_authorities
from gongju.employers import profile, proposals
from gongju.errors import NotFound
from gongju.forms.comparing import shown as shown_text
from gongju.forms.filling import Filling, unfinished
from gongju.forms.spec import PartSpec
from gongju.people.queries import territorial_offices
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.comparisons import comparison_rows
from gongju.portals.shared.pages import faulty, page
from gongju.portals.shared.part_forms import PartForm, part_form, typed_content
from gongju.portals.shared.standings import standing_words
from gongju.registries.office import EMPLOYER


@require_GET
@requires("employer.own")
def overview(request: Asked) -> HttpResponse:
    """Every part and how far it is filled in, and what the register says (DC-184, DX-176)."""
    employer = own(request)
    fillings = profile.fillings(employer)
    context = framed(
        request,
        rows=[(one, *standing_words(one.standing)) for one in fillings],
        left=len(unfinished(fillings)),
        comparisons=comparison_rows(standings_about(EMPLOYER, employer.pk)),
        has_territories=territorial_offices(employer.authority, *asked_authorities(employer.pk)).exists(),
    )
    return page(request, "employer/info.html", context)


@require_POST
@requires("employer.own")
def compare(request: Asked) -> HttpResponse:
    """重新比对: ask the register once more."""
    compare_again(actor=request.actor, now=clock.now())
    messages.success(request, "已重新询问，有结果后显示在这里。")
    return redirect(f"{reverse('employer:info')}#comparisons")


@require_http_methods(["GET", "POST"])
@requires("employer.own")
def part(request: Asked, name: str) -> HttpResponse:
    """One part: shown as typed, saved as typed, with what is wrong beside it."""
    filling = _filling(request, name)
    filling = replace(filling, part=_open_part(filling, proposals.approved_fields(own(request), name)))
    if request.method == "POST":
        return _saved(request, filling)
    saved = filling.saved
    shown = part_form(
        filling.part, saved.content if saved else None, saved.faults if saved else (), one_more="more" in request.GET
    )
    return page(request, "employer/part.html", _context(request, filling, shown))


def _saved(request: Asked, filling: Filling) -> HttpResponse:
    content = typed_content(filling.part, request.POST)
    checked = save_employer_part(actor=request.actor, now=clock.now(), part=filling.part.name, content=content)
    if "add" in request.POST or "remove" in request.POST:
        return redirect(f"{request.path}{'?more' if 'add' in request.POST else ''}")
    if checked.faults:
        shown = part_form(filling.part, content, [one.as_json() for one in checked.faults])
        return faulty(request, "employer/part.html", _context(request, filling, shown))
    left = f"，还有 {len(checked.missing)} 项没有填" if checked.missing else ""
    messages.success(request, f"“{filling.title}”已保存{left}。")
    return redirect("employer:info")


def _open_part(filling: Filling, approved: frozenset[str]) -> PartSpec:
    """The part with what an office approved shown and not asked."""
    fields = (replace(one, locked=True) if one.name in approved else one for one in filling.part)
    return replace(filling.part, fields=tuple(fields))


def _filling(request: Asked, name: str) -> Filling:
    found = {one.part.name: one for one in profile.fillings(own(request))}.get(name)
    if found is None:
        raise NotFound("这一部分信息")
    return found


def _context(request: Asked, filling: Filling, shown: PartForm) -> dict[str, object]:
    known = profile.contents(own(request)).get(filling.part.name, {})
    return framed(
        request,
        filling=filling,
        part_form=shown,
        locked=[(one.label, shown_text(one, known)) for one in filling.part if one.locked and one.name in known],
    )
