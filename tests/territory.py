"""A district with territorial offices: 昌平区's rulebook read as if its towns did the first review."""

from dataclasses import dataclass
from pathlib import Path

from gongju.access.actor import Actor, actor_of
from gongju.actions.choose_territorial_office import choose_territorial_office
from gongju.casework.models import Case
from gongju.people import records as people
from gongju.people.models import Office, User
from tests import cast, story
from tests.cast import NOW, Stage
from tests.reworded import load_reworded

ACCESS = ('stages = ["acceptance", "approval"]\nexclusive = false', 'stages = ["territorial"]\nexclusive = false')
FIRST_ISSUE = (
    'stages = ["endorsement", "acceptance", "review", "approval"]\nquota =',
    'stages = ["endorsement", "territorial", "acceptance", "review", "approval"]\nquota =',
)
OFFICES = """
[[contacts]]
code = "huilongguan"
kind = "territorial"
name = "回龙观街道"
phones = ["81700001"]
address = "北京市昌平区回龙观西大街 9 号"
rows = []

[[contacts]]
code = "nankou"
kind = "territorial"
name = "南口镇"
phones = []
rows = []
"""


@dataclass(frozen=True)
class Towns:
    """Two offices, and in each one who does the first review."""

    huilongguan: Office
    nankou: Office
    lu: Actor
    pan: Actor


def set_the_towns(folder: Path) -> Towns:
    """回龙观街道 with 陆欣, 南口镇 with 潘岳; 昌平区's rulebook lists their stage for access and for a first issue."""
    load_reworded(folder, ACCESS, FIRST_ISSUE, more=OFFICES)
    huilongguan, nankou = (Office.objects.get(code=code) for code in ("huilongguan", "nankou"))
    return Towns(huilongguan, nankou, reviewer("陆欣", huilongguan), reviewer("潘岳", nankou))


def reviewer(name: str, office: Office) -> Actor:
    """Staff of a territorial office."""
    user = cast.login(name, User.Kind.STAFF)
    people.set_staff(user, office=office, roles=["territorial.review"])
    return actor_of(user)


def choose(stage: Stage, office: Office) -> None:
    """北京海河蓝 says where it stands."""
    choose_territorial_office(actor=stage.zhao, now=NOW, office_id=office.pk)


def with_the_employer(stage: Stage, towns: Towns) -> Case:
    """林晓禾's first issue at an employer of 回龙观街道, waiting for the agent."""
    choose(stage, towns.huilongguan)
    access = story.access_asked_for(stage)
    story.go(towns.lu, access, "pass_territorial")
    story.go(stage.sun, access, "accept")
    story.decide_what_is_left(stage.wu, access)
    story.go(stage.wu, access, "approve")
    return story.go(stage.lin, story.drafted(stage), "submit")


def with_the_office(stage: Stage, towns: Towns) -> Case:
    """The same, handed in to 回龙观街道."""
    case = with_the_employer(stage, towns)
    story.hand_in_what_is_due(stage.zhao, case)
    return story.go(stage.zhao, case, "endorse")
