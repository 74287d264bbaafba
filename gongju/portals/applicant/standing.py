"""Where a person stands: employment, open business, permit and profile on a day, and the one next thing to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case, Correction
from gongju.employers import queries as employers
from gongju.employers.models import Employment
from gongju.forms.filling import Filling
from gongju.people import profile
from gongju.people.models import Person
from gongju.permits import queries as permits
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.portals.applicant.changes import Offer, offers_of
from gongju.portals.shared.appointments import GoingOn, going_on
from gongju.portals.shared.parts import Dated
from gongju.portals.shared.wording import day_text, short_day_text
from gongju.rules import procedure as parties
from gongju.rules.edition import Edition
from gongju.rules.entries import LAST_DAY, Term
from gongju.rules.procedure import Stage
from gongju.rules.terms import term_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`asked` are link requests nobody answered; `correction` the notice of the open case that still waits."""

    person: Person
    on: date
    employments: tuple[Employment, ...]
    case: Case | None
    stage: Stage | None
    now: GoingOn | None
    correction: Correction | None
    permit: Permit | None
    incomplete: tuple[Filling, ...]
    offers: tuple[Offer, ...] = ()

    @property
    def employment(self) -> Employment | None:
        """The confirmed one."""
        return next((one for one in self.employments if one.state == Employment.State.CONFIRMED), None)

    @property
    def asked(self) -> Employment | None:
        """A request that the employer has not answered."""
        return next((one for one in self.employments if one.state == Employment.State.REQUESTED), None)

    @property
    def state(self) -> State | None:
        """What the permit is on the day."""
        return state_on(self.permit, self.on) if self.permit else None

    @property
    def holds_permit(self) -> bool:
        """Whether there is a permit that lives on, valid or not."""
        return self.state is not None and self.state not in permits.OUTLIVED


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing to do now; without `href` there is nothing to do but wait. `tone` names the card's edge."""

    title: str
    text: str
    href: str = ""
    act: str = ""
    tone: str = "next"


def standing_of(person: Person, on: date) -> Standing:
    """Where the person stands on a day, in a bounded number of queries."""
    case = casework.open_exclusive(person.pk)
    stage = books.procedure_by_digest(case.procedure.digest).stage(case.stage) if case else None
    permit = permits.of_person(person.pk).first()
    return Standing(
        person=person,
        on=on,
        employments=tuple(employers.of_person(person.pk)),
        case=case,
        stage=stage,
        now=now_of(case, on) if case else None,
        correction=case.corrections.filter(answered_at__isnull=True).last() if case else None,
        permit=permit,
        incomplete=profile.incomplete(person),
        offers=offers_of(permit, on) if permit and case is None else (),
    )


def next_thing(here: Standing) -> Next:
    """The one next thing, the most pressing first."""
    return next(_in_turn(here))


def _in_turn(here: Standing) -> Iterator[Next]:
    if here.case and here.stage:
        yield _of_case(here, here.case, here.stage)
    if here.employment is None:
        yield _to_link(here)
    if here.incomplete and not here.holds_permit:
        yield _to_fill(here)
    if not here.holds_permit:
        text = "单位已确认关联，个人信息已填完。看看条件是否符合、要交哪些材料，就可以提交申请。"
        yield Next("申请工作居住证", text, reverse("applicant:businesses"), "去申请")
    if here.offers:
        yield _to_change(here)
    yield _of_permit(here)


def _of_case(here: Standing, case: Case, stage: Stage) -> Next:
    href = reverse("applicant:case", args=[case.number])
    if here.correction and parties.APPLICANT in stage.edits:
        due = f"，{short_day_text(here.correction.due_on)}前交回" if here.correction.due_on else ""
        text = "一次告知书列出了全部问题。逐项改好后重新提交，由单位确认后继续办理。"
        return Next(f"补正申请{due}", text, href, "去补正", "warn")
    if stage.turn == parties.AGENT and parties.APPLICANT in stage.edits:
        text = "请核对您的信息，回答还要问的问题，交您自己的材料；齐了以后由单位经办人提交。"
        return Next(f"单位为您发起了“{title_of(case)}”", text, reverse("applicant:fill", args=[case.number]), "去核对")
    if stage.turn == parties.APPLICANT:
        return Next(f"继续办理“{title_of(case)}”", stage.ongoing, href, "继续填写")
    due = f"办理期限是{day_text(case.due_on)}{'（暂定）' if case.due_provisional else ''}。" if case.due_on else ""
    now = here.now or GoingOn(stage.title, stage.ongoing)
    return Next(
        f"“{title_of(case)}”{now.word}",
        f"{now.sentence}{due}您现在不用做什么，有变化会通知您。",
        href,
        "查看进度",
        "wait",
    )


