"""The named access rules: every endpoint declares one, and it is kept before the view runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from gongju import clock
from gongju.access.actor import AGENT, PERSON, STAFF, VERIFIER, Actor, actor_of, actor_of_key
from gongju.access.appointments import booking_for, slot_for
from gongju.access.cases import CITY, HANDLING, QUOTA, TERRITORIAL, case_for
from gongju.access.documents import document_for, gathering_for, version_for
from gongju.access.employers import employer_for, employment_for
from gongju.access.enquiries import answers_enquiries, enquiry_for, entry_for
from gongju.access.lots import lot_for
from gongju.access.permits import permit_for
from gongju.access.releases import RELEASING, release_request_for
from gongju.access.rounds import request_for, round_for
from gongju.access.sanctions import check_for, item_for, sanction_for
from gongju.errors import Refusal
from gongju.sanctions.kinds import kinds
from gongju.sanctions.queries import freezing

KEPT_NOWHERE = "private, no-store"
View = Callable[..., HttpResponseBase]


class Asked(HttpRequest):
    """A request that a rule let through: who asks, and what they reached. Views name this type."""

    actor: Actor
    found: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who may come here, and the one object they come for.

    `who` looks at the actor alone. `reach` finds the object named by the address's part `key`, or raises NotFound.
    `open_to_all`: nobody is asked to sign in. `by_key`: another office, known by the key it sends and no session.
    """

    name: str
    title: str
    who: Callable[[Actor], bool]
    reach: Callable[[Actor, Any], object] | None = None
    key: str = ""
    open_to_all: bool = False
    by_key: bool = False


def _anyone(actor: Actor) -> bool:
    return True


def is_applicant(actor: Actor) -> bool:
    """Whether this is a person signed in for themselves."""
    return actor.kind == PERSON and actor.person_id is not None


def is_newcomer(actor: Actor) -> bool:
    """Whether this is a person's login, known as a person already or not."""
    return actor.kind == PERSON


def is_agent(actor: Actor) -> bool:
    """Whether this is an agent of an employer."""
    return actor.kind == AGENT and actor.employer_id is not None


def is_agents_login(actor: Actor) -> bool:
    """Whether this is an agent's login, filed with an employer already or not."""
    return actor.kind == AGENT


def is_officer(actor: Actor) -> bool:
    """Whether this is staff with a role in an office."""
    return actor.kind == STAFF and bool(actor.roles)


def is_verifier(actor: Actor) -> bool:
    """Whether this is a 用证部门 that came with its key."""
    return actor.kind == VERIFIER


def is_case_officer(actor: Actor) -> bool:
    """Whether this is staff who handle or read cases."""
    district = actor.is_district and actor.has_role(*HANDLING, QUOTA)
    return district or is_territorial_officer(actor) or (actor.is_city and actor.has_role(*CITY))


def is_territorial_officer(actor: Actor) -> bool:
    """Whether this is staff of a territorial office who do the first review of its area's cases."""
    return actor.is_territorial and actor.has_role(*TERRITORIAL)


def is_intake_officer(actor: Actor) -> bool:
    """Whether this is staff of a district who handle its cases."""
    return actor.is_district and actor.has_role(*HANDLING)


def is_register_reader(actor: Actor) -> bool:
    """Whether this is staff who read the register of sanctions."""
    return is_intake_officer(actor) or (actor.is_city and actor.has_role(*CITY))


def is_quota_officer(actor: Actor) -> bool:
    """Whether this is staff who grant places."""
    return actor.is_district and actor.has_role(QUOTA)


def is_releasing_officer(actor: Actor) -> bool:
    """Whether this is staff at a district's counter: releases on evidence, old data."""
    return actor.is_district and actor.has_role(*RELEASING)


def is_employers_officer(actor: Actor) -> bool:
    """Whether this is staff who see employers."""
    return is_case_officer(actor) or is_quota_officer(actor)


