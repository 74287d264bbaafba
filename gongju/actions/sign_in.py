"""Sign in: a provider vouched for somebody; find who that is here, or make a person's first account."""

from datetime import datetime

from django.db import transaction

from gongju.employers.models import Agent
from gongju.errors import Refusal
from gongju.people.models import User
from gongju.people.queries import plain_number
from gongju.people.sign_in_records import add_login
from gongju.people.sign_ins import user_of

UNKNOWN = {
    "agent": "请让单位原有经办人添加您，或者由法定代表人授权后到区人力社保局办理经办人登记，再登录。",
    "staff": "请联系本单位管理员，为您的工作账号开通权限后再登录。",
}
OF_KIND = {"person": "个人", "agent": "单位经办人", "staff": "工作人员"}


def sign_in(
    *, now: datetime, kind: str, issuer: str, subject: str, name: str, employer_code: str | None = None
) -> User:
    """The user whom `issuer` calls `subject`, coming in by an entrance for `kind` (person, agent, staff).

    A person unknown so far gets an account, still without identity. Raises Refusal:
    signin.unknown (agents and staff are bound beforehand), signin.closed, signin.other_kind, signin.other_employer.
    `employer_code`: the 统一社会信用代码 in the certificate; None where the provider tells none.
    """
    with transaction.atomic():
        user = user_of(issuer, subject) or _first_time(now, kind, issuer, subject, name)
    if not user.is_active:
        raise Refusal("signin.closed", "这个账号已停用。", do="如有疑问，请联系为您开通账号的单位或机关。")
    if user.kind != kind:
        raise Refusal(
            "signin.other_kind",
            f"这个账号是{OF_KIND[user.kind]}账号，不能从{OF_KIND[kind]}入口登录。",
            do=f"请返回登录页，选择{OF_KIND[user.kind]}入口。",
        )
    if kind == User.Kind.AGENT and employer_code is not None:
        _check_employer(user, employer_code)
    return user


def _check_employer(user: User, code: str) -> None:
    """An agent acts for the employer whose certificate they hold, and for no other."""
    agent = Agent.objects.filter(user=user, active=True).select_related("employer").first()
    if not code or (agent is not None and agent.employer.uscc != plain_number(code)):
        raise Refusal(
            "signin.other_employer",
            "证书上的单位与您登记为经办人的单位不一致，不能登录。",
            do="请使用本单位的证书；单位有变化的，到区人力社保局办理经办人登记。",
        )


def _first_time(now: datetime, kind: str, issuer: str, subject: str, name: str) -> User:
    if kind != User.Kind.PERSON:
        raise Refusal("signin.unknown", f"还没有登记您为{OF_KIND[kind]}。", do=UNKNOWN[kind])
    return add_login(now=now, kind=kind, display_name=name, issuer=issuer, subject=subject)
