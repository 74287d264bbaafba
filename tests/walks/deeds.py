"""Steps of a walk besides the cases: businesses begun, linking and leaving, profiles, agents, the passing of a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from gongju.access.actor import Actor
from gongju.actions.add_agent import add_agent, end_agent
from gongju.actions.ask_for_account import ask_for_account
from gongju.actions.ask_release import ask_release
from gongju.actions.choose_authority import choose_authority
from gongju.actions.confirm_link import confirm_link, refuse_link, update_contract
from gongju.actions.daily import daily
from gongju.actions.link import ask_link, withdraw_link
from gongju.actions.may_open import openings
from gongju.actions.open_case import open_case
from gongju.actions.open_many import open_many
from gongju.actions.own_openings import moves_to, own_openings
from gongju.actions.release import Leaving, release
from gongju.actions.release_by_office import refuse_release, release_by_office
from gongju.actions.save_part import save_employer_part, save_profile_part
from gongju.actions.set_calendar import SetDay, set_calendar
from gongju.casework.models import CalendarDay, Case
from gongju.employers.models import Agent, Employer, Employment, ReleaseRequest
from gongju.employers.records import Contract
from gongju.people import profile as profiles
from gongju.people.models import Person, User
from tests import cast
from tests.walks.preparing import children
from tests.walks.town import DISTRICTS, actor, particulars
from tests.walks.walk import Walk

REASON = "情况属实。"
BUSY = 9
NOVEMBER = 11
HOLIDAYS = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


def begin_about_a_person(walk: Walk) -> None:
    """A person, or an agent for one of the staff, opens a business; what is offered opens, what is not is refused."""
    found = Employment.objects.filter(state="confirmed").order_by("pk")
    busy = Case.objects.filter(open=True, exclusive=True).values("person_id")
    linked = walk.one_of(found.exclude(person_id__in=busy) if walk.often(0.9) else found)
    if linked is None:
        return
    user = User.objects.filter(person_id=linked.person_id).first()
    by_agent = user is None or walk.often(0.5)
    who = walk.agent_at(linked.employer_id) if by_agent else actor(user.pk) if user else None
    if who is None:
        return
    about = {"person_id": linked.person_id} if by_agent else {}
    offered = [one for one in openings(actor=who, now=walk.now, **about) if one.mine]
    allowed = [one for one in offered if one.allowed]
    if not allowed and walk.often(0.7):
        return
    chosen = walk.one_of(allowed if allowed and walk.often(0.9) else offered)
    if chosen is None:
        return
    case = walk.do(open_case, by=who, must=chosen.allowed, type=chosen.business.name, **about)
    if case is not None and not chosen.allowed:
        walk.fault(f"{chosen.business.name} was opened, though not offered: {chosen.why_not}")


def begin_own(walk: Walk) -> None:
    """An employer opens a business of its own."""
    who = walk.an_agent()
    employer = Employer.objects.filter(pk=who.employer_id or 0).first()
    if employer is None:
        return
    offer = moves_to if walk.often(0.1) else own_openings
    offered = list(offer(actor=who, now=walk.now, employer=employer))
    allowed = [one for one in offered if one.allowed]
    chosen = walk.one_of(allowed if allowed and walk.often(0.9) else offered)
    if chosen is None:
        return
    told: dict[str, Any] = {"type": chosen.business.name, "authority": chosen.authority}
    case = walk.do(open_case, by=who, must=chosen.allowed, **told)
    if case is not None and not chosen.allowed:
        walk.fault(f"{told} was opened, though not offered: {chosen.why_not}")


def begin_for_many(walk: Walk) -> None:
    """An agent opens renewals for everybody at once."""
    who = walk.an_agent()
    staff = Employment.objects.filter(employer_id=who.employer_id or 0, state="confirmed").order_by("pk")
    people = list(staff.values_list("person_id", flat=True))
    kind = walk.chance.choice(["renewal", "change_of_employer", "cancellation"])
    walk.do(open_many, by=who, type=kind, person_ids=people)


def link(walk: Walk) -> None:
    """Somebody asks an employer, or takes it back, or the employer answers."""
    waiting = walk.one_of(Employment.objects.filter(state="requested").order_by("pk"))
    if waiting is None or walk.often(0.4):
        employer = walk.one_of(Employer.objects.order_by("pk"))
        walk.do(
            ask_link, by=_free(walk) or walk.someone(), link_code=employer.link_code if walk.often(0.97) else "XXXXXXXX"
        )
        return
    agent = walk.agent_at(waiting.employer_id)
    if agent is None or walk.often(0.1):
        user = User.objects.get(person_id=waiting.person_id)
        walk.do(withdraw_link, by=actor(user.pk), employment_id=waiting.pk)
    elif walk.often(0.1):
        walk.do(refuse_link, by=agent, employment_id=waiting.pk, reason=REASON)
    else:
        walk.do(confirm_link, by=agent, employment_id=waiting.pk, contract=contract(walk, agent))


def _free(walk: Walk) -> Actor | None:
    """Somebody who works nowhere."""
    linked = Employment.objects.filter(state="confirmed").values("person_id")
    found = walk.one_of(User.objects.filter(pk__in=walk.town.people).exclude(person_id__in=linked).order_by("pk"))
    return actor(found.pk) if found and walk.often(0.8) else None


def contract(walk: Walk, agent: Actor) -> Contract:
    today = walk.now.date()
    since = today - timedelta(days=walk.chance.randint(0, 2500))
    document = cast.paper(agent, "contract", "劳动合同", now=walk.now)
    return Contract(
        post="工程师",
        post_kind="管理技术岗位",
        kind="固定期限",
        employed_from=since,
        since=since,
        until=None if walk.often(0.1) else today + timedelta(days=walk.chance.randint(100, 1500)),
        document_id=document.document_id,
    )


def renew_contract(walk: Walk) -> None:
    """更新合同."""
    linked = walk.one_of(Employment.objects.filter(state="confirmed").order_by("pk"))
    agent = walk.agent_at(linked.employer_id) if linked else None
    if agent is not None and linked is not None:
        walk.do(update_contract, by=agent, employment_id=linked.pk, contract=contract(walk, agent))


def leave(walk: Walk) -> None:
    """An employment ends, by the employer or on the way over the district."""
    linked = walk.one_of(Employment.objects.filter(state="confirmed").order_by("pk"))
    if linked is None:
        return
    ended = walk.now.date() - timedelta(days=walk.chance.randint(0, 20))
    told: dict[str, Any]
    agent = walk.agent_at(linked.employer_id)
    if agent is not None and walk.often(0.7):
        kind = walk.chance.choice([Leaving.LEFT, Leaving.LEFT, *Leaving])
        proof = cast.proof_of_leaving(agent, now=walk.now) if walk.often(0.8) else None
        told = {"ended_on": ended, "reason": REASON, "kind": kind, "document_id": proof}
        walk.do(release, by=agent, employment_id=linked.pk, **told)
        return
    user = User.objects.filter(person_id=linked.person_id).first()
    if user is not None:
        who = actor(user.pk)
        paper = cast.paper(who, "leaving_certificate", "离职证明", now=walk.now)
        told = {"left_on": ended, "document_id": paper.document_id}
        walk.do(ask_release, by=who, employment_id=linked.pk, **told)


def answer_a_release(walk: Walk) -> None:
    """The district lets go on evidence, or says why not."""
    asked = walk.one_of(ReleaseRequest.objects.filter(state="waiting").order_by("pk"))
    desk = walk.town.officers(asked.employment.employer.authority, "district.accept") if asked else []
    if asked is not None and desk:
        verb: Any = release_by_office if walk.often(0.8) else refuse_release
        walk.do(verb, by=walk.chance.choice(desk), request_id=asked.pk, reason=REASON)


def edit_profile(walk: Walk) -> None:
    """A person writes something else into the profile, mostly something that may well be."""
    who = walk.someone()
    person = Person.objects.get(pk=who.person_id or 0)
    kept = profiles.contents(person)
    number = walk.chance.randrange(1000)
    choices: list[tuple[str, Any]] = [
        ("residence", {**cast.PROFILE["residence"], "address": f"昌平区某路 {number} 号"}),
        ("marriage", {"status": walk.chance.choice(["未婚", "离异", "丧偶"])}),
        ("identity", {**kept["identity"], "political_status": walk.chance.choice(["群众", "中共党员"])}),
        ("identity", {**kept["identity"], "new_name": f"改名{number}"}),
        ("children", children(walk, kept.get("children") or [])),
        ("children", children(walk, kept.get("children") or [])),
        ("contact", walk.chance.choice([{}, {"phone": "1"}, cast.PROFILE["contact"]])),
        ("hukou", {**cast.PROFILE["hukou"], "hukou_address": f"某街 {number} 号"}),
        ("work", [{"from": "2012-08", "employer": f"某某第{number}公司", "post": "工程师"}]),
    ]
    part, content = walk.chance.choice(choices)
    walk.do(save_profile_part, by=who, part=part, content=content)


def edit_particulars(walk: Walk) -> None:
    """An agent writes the employer's particulars for its district, or something else."""
    who = walk.an_agent()
    employer = Employer.objects.filter(pk=who.employer_id or 0).first()
    if employer is None:
        return
    district = (
        DISTRICTS.get(employer.authority, "昌平区") if walk.often(0.8) else walk.chance.choice([*DISTRICTS.values()])
    )
    part, content = walk.chance.choice(list(particulars(district).items()))
    walk.do(save_employer_part, by=who, part=part, content=content)