_ALL = (
    Rule(name="public", title="任何人", who=_anyone, open_to_all=True),
    Rule(name="applicant.newcomer", title="个人账号，信息未登记也可", who=is_newcomer),
    Rule(name="applicant.own", title="申请人本人", who=is_applicant),
    Rule(name="applicant.case", title="申请人本人的业务", who=is_applicant, reach=case_for, key="number"),
    Rule(name="applicant.permit", title="持证人本人的证件", who=is_applicant, reach=permit_for, key="number"),
    Rule(
        name="applicant.employment", title="本人的单位关联", who=is_applicant, reach=employment_for, key="employment_id"
    ),
    Rule(name="applicant.document", title="本人的附件", who=is_applicant, reach=document_for, key="document_id"),
    Rule(
        name="applicant.gathering",
        title="本人正在整理的材料",
        who=is_applicant,
        reach=gathering_for,
        key="gathering_id",
    ),
    Rule(name="applicant.version", title="本人可看的材料", who=is_applicant, reach=version_for, key="version_id"),
    Rule(name="employer.newcomer", title="经办人账号，单位未登记也可", who=is_agents_login),
    Rule(name="employer.own", title="单位经办人", who=is_agent),
    Rule(name="employer.case", title="本单位及员工已提交的业务", who=is_agents_login, reach=case_for, key="number"),
    Rule(name="employer.permit", title="本单位员工的证件", who=is_agent, reach=permit_for, key="number"),
    Rule(name="employer.employment", title="本单位的关联", who=is_agent, reach=employment_for, key="employment_id"),
    Rule(name="employer.lot", title="本单位的指标", who=is_agent, reach=lot_for, key="lot_id"),
    Rule(name="employer.document", title="本单位的附件", who=is_agent, reach=document_for, key="document_id"),
    Rule(
        name="employer.gathering",
        title="本单位正在整理的材料",
        who=is_agent,
        reach=gathering_for,
        key="gathering_id",
    ),
    Rule(name="employer.version", title="本单位可看的材料", who=is_agents_login, reach=version_for, key="version_id"),
    Rule(name="officer.any", title="有岗位的工作人员", who=is_officer),
    Rule(name="officer.cases", title="办理或查阅业务的工作人员", who=is_case_officer),
    Rule(name="officer.case", title="本机构已提交的业务", who=is_case_officer, reach=case_for, key="number"),
    Rule(name="officer.permit", title="本机构的证件", who=is_case_officer, reach=permit_for, key="number"),
    Rule(name="officer.version", title="本机构业务中的材料", who=is_case_officer, reach=version_for, key="version_id"),
    Rule(name="officer.employers", title="查看单位的工作人员", who=is_employers_officer),
    Rule(
        name="officer.employer", title="本机构的单位", who=is_employers_officer, reach=employer_for, key="employer_id"
    ),
    Rule(name="officer.releases", title="代为解除关联的岗位", who=is_releasing_officer),
    Rule(
        name="officer.release",
        title="本区的解除关联申请",
        who=is_releasing_officer,
        reach=release_request_for,
        key="request_id",
    ),
    Rule(name="officer.imports", title="导入历史数据的岗位", who=is_releasing_officer),
    Rule(name="officer.lots", title="指标岗位", who=is_quota_officer),
    Rule(
        name="officer.granting",
        title="给单位核定指标的岗位",
        who=is_quota_officer,
        reach=employer_for,
        key="employer_id",
    ),
    Rule(name="officer.round", title="本区的一轮分配", who=is_quota_officer, reach=round_for, key="round_id"),
    Rule(name="officer.request", title="本区的指标申报", who=is_quota_officer, reach=request_for, key="request_id"),
    Rule(name="officer.lot", title="本机构的指标", who=is_employers_officer, reach=lot_for, key="lot_id"),
    Rule(name="officer.slots", title="区受理、审核岗位", who=is_intake_officer),
    Rule(name="officer.slot", title="本区的预约时段", who=is_intake_officer, reach=slot_for, key="slot_id"),
    Rule(name="officer.booking", title="本区的预约", who=is_intake_officer, reach=booking_for, key="booking_id"),
    Rule(name="officer.enquiries", title="回答咨询的工作人员", who=answers_enquiries),
    Rule(name="officer.enquiry", title="本区的咨询", who=answers_enquiries, reach=enquiry_for, key="enquiry_id"),
    Rule(name="officer.help_entry", title="本区发布的问答", who=answers_enquiries, reach=entry_for, key="entry_id"),
    Rule(
        name="officer.settled",
        title="市级核准岗位",
        who=lambda actor: actor.is_city and actor.has_role("city.approve"),
    ),
    Rule(name="officer.register", title="查看处理登记的工作人员", who=is_register_reader),
    Rule(name="officer.sanction", title="本机关的处理", who=is_register_reader, reach=sanction_for, key="sanction_id"),
    Rule(name="officer.spot_check", title="本区的抽查", who=is_intake_officer, reach=check_for, key="check_id"),
    Rule(name="officer.checked", title="本区抽查的证件", who=is_intake_officer, reach=item_for, key="item_id"),
    Rule(name="verifier.office", title="登记过的用证部门", who=is_verifier, by_key=True),
)
RULES = {rule.name: rule for rule in _ALL}


