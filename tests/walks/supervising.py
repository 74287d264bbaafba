"""Steps of a walk about permits and what offices decide: orders, papers, the register, lists, spot checks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from gongju.actions.import_permits import import_permits
from gongju.actions.import_settled import import_settled
from gongju.actions.impose import About, impose, lift
from gongju.actions.order import cancel_by_decision, freeze, report_retirement, unfreeze
from gongju.actions.print_confirmation import print_confirmation
from gongju.actions.reissue import REASONS, reissue
from gongju.actions.spot_check import draw_sample, record_result
from gongju.employers.models import Agent, Employer
from gongju.people.models import Person, User
from gongju.permits.models import Permit
from gongju.sanctions.kinds import kinds
from gongju.sanctions.models import Checked, Sanction
from tests.walks.town import actor
from tests.walks.walk import Walk

REASON = "情况属实。"


def order(walk: Walk) -> None:
    """An office freezes, lifts, cancels, or notes a retirement."""
    permit = walk.one_of(Permit.objects.order_by("pk"))
    desk = walk.town.officers(permit.authority, "district.approve") if permit else []
    if permit is None or not desk:
        return
    who, today = walk.chance.choice(desk), walk.now.date()
    told: dict[str, Any] = {"permit_number": permit.number, "reason": REASON}
    drawn = walk.chance.random()
    if drawn < 0.4:
        until = today + timedelta(days=walk.chance.randint(1, 60)) if walk.often(0.7) else None
        walk.do(freeze, by=who, since=today + timedelta(days=walk.chance.randint(-1, 9)), until=until, **told)
    elif drawn < 0.85:
        walk.do(unfreeze, by=who, **told)
    elif drawn < 0.93:
        walk.do(cancel_by_decision, by=who, **told)
    else:
        retired = today - timedelta(days=walk.chance.randint(-1, 90))
        walk.do(report_retirement, by=who, retired_on=retired, **told)


def paper_of_a_permit(walk: Walk) -> None:
    """The confirmation is printed, or issued anew."""
    permit = walk.one_of(Permit.objects.order_by("pk"))
    user = User.objects.filter(person_id=permit.person_id).first() if permit else None
    if permit is None or user is None:
        return
    desk = walk.town.officers(permit.authority, "district.accept")
    who = walk.chance.choice([actor(user.pk), actor(user.pk), *desk])
    if walk.often(0.7):
        walk.do(print_confirmation, by=who, permit_number=permit.number)
    else:
        walk.do(reissue, by=who, permit_number=permit.number, reason=walk.chance.choice([*REASONS, "没有这样的原因"]))


def decide(walk: Walk) -> None:
    """A decision comes into the register, or is lifted."""
    who = walk.an_officer()
    standing = walk.one_of(Sanction.objects.filter(lifted_on__isnull=True).order_by("pk"))
    if standing is not None and walk.often(0.6):
        found = [one for one in walk.town.staff[standing.authority] if one.has_role("district.approve", "city.approve")]
        walk.do(lift, by=walk.chance.choice(found or [who]), sanction_id=standing.pk, reason=REASON)
        return
    kind = walk.chance.choice(list(kinds().values()))
    abouts = {
        "person": lambda: About(person_id=walk.one_of(Person.objects.order_by("pk")).pk),
        "employer": lambda: About(employer_id=walk.one_of(Employer.objects.order_by("pk")).pk),
        "agent": lambda: _about_agent(walk),
    }
    first = walk.now.date() + timedelta(days=walk.chance.randint(-1, 5))
    until = first + timedelta(days=walk.chance.randint(0, 60)) if walk.often(0.8) else None
    told: dict[str, Any] = {
        "ground": REASON,
        "evidence": REASON,
        "decision": "京人社 1 号",
        "first_day": first,
        "until": until,
    }
    walk.do(impose, by=who, about=abouts[kind.about](), kind=kind.code, **told)


def _about_agent(walk: Walk) -> About:
    agent = walk.one_of(Agent.objects.order_by("pk"))
    return About(employer_id=agent.employer_id, agent_id=agent.pk)


def bring_in(walk: Walk) -> None:
    """A table of old permits, or of people who settled."""
    person = walk.one_of(Person.objects.order_by("pk"))
    today = walk.now.date()
    if walk.often(0.3):
        city = walk.chance.choice(walk.town.staff["beijing"])
        table = f"姓名,证件号码,落户日期\n{person.name},{person.identity_number},{today - timedelta(days=5)}\n"
        walk.do(import_settled, by=city, content=table.encode(), confirm=walk.often(0.6))
        return
    employer = walk.one_of(Employer.objects.order_by("pk"))
    desk = walk.town.officers(employer.authority, "district.accept")
    last = today + timedelta(days=walk.chance.randint(-100, 400))
    first = date(last.year - 3, last.month, min(last.day, 28))
    number = f"OLD{walk.chance.randrange(10**6):06d}"
    cells = [number, person.name, person.identity_kind, person.identity_number, employer.uscc, str(first), str(last)]
    if walk.often(0.5):
        cells.append(str(today - timedelta(days=3)) if first <= today - timedelta(days=3) else "")
    else:
        cells.append("")
    head = "证件编号,姓名,证件类型,证件号码,统一社会信用代码,有效期起,有效期止,挂起日期"
    table = f"{head}\n{','.join(cells)}\n"
    if desk:
        walk.do(import_permits, by=walk.chance.choice(desk), content=table.encode(), confirm=walk.often(0.7))


def spot_check(walk: Walk) -> None:
    """A sample is drawn, or a result noted."""
    who = walk.an_officer()
    item = walk.one_of(Checked.objects.filter(result="waiting").order_by("pk")) if walk.often(0.6) else None
    if item is None:
        walk.do(draw_sample, by=who, title="抽查", size=walk.chance.randint(1, 3), seed=walk.chance.randrange(10**9))
        return
    result = walk.chance.choice([Checked.Result.FINE, Checked.Result.PROBLEM])
    desk = walk.town.officers(item.check_of.authority, "district.review")
    walk.do(record_result, by=walk.chance.choice(desk), item_id=item.pk, result=result, note=REASON, follow_up=REASON)
