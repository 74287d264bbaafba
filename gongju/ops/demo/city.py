"""The demo city: employers, people and cases in every stage, made by the verbs, the same for the same seed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from gongju.access.actor import Actor
from gongju.actions.allot import allot
from gongju.actions.open_case import open_case
from gongju.actions.save_part import save_employer_part
from gongju.casework.models import Case
from gongju.employers.models import Employer
from gongju.ops.demo import stories, unit_stories
from gongju.ops.demo.desk import set_the_desks
from gongju.ops.demo.employers import particulars_of
from gongju.ops.demo.names import EMPLOYERS, person_name
from gongju.ops.demo.neighbour_story import Story as DistrictStory
from gongju.ops.demo.neighbours import NEIGHBOURS, Neighbour, round_days
from gongju.ops.demo.numbers import mobile_phone, social_credit_code
from gongju.ops.demo.papers import decide, hand_in_all, lines_of_employer
from gongju.ops.demo.people import MadeUp, made_up
from gongju.ops.demo.players import Players
from gongju.ops.demo.stories import Scene, Story, go

HIGH_TECH = "高新技术企业"
OPENED = 16
"""How many of twenty employers may already do business; the others are on their way there."""
PEOPLE_PER_SIZE = 400
NAMED: tuple[tuple[str, str, str, Story | None, int], ...] = (
    ("林晓禾", "女", "有 1 件新办被退回补正，等她逐项改好。", stories.returned, 9),
    ("陈默", "男", "持有有效的工作居住证，可以打印确认单。", stories.approved, 400),
    ("高原", "男", "已关联单位，申请还在填写。", stories.draft, 3),
    ("秦岚", "女", "离职后证件挂起。", stories.left, 300),
)
"""People of the sign-in list: name, sex, note, story, days ago it began. All work at the first employer."""
STORIES: tuple[tuple[Story, int, int, int], ...] = (
    (stories.draft, 6, 1, 12),
    (stories.submitted, 6, 2, 9),
    (stories.endorsed, 12, 3, 28),
    (stories.returned, 6, 6, 20),
    (stories.accepted, 9, 7, 30),
    (stories.reviewed, 7, 9, 34),
    (stories.approved, 32, 14, 1060),
    (stories.left, 6, 60, 800),
    (stories.renewing, 2, 1066, 1070),
    (stories.renewal_submitted, 2, 1066, 1070),
    (stories.frozen, 1, 60, 400),
    (stories.cancelled, 1, 60, 800),
    (stories.closed, 2, 20, 200),
    (stories.refused, 3, 12, 200),
    (stories.rejected, 2, 20, 200),
    (stories.withdrawn, 3, 12, 200),
)
"""How many people of a city of size 1 play each story, and how many days ago theirs began, at least and at most."""


@dataclass(frozen=True, kw_only=True)
class House:
    """One employer with its agent."""

    agent: Actor
    employer: Employer
    standing: str


class City:
    """Builds everything relative to `now`; `size` scales people and stories."""

    def __init__(self, *, now: datetime, issuer: str, size: float = 1.0, seed: int = 20261121) -> None:
        self.now = now
        self.size = size
        self.chance = Random(seed)  # noqa: S311 -- a city that comes out the same each time
        self.players = Players(issuer=issuer, now=now - timedelta(days=1100))
        self.numbers = count(1)
        self.officers: dict[str, Actor] = {}

    def build(self) -> None:
        """Everything. Whoever calls it puts a transaction around it: half a city is none."""
        self.appoint()
        houses = list(self._employers())
        opened = list(houses[:OPENED])
        self._named(opened[0])
        self._newcomers()
        for story, how_many, least, most in STORIES:
            for _ in range(max(1, round(how_many * self.size))):
                self._play(story, self.chance.choice(opened), self.chance.randrange(least, most + 1))
        self._employers_own(opened)
        self._others(opened)
        self.build_neighbours()
        set_the_desks(self.officers, agent=opened[0].agent, now=self.now, employer_id=opened[5].employer.pk, sample=1)

    def appoint(self) -> None:
        """The offices and their staff."""
        self.officers = self.players.staff()

    def write_people(self, path: Path) -> None:
        """The list of people for the demo's sign-in page."""
        path.write_text(json.dumps(self.players.as_json(), ensure_ascii=False, indent=1), "utf-8")

    @property
    def listed(self) -> list[str]:
        """The names on that list."""
        return [one.name for one in self.players.listed]

    # ---- employers ----

    def _employers(self) -> Iterator[House]:
        for number, (name, standing) in enumerate(EMPLOYERS, 1):
            yield self._employer(number, f"北京{name}", standing)

    def _employer(self, number: int, name: str, standing: str) -> House:
        agent_name = {1: "赵一鸣", OPENED + 1: "马骁"}.get(number) or person_name(self.chance, "女")
        notes = {1: "员工最多的一家，有业务等单位审核。", OPENED + 1: "还没有开通业务办理权限。"}
        agent, employer = self.players.employer(
            number,
            name=name,
            uscc=social_credit_code(self.chance, district="changping", kind="12" if standing == "事业单位" else "91"),
            agent=agent_name,
            phone=mobile_phone(self.chance),
            note=notes.get(number, ""),
        )
        house = House(agent=agent, employer=employer, standing=standing)
        start = self.now - timedelta(days=1090 if number <= OPENED else 12 + number)
        self._asks_for_access(house, start, opened=number <= OPENED, far=number - OPENED)
        if number in (1, 4, 8, 9):
            self._lot(employer)
        return house

    def _asks_for_access(self, house: House, start: datetime, *, opened: bool, far: int) -> None:
        """`far`: 1 a draft, 2 handed in, 3 accepted, 4 sent back."""
        on, agent = start.date(), house.agent
        parts = particulars_of(house.standing, district="昌平区", on=on, chance=self.chance)
        for part, content in parts.items():
            save_employer_part(actor=agent, now=start, part=part, content=content)
        case = open_case(actor=agent, now=start, type="employer_access")
        if not opened and far == 1:
            return
        hand_in_all(agent, case, lines_of_employer(house.employer), start)
        case = go(agent, case, "submit", start + timedelta(days=1))
        if not opened and far == 2:
            return
        case = go(self.officers["孙静"], case, "accept", start + timedelta(days=3))
        if opened:
            self._approve_access(case, start + timedelta(days=5))

    def _approve_access(self, case: Case, now: datetime) -> None:
        reviewing, approving = self.officers["周明远"], self.officers["吴桐"]
        if case.stage == "review":
            case = go(reviewing, case, "pass_review", now)
        decide(approving, case, now)
        go(approving, case, "approve", now + timedelta(days=1))

    def _lot(self, employer: Employer) -> None:
        """A lot of this year and of the three before, so that stories of those years find a place."""
        for year in range(self.now.year - 3, self.now.year + 1):
            first = self.now.date().replace(year=year, month=1, day=1)
            allot(
                actor=self.officers["郑好"],
                now=self.now - timedelta(days=1080),
                employer_id=employer.pk,
                count=40,
                first_day=first,
                last_day=first.replace(month=12, day=31),
                note=f"{year} 年度核定",
            )

    # ---- the other districts ----

    def build_neighbours(self) -> None:
        """One employer in each of the other districts. The officers are there already."""
        for number, here in enumerate(NEIGHBOURS, len(EMPLOYERS) + 1):
            self._neighbour(number, here)

    def _neighbour(self, number: int, here: Neighbour) -> None:
        """Its employer asks for places and access, and somebody's first issue comes to every stage of the district."""
        agent, employer = self.players.employer(
            number,
            name=here.employer,
            uscc=social_credit_code(self.chance, district=here.code),
            agent=here.agent,
            phone=mobile_phone(self.chance),
            note=here.note,
            authority=here.code,
        )
        story, days = DistrictStory(here, agent, employer, self.officers), round_days(here.code, self.now)
        begins = days.asked - timedelta(days=30)
        story.begin(particulars_of(HIGH_TECH, district=here.district, on=begins.date(), chance=self.chance), begins)
        house = House(agent=agent, employer=employer, standing=HIGH_TECH)
        if story.names_applicants(days.asked):
            story.access(begins + timedelta(days=2))
            scenes = self._hired(house, begins + timedelta(days=14), len(story.stages))
            lot = story.places(days, named=[scene.person.person_id or 0 for scene in scenes])
        else:
            lot = story.places(days)
            story.access(days.granted + timedelta(days=1))
            scenes = self._hired(house, days.granted + timedelta(days=5), len(story.stages))
        story.first_issues(scenes, lot, now=self.now)

    def _hired(self, house: House, start: datetime, count: int) -> list[Scene]:
        """People of the employer, linked."""
        scenes = [self._scene(self._somebody((self.now - start).days), house, start) for _ in range(count)]
        for scene in scenes:
            stories.linked(scene)
        return scenes

    # ---- people ----

    def _named(self, house: House) -> None:
        for name, sex, note, story, days in NAMED:
            who = self._somebody(days, name=name, sex=sex)
            self._play(story, house, days, who=who, note=note)

    def _newcomers(self) -> None:
        self.players.newcomer(
            "person-new", name="方可", entrance="person", role="申请人", note="从来没有登录过，从登记身份开始。"
        )

    def _employers_own(self, opened: list[House]) -> None:
        """One story of each business of an employer itself, and of old records."""
        renaming, moving, recovering, old, late = opened[1:6]
        unit_stories.renamed(renaming.agent, renaming.employer, self._morning(4))
        unit_stories.moving(moving.agent, self._morning(3))
        unit_stories.recovering("周新", self.players.issuer, recovering.employer, self._morning(2))
        self.players.newcomer(
            "agent-recover", name="周新", entrance="agent", role="单位经办人", note="还没有备案，正在找回单位的账号。"
        )
        holder = self._somebody(500, name="汪洋", sex="男")
        unit_stories.old_permit(self.officers["孙静"], holder, old.employer, self._morning(2))
        note = f"持有原系统的证件（证件号码 {holder.identity}），第一次登录后要补齐资料。"
        self.players.newcomer("person-old", name="汪洋", entrance="person", role="持证人", note=note)
        start = self._morning(60)
        unit_stories.not_released(self._scene(self._somebody(60), late, start), self._morning(1))

    def _play(self, story: Story | None, house: House, days: int, who: MadeUp | None = None, note: str = "") -> None:
        start = self._morning(days)
        who = who or self._somebody(days)
        scene = self._scene(who, house, start, note)
        stories.linked(scene)
        if story is not None:
            story(scene)

    def _scene(self, who: MadeUp, house: House, start: datetime, note: str = "") -> Scene:
        """A person who has just registered, about to ask the employer."""
        return Scene(
            who=who,
            person=self.players.person(f"person-{next(self.numbers):05d}", who, now=start, note=note),
            agent=house.agent,
            employer=house.employer,
            officers=self.officers,
            start=start,
            chance=self.chance,
        )

    def _others(self, opened: list[House]) -> None:
        """Everybody else: linked, or waiting to be."""
        rest = round(PEOPLE_PER_SIZE * self.size) - next(self.numbers) + 1
        for number in range(max(0, rest)):
            days = self.chance.randrange(2, 700)
            who, house, start = self._somebody(days), self.chance.choice(opened), self._morning(days)
            stories.linked(self._scene(who, house, start), confirmed=number % 12 != 0)

    def _somebody(self, days: int, *, name: str = "", sex: str = "") -> MadeUp:
        """A person who has a degree, as of the day their story begins; with that name and sex where given."""
        while True:
            who = made_up(self.chance, on=self._morning(days).date())
            if who.degree != "无" and (not sex or who.sex == sex):
                return MadeUp(**{**{f: getattr(who, f) for f in MadeUp.__slots__}, "name": name or who.name})

    def _morning(self, days: int) -> datetime:
        """Nine in the morning so many days ago."""
        return (self.now - timedelta(days=days)).replace(hour=9, minute=10, second=0, microsecond=0)