def choose_another_district(walk: Walk) -> None:
    """An employer that is not open yet belongs to another district from now on."""
    walk.do(choose_authority, by=walk.an_agent(), authority=walk.chance.choice([*DISTRICTS, "beijing"]))


def change_agents(walk: Walk) -> None:
    """Another login is filed with an employer, a filing ends, or a login asks to be filed."""
    who, drawn = walk.an_agent(), walk.chance.random()
    employer = walk.one_of(Employer.objects.order_by("pk"))
    if drawn < 0.3:
        walk.do(ask_for_account, by=who, uscc=employer.uscc, name=employer.name)
    elif who.employer_id is not None and drawn < 0.7:
        other = walk.an_agent().user_id
        walk.do(add_agent, by=who, employer_id=who.employer_id, user_id=other, name="新人")
    elif who.employer_id is not None:
        agent = walk.one_of(Agent.objects.filter(employer_id=who.employer_id).order_by("pk"))
        walk.do(end_agent, by=who, employer_id=who.employer_id, agent_id=agent.pk)


def pass_a_day(walk: Walk) -> None:
    """What the passing of a day asks for; done twice it is done once."""
    publish_the_year(walk)
    walk.do(daily, by=None)
    again = walk.do(daily, by=None) if walk.often(0.2) else None
    if again and any(again.values()):
        walk.fault(f"the daily run did something the second time: {dict(again)}")


def publish_the_year(walk: Walk) -> None:
    """Each November the holidays of the next year are made known; before that its days are provisional."""
    year = walk.now.year + (walk.now.month >= NOVEMBER)
    if not CalendarDay.objects.filter(day__year=year).exists():
        days = [SetDay(day=date(year, month, day), working=False, note="放假") for month, day in HOLIDAYS]
        walk.do(set_calendar, by=Actor.system(), days=days, document=f"国办发明电〔{year - 1}〕1号")


def is_quiet() -> bool:
    """Whether little is under way."""
    return Case.objects.filter(open=True).count() < BUSY