def requires(name: str) -> Callable[[View], View]:
    """Keep the rule of that name before the view; it gets `request.actor` and, where the rule reaches, `request.found`.

    No cache keeps the answer. Raises KeyError at import for a name that is no rule; at a request Refusal (not for you)
    or NotFound.
    """
    rule = RULES[name]

    def keeping(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if rule.open_to_all:
                return view(request, *args, **kwargs)
            actor = _by_key(request) if rule.by_key else _signed_in(request)
            if actor is None:
                return _kept_nowhere(redirect_to_login(request.get_full_path()))
            request.actor = actor  # type: ignore[attr-defined]
            _check_acting(request)  # type: ignore[arg-type]
            request.found = admit(rule, request.actor, kwargs)  # type: ignore[attr-defined]
            return _kept_nowhere(view(request, *args, **kwargs))

        kept.access_rule = rule.name  # type: ignore[attr-defined]
        return kept

    return keeping


def _signed_in(request: HttpRequest) -> Actor | None:
    return actor_of(request.user) if request.user.is_authenticated else None


def _by_key(request: HttpRequest) -> Actor:
    """Whoever the key belongs to. Refusal: verifier.no_key."""
    actor = actor_of_key(request.headers.get("Authorization", ""))
    if actor is None:
        raise Refusal(
            "verifier.no_key",
            "没有密钥，或者密钥不对、已经停用。",
            do="请在 Authorization 里写 Bearer 和本部门的密钥。",
        )
    return actor


def _check_acting(request: Asked) -> None:
    """A frozen account, or a stopped agent, looks and changes nothing (LF-05, CP-152)."""
    if request.actor.kind == AGENT and request.method not in ("GET", "HEAD", "OPTIONS"):
        frozen = freezing(employer_id=request.actor.employer_id, user_id=request.actor.user_id, on=clock.today())
        if frozen is not None:
            raise Refusal(
                "account.frozen",
                f"账户处于“{kinds()[frozen.kind].title}”（{frozen.decision}），现在只能查看，不能办理。",
                do="请联系作出决定的区人力社保部门。",
            )


def _kept_nowhere(answer: HttpResponseBase) -> HttpResponseBase:
    """What is for one person stays in no cache, also not in the browser of a shared machine, unless the view knows."""
    if "Cache-Control" not in answer:
        answer["Cache-Control"] = KEPT_NOWHERE
    return answer


_COMES_FIRST = (
    (
        is_applicant,
        is_newcomer,
        "您还没有登记身份，不能使用此页面。",
        "请先从首页登录进入“我的首页”，登记姓名和证件号码。",
    ),
    (
        is_agent,
        is_agents_login,
        "您的账号还没有绑定单位，不能使用此页面。",
        "请先从首页登录进入单位首页，登记单位或者找回账号。",
    ),
)
"""Whom a page waits for: the rule's own people, the login that lacks a step, what is said and what to do."""


def admit(rule: Rule, actor: Actor, parts: dict[str, Any]) -> object:
    """What the actor reached under the rule, None where it reaches nothing; Refusal or NotFound otherwise."""
    if not rule.who(actor):
        for who, login, message, do in _COMES_FIRST:
            if rule.who is who and login(actor):
                raise Refusal("access.not_yet", message, do=do)
        raise Refusal(
            "access.not_for_you",
            "您的账号不能使用此页面。",
            do="有别的身份的，请退出后换那个身份登录；或者从首页进入。",
        )
    return rule.reach(actor, parts[rule.key]) if rule.reach else None
