"""The register of sanctions: look it up, enter a decision about an employer, an agent or a person, lift one."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.access.sanctions import reached_of, visible_sanctions
from gongju.actions.impose import About, impose, lift
from gongju.employers.queries import agents
from gongju.errors import BadInput, NotFound, Refusal
from gongju.portals.officer.frame import framed
from gongju.portals.officer.listing import PAGE
from gongju.portals.officer.weight import weighs
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, number_in, page, words_in
from gongju.sanctions import queries
from gongju.sanctions.kinds import Kind, kinds, kinds_of

WHOLE = "单位"
Kinds = Sequence[Kind]
REASON = Field(name="reason", label="解除的理由和依据", type="long_text", required=True, longest=600)


@require_GET
@requires("officer.register")
def listed(request: Asked) -> HttpResponse:
    """Every decision, those in force unless asked otherwise (LF-06)."""
    words, on = words_in(request.GET), clock.today()
    shown_all = request.GET.get("all") == "yes"
    found = visible_sanctions(request.actor)
    if not shown_all:
        found = queries.in_force(found, on)
    if words:
        whose = Q(person__name__icontains=words) | Q(employer__name__icontains=words) | Q(agent__name__icontains=words)
        found = found.filter(whose | Q(decision__icontains=words))
    rows = Paginator(queries.named(found), PAGE).get_page(request.GET.get("page"))
    titles = {code: one.title for code, one in kinds().items()}
    mine = {one.pk for one in reached_of(request.actor, found.filter(pk__in=[one.pk for one in rows]))}
    context = framed(request, page_obj=rows, titles=titles, words=words, shown_all=shown_all, mine=mine)
    return page(request, "officer/sanctions.html", context)


@require_http_methods(["GET", "POST"])
@requires("officer.employer")
@weighs()
def about_employer(request: Asked, employer_id: int) -> HttpResponse:
    """Enter a decision about an employer, or one of its agents (LF-05, CP-152, CP-170)."""
    names = {f"经办人 {one.name}": one.pk for one in agents(employer_id)}
    chosen = request.POST.get("whom", WHOLE) if names else WHOLE
    about = About(employer_id=employer_id, agent_id=names.get(chosen))
    known = [*kinds_of(request.actor.authority, "employer"), *kinds_of(request.actor.authority, "agent")]
    whom = Field(name="whom", label="处理谁", type="choice", choices=(WHOLE, *names), required=True)
    back = reverse("officer:employer", args=[employer_id])
    return _imposing(request, about, known, name=request.found.name, back=back, whom=whom)


@require_http_methods(["GET", "POST"])
@requires("officer.case")
@weighs()
def about_person(request: Asked, number: str) -> HttpResponse:
    """Enter a decision about the person of a case (CP-151, DX-166, CL-109)."""
    person = request.found.person
    if person is None:
        raise NotFound("申请人")
    known = kinds_of(request.actor.authority, "person")
    back = reverse("officer:case", args=[number])
    return _imposing(request, About(person_id=person.pk), known, name=person.name, back=back)


def _imposing(
    request: Asked, about: About, known: Kinds, *, name: str, back: str, whom: Field | None = None
) -> HttpResponse:
    titles = dict.fromkeys(one.title for one in known)
    fields = [*([whom] if whom else []), *_fields(tuple(titles))]
    data = request.POST if request.method == "POST" else None
    form = Form(fields, data, initial={"whom": WHOLE, "first_day": clock.today()})
    left: list[str] = []
    if form.ok:
        try:
            _impose(request, about, known, form.values)
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except Refusal as refusal:
            left = [str(refusal)]
        else:
            messages.success(request, f"已登记对{name}的处理。")
            return redirect(back)
    context = framed(request, form=form, left=left, name=name, back=back, kinds=known)
    return (faulty if form.read else page)(request, "officer/impose.html", context)


def _fields(titles: tuple[str, ...]) -> list[Field]:
    return [
        Field(name="kind", label="处理种类", type="choice", choices=titles, required=True),
        Field(name="decision", label="决定文号", required=True, longest=80),
        Field(name="ground", label="事由", type="long_text", required=True, longest=600, hint="对方会看到。"),
        Field(name="evidence", label="证据", type="long_text", required=True, longest=600),
        Field(name="first_day", label="起始日期", type="day", required=True),
        Field(name="until", label="截止日期", type="day", hint="到解除为止的不填；有固定期限的由系统计算。"),
    ]


def _impose(request: Asked, about: About, known: Kinds, values: Mapping[str, object]) -> None:
    first, until = values["first_day"], values.get("until")
    fitting = [one for one in known if one.title == values["kind"] and one.about == about.noun]
    if not fitting:
        raise BadInput.of("kind", "这种处理不适用于所选的对象。")
    impose(
        actor=request.actor,
        now=clock.now(),
        about=about,
        kind=fitting[0].code,
        ground=str(values["ground"]),
        evidence=str(values["evidence"]),
        decision=str(values["decision"]),
        first_day=first if isinstance(first, date) else clock.today(),
        until=until if isinstance(until, date) else None,
        item_id=number_in(request.GET.get("item")) or None,
    )


@require_http_methods(["GET", "POST"])
@requires("officer.sanction")
@weighs()
def lifted(request: Asked, sanction_id: int) -> HttpResponse:
    """Lift a decision with the reason (CL-105, CL-107)."""
    form = Form([REASON], request.POST if request.method == "POST" else None)
    left: list[str] = []
    if form.ok:
        try:
            lift(actor=request.actor, now=clock.now(), sanction_id=sanction_id, reason=str(form.values["reason"]))
        except Refusal as refusal:
            left = [str(refusal)]
        else:
            messages.success(request, "已解除。")
            return redirect("officer:sanctions")
    title = kinds()[request.found.kind].title
    context = framed(request, form=form, left=left, one=request.found, title=title)
    return (faulty if form.read else page)(request, "officer/lift.html", context)