def now_of(case: Case, on: date) -> GoingOn:
    """What is going on with the case, by the books it was handed in under."""
    digest = case.rulebook.digest if case.rulebook else ""
    edition = books.edition_by_digest(digest) if digest else books.edition_for(case.authority, on)
    return going_on(case, books.procedure_by_digest(case.procedure.digest), edition, on=on)


def title_of(case: Case) -> str:
    """The business as people know it."""
    return books.procedure_by_digest(case.procedure.digest).title


def _to_link(here: Standing) -> Next:
    href = reverse("applicant:employer")
    if here.asked:
        return _link_asked(here, here.asked, href)
    if here.state is State.SUSPENDED:
        text = "您的证件因离职挂起。与新单位关联后，由新单位在原有效期内提交聘用单位变更。"
        return Next("与新单位关联", text, href, "去关联", "warn")
    return Next("与聘用单位关联", "向单位经办人要一个单位关联码，输入后由单位确认。", href, "去关联")


def _link_asked(here: Standing, asked: Employment, href: str) -> Next:
    """There is something to do while the employer has not answered, unless the profile is complete."""
    title, text = f"等待{asked.employer.name}确认关联", "单位经办人核对劳动合同后确认。"
    if here.incomplete and not here.holds_permit:
        part = reverse("applicant:part", args=[here.incomplete[0].part.name])
        return Next(title, f"{text}等的时候可以先完善个人信息。", part, "去完善信息", "wait")
    return Next(title, text, href, "查看", "wait")


def _to_fill(here: Standing) -> Next:
    titles = "、".join(one.title for one in here.incomplete[:3])
    more = f"等 {len(here.incomplete)} 部分" if len(here.incomplete) > 3 else ""
    href = reverse("applicant:part", args=[here.incomplete[0].part.name])
    return Next("完善个人信息", f"还没填完：{titles}{more}。填到哪里就存到哪里，可以随时回来接着填。", href, "接着填")


def _to_change(here: Standing) -> Next:
    """The permit says otherwise than the profile: the fitting business, with what differs in few words (CY-Q91)."""
    titles = "、".join(f"“{one.title}”" for one in here.offers)
    items = "、".join(one.items for one in here.offers)
    href = reverse("applicant:permit", args=[here.permit.number if here.permit else ""])
    text = f"您的个人信息已经改过，证件上还是原来的{items}。可以办理{titles}，核准后证件随之更新。"
    return Next("证件与您的个人信息不一致", text, href, "看看哪里不一致", "warn")


def _of_permit(here: Standing) -> Next:
    permit, state = here.permit, here.state
    assert permit is not None  # noqa: S101  # only asked of somebody who holds one
    href = reverse("applicant:permit", args=[permit.number])
    if state is State.VALID:
        text = f"有效期到{day_text(permit.last_day)}。需要出示时打印确认单，对方扫码即可核实。"
        return Next("您的证件有效，现在没有要办的事", text, href, "查看证件", "ok")
    if state is State.NOT_YET:
        text = f"{day_text(permit.first_day)}起有效，那天起可以打印确认单。"
        return Next("您的申请已核准", text, href, "查看证件", "ok")
    return Next(f"您的证件现在是“{state}”", "证件页写明了原因和经过。", href, "查看证件", "warn")


def dates_ahead(here: Standing) -> list[Dated]:
    """The days that come next, soonest first."""
    found = [*_case_days(here), *_permit_days(here), *_contract_days(here)]
    return sorted((one for one in found if one.day >= here.on), key=lambda one: one.day)


def _case_days(here: Standing) -> Iterator[Dated]:
    if here.correction and here.correction.due_on:
        yield Dated(here.correction.due_on, "补正材料交回")
    if here.case and here.case.due_on:
        yield Dated(here.case.due_on, f"“{title_of(here.case)}”办理期限", "暂定" if here.case.due_provisional else "")


def _permit_days(here: Standing) -> Iterator[Dated]:
    permit = here.permit
    if permit is None or not here.holds_permit:
        return
    yield Dated(permit.last_day, "工作居住证到期")
    edition, calendar = books.edition_for(permit.authority, here.on), books.work_calendar()
    for term in _counted_back(edition):
        reached = term_date(term, permit.last_day, calendar)
        yield Dated(reached.date, term.title, "暂定" if reached.provisional else "")


def _counted_back(edition: Edition) -> Iterator[Term]:
    """The terms of renewal that count back from a permit's last day."""
    if "renewal" in edition.businesses:
        yield from (one for one in edition.terms_of("renewal") if one.from_event == LAST_DAY)


def _contract_days(here: Standing) -> Iterator[Dated]:
    if here.employment and here.employment.contract_to:
        yield Dated(here.employment.contract_to, "劳动合同到期")
