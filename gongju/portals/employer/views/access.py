"""业务办理权限: where it stands, and opening a case for it; registering an employer that is new here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.choose_authority import choose_authority, proper_district
from gongju.actions.clocks import handling_terms
from gongju.actions.open_case import open_case
from gongju.actions.own_openings import records_against
from gongju.actions.register_employer import check_employer, register_employer
from gongju.casework import books, queries
from gongju.employers import profile
from gongju.employers import queries as employers
from gongju.errors import BadInput, Refusal
from gongju.portals.employer.frame import framed, own
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

BUSINESS = "employer_access"


@require_GET
@requires("employer.own")
def access(request: Asked) -> HttpResponse:
    """Whether the employer may do business, the case for it, and what is still missing (SC-20)."""
    employer = own(request)
    edition = books.edition_for(employer.authority, clock.today())
    standing = employers.access(employer.pk, employer.authority)
    cases = list(queries.of_employer(employer.pk).filter(type=BUSINESS, person__isnull=True))
    context = framed(
        request,
        access=standing,
        first=()
        if standing
        else records_against(actor=request.actor, now=clock.now(), employer=employer, type=BUSINESS),
        open_case=next((case for case in cases if case.open), None),
        ended=[case for case in cases if not case.open],
        incomplete=profile.incomplete(employer),
        procedure=books.procedure_for(BUSINESS),
        edition=edition,
        term=next(iter(handling_terms(edition, BUSINESS)), None),
        proper=proper_district(employer, clock.today()),
    )
    return page(request, "employer/access.html", context)


@require_POST
@requires("employer.own")
def change_authority(request: Asked) -> HttpResponse:
    """Name another district while the employer is open nowhere."""
    try:
        authority = request.POST.get("authority", "")
        employer = choose_authority(actor=request.actor, now=clock.now(), authority=authority)
    except (Refusal, BadInput) as wrong:
        messages.error(request, str(wrong))
    else:
        name = books.edition_for(employer.authority, clock.today()).office
        messages.success(request, f"主管部门已改为{name}。")
    return redirect("employer:access")


@require_POST
@requires("employer.own")
def begin(request: Asked) -> HttpResponse:
    """Open the draft of the business and go to it."""
    case = open_case(actor=request.actor, now=clock.now(), type=BUSINESS)
    return redirect("employer:case", number=case.number)


def _fields(request: Asked) -> tuple[Field, ...]:
    names = tuple(one.name for one in books.districts(clock.today()))
    return (
        Field(name="name", label="单位名称", required=True, longest=120, hint="与营业执照或登记证书一致。"),
        Field(name="uscc", label="统一社会信用代码", type="uscc", required=True),
        Field(name="authority", label="由哪个区办理", type="choice", choices=names, required=True),
        Field(name="agent_name", label="经办人姓名", required=True, longest=60),
        Field(name="phone", label="经办人手机号码", type="phone", required=True, hint="办理进度会发短信到这个号码。"),
    )


@require_http_methods(["GET", "POST"])
@requires("employer.newcomer")
def register(request: Asked) -> HttpResponse:
    """The first page of an agent whose employer is not known here."""
    if request.actor.employer_id is not None:
        return redirect("employer:home")
    posted = request.POST if request.method == "POST" else None
    form = Form(_fields(request), posted, initial={"agent_name": request.actor.name})
    left: list[str] = []
    if form.read:
        try:
            _register(request, form)
        except BadInput as wrong:
            left = form.blame_all(wrong)
        except Refusal as refusal:
            left = [str(refusal)]
        if form.ok and not left:
            messages.success(request, "单位已登记。下一步：完善单位信息，申请开通业务办理权限。")
            return redirect("employer:home")
    return (faulty if form.read else page)(request, "employer/register.html", framed(request, form=form, left=left))


def _register(request: Asked, form: Form) -> None:
    """Register it if every box is right; BadInput with all that is wrong otherwise."""
    typed = {name: str(form.values.get(name, "")) for name in form.boxes}
    known = {one.name: one.authority for one in books.districts(clock.today())}
    told = {name: typed[name] for name in ("name", "uscc", "phone")}
    told["authority"] = known.get(typed["authority"], "")
    check_employer(now=clock.now(), **told)
    if form.ok:
        register_employer(actor=request.actor, now=clock.now(), agent_name=typed["agent_name"], **told)
