"""One district's employer in the demo city on its way: access, places, first issues of its people, by the verbs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.actions.book import book
from gongju.actions.check_by_hand import check_by_hand
from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.actions.fill import fill
from gongju.actions.matter import matter_of
from gongju.actions.name_applicants import name_applicants
from gongju.actions.open_case import open_case
from gongju.actions.open_slots import Hours, open_slots
from gongju.actions.preview import PaperDue, preview
from gongju.actions.propose_places import propose_places
from gongju.actions.publish_round import publish_round
from gongju.actions.receive_original import receive_original
from gongju.actions.save_part import save_employer_part
from gongju.actions.set_round import set_round
from gongju.appointments.models import Slot
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import Employer
from gongju.ops.demo.neighbours import REACHED, SETTLING, Neighbour, RoundDays
from gongju.ops.demo.papers import decide, hand_in_all, lines_of_employer
from gongju.ops.demo.stories import Scene, filled_profile, go
from gongju.quota.models import Lot, QuotaRequest
from gongju.rules.entries import QuotaRound
from gongju.rules.facts import FactSpec

PLACES = 8
HOURS = (Hours(time(9), time(11, 30)), Hours(time(13, 30), time(17)))
EVENING = 17
"""The hour from which on all of a working day may have been used."""
ONWARD: Mapping[str, str] = {
    "endorsement": "endorse",
    "territorial": "pass_territorial",
    "acceptance": "accept",
    "review": "pass_review",
    "approval": "approve",
    "city": "approve_city",
}
"""How a case goes on from each stage."""


class Story:
    """One district's employer on its way, played by the verbs."""

    def __init__(self, here: Neighbour, agent: Actor, employer: Employer, officers: Mapping[str, Actor]) -> None:
        self.here, self.agent, self.employer = here, agent, employer
        self.desks = {stage: officers[name] for stage, name in here.desks.items()}

    def begin(self, particulars: Mapping[str, object], now: datetime) -> None:
        """单位信息, and the territorial office where there is one."""
        for part, content in particulars.items():
            save_employer_part(actor=self.agent, now=now, part=part, content=content)
        if self.here.office:
            office_id = self.desks["territorial"].office_id or 0
            choose_territorial_office(actor=self.agent, now=now, office_id=office_id)

    def access(self, now: datetime) -> None:
        """业务办理权限 is opened within a week."""
        case = open_case(actor=self.agent, now=now, type="employer_access")
        self._complete(self.agent, case, now)
        case = go(self.agent, case, "submit", now)
        self._on(case, "approved", now + timedelta(days=1), timedelta(days=1))

    def places(self, days: RoundDays, named: Sequence[int] = ()) -> Lot:
        """Places are asked for in the round's days and granted with the round."""
        (entry,) = books.edition_for(self.here.code, localdate(days.asked)).rounds
        if entry.opens is None:
            self._notice(entry.code, days.asked)
        case = open_case(actor=self.agent, now=days.asked, type="quota_request")
        fill(
            actor=self.agent,
            now=days.asked,
            case_number=case.number,
            answers={"requested_places": str(len(named) or PLACES)},
        )
        if named:
            name_applicants(actor=self.agent, now=days.asked, case_number=case.number, person_ids=named)
        self._complete(self.agent, case, days.asked)
        case = go(self.agent, case, "submit", days.asked + timedelta(hours=2))
        self._on(case, "approval", days.asked + timedelta(days=1), timedelta(days=1))
        return self._published(case, entry, days.granted)

    def _notice(self, code: str, asked: datetime) -> None:
        day = asked.date()
        opens, closes = day - timedelta(days=3), day + timedelta(days=4)
        before, quota = asked - timedelta(days=5), self.desks["quota"]
        set_round(actor=quota, now=before, code=code, day=day, total=60, opens=opens, closes=closes)

    def _published(self, case: Case, entry: QuotaRound, now: datetime) -> Lot:
        request, quota = QuotaRequest.objects.get(case=case), self.desks["quota"]
        alike = dict.fromkeys(entry.figures, 1)
        propose_places(actor=quota, now=now, round_id=request.round_id or 0, weights=alike, minimum=1, cap=None)
        publish_round(actor=quota, now=now, round_id=request.round_id or 0)
        return Lot.objects.get(request=request)

    @property
    def stages(self) -> list[tuple[str, int]]:
        """Those of REACHED that a first issue of the district has."""
        return [(stage, days) for stage, days in REACHED if stage in (*self.desks, "endorsement", "approved")]

    def names_applicants(self, now: datetime) -> bool:
        """Whether the district's request for places names those they are for."""
        return any(one.named for one in books.edition_for(self.here.code, localdate(now)).rounds)

    def first_issues(self, scenes: Sequence[Scene], lot: Lot, *, now: datetime) -> None:
        """One first issue comes to each stage: in the last days, or while the lot could last be drawn on."""
        if self._by_appointment(lot.first_day):
            self._open_slots(scenes[0].start, now + timedelta(days=28))
        today = now if now.hour >= EVENING else now - timedelta(days=1)
        today = today.replace(hour=9, minute=10, second=0, microsecond=0)
        last = datetime.combine(lot.last_day, today.timetz()) - SETTLING
        for scene, (stage, days) in zip(scenes, self.stages, strict=True):
            begun = max(scene.start + timedelta(days=1), min(today - timedelta(days=days), last))
            self.first_issue(replace(scene, start=begun), stage, pause=timedelta(days=days // 9) or timedelta(hours=1))

    def first_issue(self, scene: Scene, stage: str, *, pause: timedelta) -> Case:
        """Somebody's first issue brought to a stage, with a pause before each move."""
        filled_profile(scene)
        case = open_case(actor=scene.person, now=scene.start, type="first_issue")
        self._complete(scene.person, case, scene.start, scene)
        case = go(scene.person, case, "submit", scene.start)
        return self._on(case, stage, scene.start, pause)

    def _on(self, case: Case, stage: str, now: datetime, pause: timedelta) -> Case:
        """The case goes on until it comes to the stage, a pause before every move."""
        while case.stage != stage:
            now += pause
            who = self.agent if case.stage == "endorsement" else self.desks[case.stage]
            if case.stage != "city":
                self._complete(who, case, now)
            if case.stage == "acceptance":
                now = max(now, self._come(case, now))
            case = go(who, case, ONWARD[case.stage], now)
        if stage == "acceptance":
            self._come(case, now)
        return case

    def _come(self, case: Case, now: datetime) -> datetime:
        """Books an appointment where the district asks for one; the end of it, or now."""
        if case.type != "first_issue" or not self._by_appointment(localdate(now)):
            return now
        slot = Slot.objects.filter(authority=case.authority, day__gt=localdate(now)).order_by("day", "starts")[0]
        book(actor=self.agent, now=now, case_number=case.number, slot_id=slot.pk)
        return datetime.combine(slot.day, slot.ends, now.tzinfo)

    def _by_appointment(self, on: date) -> bool:
        return books.edition_for(self.here.code, on).business("first_issue").appointment

    def _open_slots(self, now: datetime, until: datetime) -> None:
        first, last = localdate(now) + timedelta(days=1), localdate(until)
        clerk = self.desks["acceptance"]
        open_slots(actor=clerk, now=now, first_day=first, last_day=last, hours=HOURS, capacity=6)

    # ---- what a party has to do before its move ----

    def _complete(self, who: Actor, case: Case, now: datetime, scene: Scene | None = None) -> None:
        """Questions answered; papers handed in, or by an office noted, found fit, and decided on."""
        case = self._answered(who, case, now)
        if who.office_id is None:
            hand_in_all(who, case, scene.lines if scene else lines_of_employer(self.employer), now)
            return
        for one in preview(actor=who, now=now, case=case).papers:
            if one.due.material.brought_to == who.office_kind:
                self._receive(who, case, one, now)
        if who.is_district:
            self._look_into_comparisons(who, case, now)
            decide(who, case, now)

    def _look_into_comparisons(self, who: Actor, case: Case, now: datetime) -> None:
        """The worker, which asks other offices, comes only after the city is made: an officer looks where one may."""
        for one in matter_of(actor=who, now=now, case=case).comparisons:
            if one.holds:
                why = "该部门的查询正在恢复，已核对原件。"
                check_by_hand(actor=who, now=now, case_number=case.number, office=one.office.code, reason=why)

    def _receive(self, who: Actor, case: Case, paper: PaperDue, now: datetime) -> None:
        for one in paper.handed_in:
            if one.original_on is None:
                on = localdate(now)
                receive_original(actor=who, now=now, case_number=case.number, handed_in_id=one.pk, received_on=on)

    def _answered(self, who: Actor, case: Case, now: datetime) -> Case:
        """As the rulebook's own base person or employer would, until nothing is asked any more."""
        edition = books.edition_for(self.here.code, localdate(now))
        base = edition.bases[case.type].facts
        known = {**base, "tax_voucher_year": now.year - 1}
        case, asked = casework.by_number(case.number), set[str]()
        while questions := {one.name for one in preview(actor=who, now=now, case=case).questions} - asked:
            asked |= questions
            told = {name: _typed(known.get(name, _nothing(edition.facts[name]))) for name in sorted(questions)}
            case = fill(actor=who, now=now, case_number=case.number, answers=told).case
        return case


def _typed(value: object) -> object:
    """As a form would send it."""
    return value if isinstance(value, bool | list) else str(value)


def _nothing(spec: FactSpec) -> object:
    """What whoever has nothing to tell answers."""
    if spec.choices:
        return next((one for one in spec.choices if one in ("无", "都不是")), spec.choices[0])
    return False if spec.type == "truth" else "0"
