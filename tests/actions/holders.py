"""Holders of permits near their end, in any district and on any day: what renewal and change of employer begin from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from gongju.access.actor import Actor
from gongju.actions.fill import fill
from gongju.actions.matter import matter_of
from gongju.actions.move import move
from gongju.appointments import records as appointments
from gongju.appointments.models import Slot
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.clock import BEIJING
from gongju.employers import records as employers
from gongju.employers.models import Employer
from gongju.people.models import Office
from gongju.permits import records
from gongju.permits.models import Permit
from gongju.rules.calendar import last_day_of_validity
from tests import cast, story
from tests.cast import Stage

WORK = [{"from": "2012-08", "employer": "北京海河蓝科技有限公司", "post": "算法工程师"}]
NAMES = {"dongcheng": "东城区", "daxing": "大兴区", "changping": "昌平区", "chaoyang": "朝阳区"}
HALF_PAST_NINE = time(9, 30)


@dataclass(frozen=True)
class Place:
    """A district on a day: whose permit it is, who asks, and who accepts, reviews, approves."""

    authority: str
    today: datetime
    holder: Actor
    agent: Actor
    employer: Employer
    accepts: Actor
    reviews: Actor
    approves: Actor
    permit: Permit

    def on(self, day: date) -> Place:
        """The same on another day."""
        return replace(self, today=at(day))


def at(day: date) -> datetime:
    """That morning in Beijing."""
    return datetime.combine(day, HALF_PAST_NINE, BEIJING)


def holding(stage: Stage, authority: str, *, first_day: date, today: date, linked: bool = True) -> Place:
    """林晓禾 holds a permit of three years at 北京海河蓝, which is open in the district, and works there."""
    now = at(today)
    open_in(stage.zhao, stage.hhl, authority, today)
    permit = permit_of(stage.lin, stage.hhl, authority, first_day)
    if linked:
        cast.link(stage.lin, stage.zhao, stage.hhl, now=now, since=first_day)
    cast.fill_profile(stage.lin, now=now, work=WORK)
    one, two, three = (cast.officer(name, authority, f"district.{role}") for name, role in OFFICERS)
    stage.hhl.refresh_from_db()
    return Place(authority, now, stage.lin, stage.zhao, stage.hhl, one, two, three, permit)


OFFICERS = (("受理员", "accept"), ("审核员", "review"), ("核准员", "approve"))


def open_in(agent: Actor, employer: Employer, authority: str, on: date) -> None:
    """The employer may do business in the district, and has said what a district asks it."""
    employers.open_access(employer.pk, authority, on=on, case_number="XX20150000001")
    operation = {**cast.PARTICULARS["operation"], "tax_district": NAMES[authority]}
    cast.fill_employer(agent, now=at(on), operation=operation)


def permit_of(who: Actor, employer: Employer, authority: str, first_day: date) -> Permit:
    """A permit of three years from that day, issued by a case that was decided then."""
    procedure = books.procedure_for("first_issue")
    case = Case.objects.create(
        number=f"XX{first_day.year}{who.person_id:07d}",
        type="first_issue",
        authority=authority,
        person_id=who.person_id,
        employer=employer,
        stage="approved",
        open=False,
        outcome="approved",
        opened_at=at(first_day),
        decided_at=at(first_day),
        procedure=books.procedure_row(procedure.digest),
    )
    last_day = last_day_of_validity(first_day, 36)
    return records.issue(case, now=at(first_day), prefix="XX", first_day=first_day, last_day=last_day)


def answer_all(place: Place, case: Case, who: Actor) -> None:
    """Everything this actor is asked, as the rulebook's base person answers it."""
    for _ in range(6):
        matter = matter_of(actor=who, now=place.today, case=casework.by_number(case.number))
        base = matter.edition.bases[case.type].facts
        answers = {one.name: said(base.get(one.name)) for one in matter.questions}
        if not answers:
            return
        fill(actor=who, now=place.today, case_number=case.number, answers=answers)


def said(value: object) -> object:
    """A fact as somebody would type it."""
    if value is None:
        return False
    return value if isinstance(value, bool | list) else str(value)


def filled(place: Place, case: Case) -> Case:
    """The holder and the agent have answered and handed in everything."""
    for who in (place.holder, place.agent):
        answer_all(place, case, who)
        story.hand_in_what_is_due(who, case, now=place.today)
    return casework.by_number(case.number)


def go(place: Place, who: Actor, case: Case, name: str, *, reason: str = "") -> Case:
    """One move on the day of the place, every caution taken note of."""
    matter = matter_of(actor=who, now=place.today, case=casework.by_number(case.number))
    noted = [one.caution.code for one in matter.cautions]
    return move(
        actor=who,
        now=place.today,
        case_number=case.number,
        transition=name,
        seen_stage=matter.case.stage,
        reason=reason,
        acknowledged=noted,
    )


def reviewed(place: Place, case: Case) -> Case:
    """Accepted and reviewed on that day, booked for it where the district asks: it waits for the approval."""
    if place.authority == "chaoyang":
        come(place, case)
    go(place, place.accepts, case, "accept")
    answer_all(place, case, place.reviews)
    story.decide_what_is_left(place.reviews, case, now=place.today)
    return go(place, place.reviews, case, "pass_review")


def come(place: Place, case: Case) -> None:
    """The employer has an appointment on that day (CY-Q18a)."""
    day = place.today.date()
    appointments.open_slot(authority=place.authority, day=day, starts=time(9), ends=time(10), capacity=9)
    slot = Slot.objects.get(authority=place.authority, day=day)
    appointments.book(slot, casework.by_number(case.number), now=place.today, by_id=place.agent.user_id)


def approved(place: Place, case: Case) -> Case:
    """Approved by the district on that day, and by the city where it has a say."""
    done = go(place, place.approves, case, "approve")
    if done.stage == "city":
        city = cast.officer("何市局", "beijing", "city.approve", kind=Office.Kind.CITY)
        done = go(place, city, case, "approve_city")
    return done
