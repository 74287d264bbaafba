"""The demo city: every stage is there, everything was done by verbs, and the same seed gives the same people."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from gongju import clock
from gongju.access.actor import Actor
from gongju.actions.load_books import load_books
from gongju.casework.models import Case
from gongju.employers.models import Employer, EmployerAccess
from gongju.identity import resident, uscc
from gongju.journal.models import Entry
from gongju.journal.queries import verify
from gongju.journal.refs import SubjectRef
from gongju.notifications.models import Message
from gongju.ops.demo.city import City
from gongju.ops.demo.neighbours import NEIGHBOURS
from gongju.ops.demo.people import made_up, profile_of
from gongju.outbox.queries import dead
from gongju.outbox.worker import drain
from gongju.people import profile
from gongju.people.models import Office, Person, User
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.quota.models import Lot
from gongju.quota.queries import counters_by_movements
from tests.gateways import UNHEARD

NOW = datetime(2026, 11, 21, 10, tzinfo=clock.BEIJING)
STAGES = {"draft", "endorsement", "territorial", "acceptance", "correction", "review", "approval", "city"}
OUTCOMES = {"approved", "refused", "rejected", "withdrawn", "closed"}


def load_the_books() -> None:
    load_books(
        actor=Actor.system(),
        now=NOW,
        rulebooks=settings.GONGJU.rulebooks_dir,
        procedures=settings.GONGJU.procedures_dir,
    )


@pytest.mark.django_db
def test_a_small_city_has_cases_in_every_stage_and_breaks_no_promise(tmp_path: Path) -> None:
    load_the_books()
    city = City(now=NOW, issuer="http://127.0.0.1:8001/o", size=0.01)
    city.build()
    city.write_people(tmp_path / "people.json")
    drain(ask=lambda: NOW + timedelta(seconds=1))

    first_issues = Case.objects.filter(type="first_issue")
    assert set(first_issues.filter(open=True).values_list("stage", flat=True)) == STAGES
    assert set(first_issues.filter(open=False).values_list("outcome", flat=True)) == OUTCOMES
    offices = Office.objects.filter(kind="territorial").values_list("authority", flat=True)
    assert (len(offices), set(offices)) == (21, {"daxing"})
    assert User.objects.get(display_name="田禾").office.address.endswith("经济发展办公室510")  # type: ignore[union-attr]
    assert Employer.objects.count() == 23
    assert EmployerAccess.objects.filter(state="open").count() == 19
    assert {state_on(permit, NOW.date()) for permit in Permit.objects.all()} >= {State.VALID, State.SUSPENDED}
    assert all(verify(SubjectRef("case", number)) == [] for number in Case.objects.values_list("number", flat=True))
    assert all(counters_by_movements(lot) == (lot.granted, lot.reserved, lot.used) for lot in Lot.objects.all())
    assert all(resident(each.identity_number, on=NOW.date()).good for each in Person.objects.all())
    assert all(uscc(each.uscc).good for each in Employer.objects.all())
    assert Message.objects.exists()
    assert not dead().exists()
    listed = {one["name"] for one in json.loads((tmp_path / "people.json").read_text("utf-8"))}
    assert listed >= {"林晓禾", "赵一鸣", "孙静", "周明远", "吴桐", "郑好", "方可"}


@pytest.mark.django_db
@pytest.mark.parametrize(("month", "day"), [(1, 10), (4, 5), (12, 31)])
def test_the_other_districts_are_there_on_any_day_of_the_year(
    month: int, day: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rounds open and lots lapse by the year; somebody is in every stage of each district on any day.

    As in the demo other offices are asked, and have not answered yet.
    """
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, registries=UNHEARD))
    load_the_books()
    city = City(now=NOW.replace(month=month, day=day), issuer="http://127.0.0.1:8001/o")
    city.appoint()
    city.build_neighbours()
    found = {
        each.code: set(Case.objects.filter(type="first_issue", authority=each.code).values_list("stage", flat=True))
        for each in NEIGHBOURS
    }
    everywhere = {"endorsement", "acceptance", "review", "approval", "approved"}
    assert found == {
        "chaoyang": everywhere | {"city"},
        "dongcheng": everywhere,
        "daxing": everywhere | {"territorial"},
    }
    assert not Case.objects.filter(opened_at__gt=city.now).exists()


@pytest.mark.parametrize("seed", range(20))
def test_what_made_up_people_type_has_no_fault_and_misses_only_the_photo(seed: int) -> None:
    chance = Random(seed)
    who = made_up(chance, on=NOW.date())
    assert who == made_up(Random(seed), on=NOW.date())
    person = Person(name=who.name, identity_kind="居民身份证", identity_number=who.identity)
    typed = profile_of(who, employer="北京海河蓝科技有限公司", on=NOW.date(), chance=chance)
    for part, content in typed.items():
        _, checked = profile.check_part(person, part, content, on=NOW.date())
        assert (part, checked.faults, checked.missing) == (part, (), ())
    assert set(profile.form().parts) - set(typed) == {"photo"}


@pytest.mark.django_db
def test_no_demo_city_is_made_outside_a_demo() -> None:
    with pytest.raises(CommandError, match="GONGJU_DEMO"):
        call_command("seed_demo")


@pytest.mark.django_db
def test_half_a_city_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of the first start leaves nothing, so that the next start makes the whole city."""

    def interrupted(city: City, employer: Employer) -> None:
        assert Entry.objects.filter(action="employer_access.approve").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, demo=True))
    call_command("load_books", verbosity=0)
    monkeypatch.setattr(City, "_lot", interrupted)  # the first employer is there, with its access
    with pytest.raises(KeyboardInterrupt):
        call_command("seed_demo", size=0.01)
    assert not User.objects.exists()
    assert not Entry.objects.filter(action="employer_access.approve").exists()
