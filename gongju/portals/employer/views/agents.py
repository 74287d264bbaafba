"""经办人: who acts for the employer, since when, and handing over when one leaves (CP-168)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions.add_agent import add_agent, end_agent
from gongju.employers import queries
from gongju.errors import NotFound, Refusal
from gongju.people.account_codes import user_of_code
from gongju.portals.employer.frame import framed
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

FIELDS = (
    Field(
        name="code",
        label="账号编号",
        required=True,
        longest=30,
        hint="请新经办人用自己的法人一证通或电子营业执照登录，把首页上显示的账号编号告诉您。",
    ),
    Field(name="name", label="经办人姓名", required=True, longest=60),
    Field(name="phone", label="手机号码", type="phone", required=True, hint="办理进度会发短信到这个号码。"),
)


@require_GET
@requires("employer.own")
def listed(request: Asked) -> HttpResponse:
    """Everybody who acts or acted for the employer, with the days."""
    return page(request, "employer/agents.html", _context(request, Form(FIELDS)))


def _context(request: Asked, form: Form, left: tuple[str, ...] = ()) -> dict[str, object]:
    agents = list(queries.agents(request.actor.employer_id or 0))
    alone = sum(one.active for one in agents) == 1
    return framed(request, agents=agents, alone=alone, form=form, left=left, me=request.actor.user_id)


@require_http_methods(["POST"])
@requires("employer.own")
def add(request: Asked) -> HttpResponse:
    """File another one by the code of their login."""
    form = Form(FIELDS, request.POST)
    left: tuple[str, ...] = ()
    if form.ok:
        try:
            name = _add(request, form)
        except NotFound:
            form.blame("code", "没有这个账号编号，请与对方核对。")
        except Refusal as refused:
            left = (str(refused),)
        else:
            messages.success(request, f"{name} 已备案为单位经办人。")
            return redirect("employer:agents")
    return faulty(request, "employer/agents.html", _context(request, form, left))


def _add(request: Asked, form: Form) -> str:
    name, phone = str(form.values["name"]), str(form.values["phone"])
    user_id = user_of_code(str(form.values["code"]))
    if user_id is None:
        raise NotFound("这个账号编号")
    employer_id = request.actor.employer_id or 0
    add_agent(actor=request.actor, now=clock.now(), employer_id=employer_id, user_id=user_id, name=name, phone=phone)
    return name


@require_POST
@requires("employer.own")
def end(request: Asked, agent_id: int) -> HttpResponse:
    """End a filing, also one's own once there is another; whoever is ended sees nothing of the employer any more."""
    employer_id = request.actor.employer_id or 0
    try:
        end_agent(actor=request.actor, now=clock.now(), employer_id=employer_id, agent_id=agent_id)
    except Refusal as refused:
        return faulty(request, "employer/agents.html", _context(request, Form(FIELDS), (str(refused),)))
    messages.success(request, "经办人已停用。")
    return redirect("employer:home")
