"""Stories of the demo city: how far each application goes, played by the verbs with a set clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from gongju.access.actor import Actor
from gongju.actions.confirm_link import Contract, confirm_link
from gongju.actions.fill import fill
from gongju.actions.findings import record_finding
from gongju.actions.link import ask_link
from gongju.actions.move import move
from gongju.actions.open_case import open_case
from gongju.actions.order import cancel_by_decision, freeze
from gongju.actions.release import release
from gongju.actions.save_part import save_profile_part
from gongju.casework.models import Case
from gongju.employers.models import Employer, Employment
from gongju.ops.demo.papers import Lines, decide, hand_in_all, keep, made
from gongju.ops.demo.people import MadeUp, answers_of, profile_of
from gongju.permits.models import Permit

FAULTS = (
    ("income_12", "incomplete", "没有单位公章，请补盖后重新扫描上传。"),
    ("integrity", "out_of_date", "签字日期已超过 1 个月，请重新签字后上传。"),
    ("hukou_book", "incorrect", "姓名与身份证不一致，请核对后更换。"),
)
"""A paper that every first permit in Changping asks for, what is wrong with it, and the officer's words."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One person at one employer, the officers in charge, and the moment it begins."""

    who: MadeUp
    person: Actor
    agent: Actor
    employer: Employer
    officers: dict[str, Actor]
    start: datetime
    chance: Random

    def at(self, days: float) -> datetime:
        """So many days after the start."""
        return self.start + timedelta(days=days)

    @property
    def lines(self) -> Lines:
        """What a paper of the person's application says."""
        return (("姓名", self.who.name), ("单位", self.employer.name), ("月均应税收入", f"{self.who.income} 元"))


def linked(scene: Scene, *, confirmed: bool = True) -> Employment:
    """The person asks with the code; the agent confirms with the contract."""
    since = max(scene.who.employed_since, scene.start.date() - timedelta(days=900))
    lines = (("用人单位", scene.employer.name), ("岗位", scene.who.post))
    paper = made("劳动合同书", lines, since.replace(day=1)) if confirmed else None
    asked = ask_link(actor=scene.person, now=scene.start, link_code=scene.employer.link_code)
    if paper is None:
        return asked
    version = keep(scene.agent, "contract", f"劳动合同（{scene.who.name}）", paper, scene.at(0.2))
    contract = Contract(
        post=scene.who.post,
        post_kind="管理技术岗位",
        kind="固定期限",
        employed_from=scene.who.employed_since,
        since=since,
        until=date(scene.start.year + 4, 6, 30),
        document_id=version.document_id,
    )
    return confirm_link(actor=scene.agent, now=scene.at(0.2), employment_id=asked.pk, contract=contract)


def filled_profile(scene: Scene) -> None:
    """Every part of 完善信息, and the photo."""
    picture = made("证件照片", (("姓名", scene.who.name),), scene.start.date())
    parts = profile_of(scene.who, employer=scene.employer.name, on=scene.start.date(), chance=scene.chance)
    for part, content in parts.items():
        save_profile_part(actor=scene.person, now=scene.start, part=part, content=content)
    photo = keep(scene.person, "photo", "证件照片", picture, scene.start)
    save_profile_part(actor=scene.person, now=scene.start, part="photo", content={"document": str(photo.document_id)})


def draft(scene: Scene) -> Case:
    """An application filled in, with every paper of the person's."""
    filled_profile(scene)
    case = open_case(actor=scene.person, now=scene.at(0.4), type="first_issue")
    case = fill(actor=scene.person, now=scene.at(0.5), case_number=case.number, answers=answers_of(scene.who)).case
    hand_in_all(scene.person, case, scene.lines, scene.at(0.6))
    return case


def go(who: Actor, case: Case, transition: str, now: datetime, reason: str = "") -> Case:
    """One move by somebody who sees the case as it was left."""
    return move(
        actor=who, now=now, case_number=case.number, transition=transition, seen_stage=case.stage, reason=reason
    )


def submitted(scene: Scene) -> Case:
    """Waits for the employer."""
    return go(scene.person, draft(scene), "submit", scene.at(1))


def endorsed(scene: Scene) -> Case:
    """Waits for acceptance."""
    case = submitted(scene)
    hand_in_all(scene.agent, case, scene.lines, scene.at(2))
    return go(scene.agent, case, "endorse", scene.at(2))


