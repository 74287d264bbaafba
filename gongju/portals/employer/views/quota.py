"""居住证指标: what is open now, the request, places and their ledger, who could use them, giving places back, names.

Serves (SC-05, SC-06, SC-07, SC-08, CY-Q09d, CY-Q15b, CY-Q15c, CY-Q15d, CY-Q15e).
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.ask_back import LONGEST, ask_back, to_ask_back
from gongju.actions.matter import matter_of
from gongju.actions.name_applicants import name_applicants
from gongju.actions.open_case import open_case
from gongju.actions.return_places import check_returnable, return_places
from gongju.actions.suitability import suitability_of
from gongju.employers.models import Employment
from gongju.employers.queries import staff
from gongju.errors import BadInput, MovedOn, Refusal
from gongju.people.models import Person
from gongju.portals.employer.frame import framed, own
from gongju.portals.employer.quota_page import BUSINESS, quota_page
from gongju.portals.employer.views.home import places_of
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, number_in, page
from gongju.portals.shared.parts import Ask
from gongju.portals.shared.quota_words import quota_words
from gongju.quota.models import Lot
from gongju.quota.rounds import named_in
from gongju.rules.wording import day_text

PAGE = 10
RETURNED = Field(name="count", label="退回数量", type="count", unit="个", required=True, minimum=1)
CONSEQUENCES = ("退回的名额交还区里，不能再要回来。", "还有需要的，可以在申报期内再次申报。")

WHY = Field(
    name="why",
    label="哪里填错了，要改成什么",
    type="long_text",
    required=True,
    longest=LONGEST,
    hint="区里会看到。",
)
RETURNING = ("区里核实后退回，退回以前不能修改。", "退回后改好重新上报；过了申报期的，下一期再报。")


@require_GET
@requires("employer.own")
def quota(request: Asked) -> HttpResponse:
    """Rounds, request, places granted, taken and left, with every movement, and the use of past years."""
    employer, on = own(request), clock.today()
    context = framed(
        request,
        screen=quota_page(request.actor, employer, on),
        places=places_of(employer, on),
        rule=quota_words(employer.authority, on),
    )
    return page(request, "employer/quota.html", context)


@require_POST
@requires("employer.own")
def begin(request: Asked) -> HttpResponse:
    """Open the draft of a request and go to it."""
    case = open_case(actor=request.actor, now=clock.now(), type=BUSINESS)
    return redirect("employer:case", number=case.number)


@require_GET
@requires("employer.own")
def who(request: Asked) -> HttpResponse:
    """The staff without a permit, a page at a time, and how each stands by the self-check."""
    employer, on = own(request), clock.today()
    found = staff(employer.pk).order_by("person__name", "pk").select_related("person")
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    people = [each.person for each in shown]
    context = framed(
        request,
        page_obj=shown,
        rows=list(zip(shown, suitability_of(employer, people, now=clock.now()), strict=True)),
        ahead=quota_page(request.actor, employer, on).ahead,
    )
    return page(request, "employer/quota_who.html", context)


@require_http_methods(["GET", "POST"])
@requires("employer.lot")
def give_back(request: Asked, lot_id: int) -> HttpResponse:
    """指标退回, after saying that it is for good."""
    lot = request.found
    form = Form([RETURNED], request.POST if request.method == "POST" else None)
    left: list[str] = []
    if form.ok:
        count = form.values["count"]
        try:
            return_places(
                actor=request.actor, now=clock.now(), lot_id=lot_id, count=count if isinstance(count, int) else 0
            )
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except Refusal as refused:
            left = [str(refused)]
        else:
            messages.success(request, f"已退回 {count} 个指标。")
            return redirect("employer:quota")
    against = () if form.read else _against(lot)
    ask = Ask(
        question=f"退回有效期至 {day_text(lot.last_day)}的指标？",
        yes="退回",
        back=reverse("employer:quota"),
        consequences=CONSEQUENCES,
        form=form,
        grave=True,
    )
    context = framed(request, ask=ask, title="指标退回", left=left, against=against)
    return (faulty if form.read else page)(request, "employer/ask.html", context)


def _against(lot: Lot) -> tuple[str, ...]:
    """Why nothing of the lot can be given back today."""
    try:
        check_returnable(lot, clock.today())
    except Refusal as refused:
        return (str(refused),)
    return ()


@require_http_methods(["GET", "POST"])
@requires("employer.case")
def ask_office_back(request: Asked, number: str) -> HttpResponse:
    """申请退回更正: say what is wrong; the office looks into it and returns the request (CY-Q17a)."""
    matter = matter_of(actor=request.actor, now=clock.now(), case=request.found)
    waiting = to_ask_back(matter)
    known = {"why": waiting.asked_back_why} if waiting else {}
    form = Form([WHY], request.POST if request.method == "POST" else None, initial=known)
    against = () if waiting else ("这件申报不在区里等待核定，或者可以由单位自己撤回、修改。",)
    left: list[str] = []
    if form.ok:
        try:
            ask_back(actor=request.actor, now=clock.now(), case_number=number, why=str(form.values["why"]))
        except (Refusal, MovedOn) as refused:
            left = [str(refused)]
        else:
            messages.success(request, "已申请退回更正，区里核实后退回。")
            return redirect("employer:case", number=number)
    back = reverse("employer:case", args=[number])
    ask = Ask(question=f"申请区里退回 {number}？", yes="申请退回", back=back, consequences=RETURNING, form=form)
    context = framed(request, ask=ask, title="申请退回更正", left=left, against=against)
    return (faulty if form.read else page)(request, "employer/ask.html", context)


@require_http_methods(["GET", "POST"])
@requires("employer.case")
def names(request: Asked, number: str) -> HttpResponse:
    """Choose the staff for whom places are asked; each with what the self-check says (DX-010)."""
    employer = own(request)
    left: list[str] = []
    chosen = {person.pk for person in named_in(request.found)}
    if request.method == "POST":
        chosen = {number_in(key) for key in request.POST.getlist("person")}
        try:
            name_applicants(actor=request.actor, now=clock.now(), case_number=number, person_ids=chosen)
        except (BadInput, Refusal) as wrong:
            left = [str(wrong)]
        else:
            messages.success(request, f"名单已保存，共 {len(chosen)} 人。")
            return redirect(reverse("employer:case", args=[number]) + "#names")
    linked = Employment.objects.filter(employer=employer, state=Employment.State.CONFIRMED)
    people = list(Person.objects.filter(pk__in=linked.values("person_id")).order_by("name", "pk")[:MOST_LISTED])
    rows = [(one, one.person.pk in chosen) for one in suitability_of(employer, people, now=clock.now())]
    context = framed(request, case=request.found, rows=rows, left=left)
    return (faulty if left else page)(request, "employer/quota_names.html", context)


MOST_LISTED = 60
"""How many of the staff one page of names can judge."""
