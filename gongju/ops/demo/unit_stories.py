"""Stories of the demo's employers: a new name, a move, an account to be recovered, an old permit, a late release."""

from datetime import datetime, timedelta

from gongju.access.actor import Actor, actor_of
from gongju.actions.admit import admit_agent
from gongju.actions.ask_for_account import ask_for_account
from gongju.actions.ask_release import ask_release
from gongju.actions.import_permits import COLUMNS, import_permits
from gongju.actions.open_case import open_case
from gongju.actions.propose_particulars import propose_particulars
from gongju.casework.models import Case
from gongju.employers.models import Employer
from gongju.ops.demo.papers import hand_in_all, keep, lines_of_employer, made
from gongju.ops.demo.people import MadeUp
from gongju.ops.demo.players import SYSTEM
from gongju.ops.demo.stories import Scene, go, linked


def renamed(agent: Actor, employer: Employer, now: datetime) -> Case:
    """The employer has a new name and waits for acceptance."""
    case = open_case(actor=agent, now=now, type="change_of_employer_particulars")
    name = employer.name.replace("有限公司", "（集团）有限公司")
    propose_particulars(actor=agent, now=now, case_number=case.number, content={"name": name})
    hand_in_all(agent, case, lines_of_employer(employer), now)
    return go(agent, case, "submit", now + timedelta(hours=2))


def moving(agent: Actor, now: datetime) -> Case:
    """The employer has begun to ask 东城区 to take it over."""
    return open_case(actor=agent, now=now, type="change_of_authority", authority="dongcheng")


def recovering(name: str, issuer: str, employer: Employer, now: datetime) -> Case:
    """Somebody whom the employer has not filed asks to become its agent; a clerk has the three papers before them."""
    newcomer = actor_of(admit_agent(actor=SYSTEM, now=now, name=name, issuer=issuer, subject="agent-recover"))
    case = ask_for_account(actor=newcomer, now=now, uscc=employer.uscc, name=employer.name)
    hand_in_all(newcomer, case, lines_of_employer(employer), now)
    return go(newcomer, case, "submit", now + timedelta(hours=1))


def old_permit(counter: Actor, who: MadeUp, employer: Employer, now: datetime) -> None:
    """A permit of the former system, whose holder has not signed in here yet."""
    first = (now - timedelta(days=500)).date()
    last = first.replace(year=first.year + 3) - timedelta(days=1)
    cells = (
        f"CP{first.year}900001",
        who.name,
        "居民身份证",
        who.identity,
        employer.uscc,
        first.isoformat(),
        last.isoformat(),
    )
    table = f"{','.join(COLUMNS)}\n{','.join(cells)}\n"
    import_permits(actor=counter, now=now, content=table.encode(), confirm=True)


def not_released(scene: Scene, now: datetime) -> None:
    """The person left a month ago, the employer did nothing, and the district is asked."""
    employment = linked(scene)
    paper = made("离职证明", (("姓名", scene.who.name), ("单位", scene.employer.name)), now.date())
    kept = keep(scene.person, "leaving_certificate", "离职证明", paper, now)
    ask_release(
        actor=scene.person,
        now=now,
        employment_id=employment.pk,
        left_on=(now - timedelta(days=30)).date(),
        document_id=kept.document_id,
        note="多次联系单位，没有办理。",
    )