def returned(scene: Scene) -> Case:
    """Sent back for correction with one to three faults at once."""
    case = endorsed(scene)
    accepting, now = scene.officers["孙静"], scene.at(4)
    for material, fault, text in FAULTS[: scene.chance.randrange(1, 4)]:
        record_finding(
            actor=accepting,
            now=now,
            case_number=case.number,
            about_kind="material",
            about=material,
            fault=fault,
            text=text,
            page=1,
        )
    return go(accepting, case, "return_for_correction", now)


def accepted(scene: Scene) -> Case:
    """Under review."""
    return go(scene.officers["孙静"], endorsed(scene), "accept", scene.at(5))


def reviewed(scene: Scene) -> Case:
    """Waits for the final approval."""
    case, reviewing, now = accepted(scene), scene.officers["周明远"], scene.at(8)
    decide(reviewing, case, now)
    return go(reviewing, case, "pass_review", now)


def approved(scene: Scene) -> Case:
    """The person holds a permit."""
    return go(scene.officers["吴桐"], reviewed(scene), "approve", scene.at(11))


def left(scene: Scene) -> Case:
    """Approved, and then the person left: the permit is suspended."""
    case = approved(scene)
    employment = Employment.objects.get(person__users=scene.person.user_id or 0, state=Employment.State.CONFIRMED)
    day = scene.at(40)
    lines = (("姓名", scene.who.name), ("离职日期", f"{day:%Y-%m-%d}"), ("单位", scene.employer.name))
    proof = keep(scene.agent, "leaving_certificate", "离职证明", made("离职证明", lines, day.date()), day)
    release(
        actor=scene.agent,
        now=day,
        employment_id=employment.pk,
        ended_on=day.date(),
        reason="本人辞职",
        document_id=proof.document_id,
    )
    return case


RENEWAL = {"tax_here": True, "insurance_here": True, "permit_unit_matches": True, "lowest_monthly_income": "12000"}


def renewing(scene: Scene) -> Case:
    """Approved almost three years ago; the employer has started the renewal."""
    approved(scene)
    return open_case(actor=scene.agent, now=scene.at(1050), type="renewal", person_id=scene.person.person_id)


def renewal_submitted(scene: Scene) -> Case:
    """The renewal waits for acceptance."""
    case, now = renewing(scene), scene.at(1052)
    case = fill(actor=scene.person, now=now, case_number=case.number, answers=RENEWAL).case
    hand_in_all(scene.person, case, scene.lines, now)
    hand_in_all(scene.agent, case, scene.lines, now)
    return go(scene.agent, case, "submit", now)


def frozen(scene: Scene) -> Case:
    """Approved, and then frozen while papers are checked."""
    case, day = approved(scene), scene.at(50)
    permit = Permit.objects.get(issued_by=case)
    why = "收到举报，正在核查学历材料。"
    freeze(actor=scene.officers["吴桐"], now=day, permit_number=permit.number, since=day.date(), reason=why)
    return case


def cancelled(scene: Scene) -> Case:
    """Approved, and cancelled by decision."""
    case, day = approved(scene), scene.at(55)
    permit = Permit.objects.get(issued_by=case)
    why = "经核查，申请时提供的社会保险证明不实，依据指南四（五）予以注销。"
    cancel_by_decision(actor=scene.officers["吴桐"], now=day, permit_number=permit.number, reason=why)
    return case


def closed(scene: Scene) -> Case:
    """The person left in the middle: the case is closed, the place given back."""
    case = endorsed(scene)
    employment = Employment.objects.get(person__users=scene.person.user_id or 0, state=Employment.State.CONFIRMED)
    day = scene.at(6)
    release(actor=scene.agent, now=day, employment_id=employment.pk, ended_on=day.date(), reason="合同到期不再续订")
    return case


def refused(scene: Scene) -> Case:
    """Not accepted."""
    reason = "申请单位不属于本区受理范围，请向注册地所在区申请。"
    return go(scene.officers["孙静"], endorsed(scene), "refuse", scene.at(5), reason)


def withdrawn(scene: Scene) -> Case:
    """Taken back by the person."""
    return go(scene.person, endorsed(scene), "withdraw", scene.at(4))


def rejected(scene: Scene) -> Case:
    """Not approved at the end."""
    reason = "经核实，申请人近 12 个月的社会保险有中断，不符合连续缴纳的条件。"
    case = go(scene.officers["周明远"], accepted(scene), "propose_rejection", scene.at(8), reason)
    case = go(scene.person, case, "answer_rejection", scene.at(9), "中断的一个月是换单位时没有接上，已经补缴。")
    return go(scene.officers["吴桐"], case, "reject", scene.at(10), reason)


Story = Callable[[Scene], Case]
