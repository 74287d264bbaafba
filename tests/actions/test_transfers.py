"""Whether transfers and insurance agree is told by the records where 社保 is asked, and not by the holder alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.conf import settings

from gongju.actions.matter import matter_of
from gongju.actions.transfers import TRANSFERS, UNITS
from gongju.permits.models import Permit
from gongju.registries.address import Gateway
from gongju.registries.models import Comparison
from gongju.registries.office import PERSON, Level
from tests.actions.holders import Place, holding
from tests.actions.test_renewal import begun
from tests.cast import Stage

NOWHERE = Gateway(url="http://127.0.0.1:1", token="", seconds=1)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """社保 is asked in this installation."""
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, registries={"social_insurance": NOWHERE}))


def place_in(stage: Stage, authority: str) -> Place:
    return holding(stage, authority, first_day=date(2024, 1, 1), today=date(2026, 12, 15))


def answered(place: Place, uscc: str) -> None:
    """社保 has shown one employer for three years."""
    payer = {"uscc": uscc, "name": "某单位"}
    row = {"employer": payer, "kinds": ["养老"], "base": "12000", "back_payment": False}
    months = [{"month": f"{year}-{month:02}", **row} for year in (2024, 2025, 2026) for month in range(1, 12)]
    Comparison.objects.create(
        about=PERSON,
        about_id=place.holder.person_id or 0,
        office="social_insurance",
        asked_at=place.today,
        answered_at=place.today,
        question_digest="",
        level=Level.AGREES,
        record={"to": "2026-11", "months": months},
    )


def told(place: Place, uscc: str) -> dict[str, object]:
    case = begun(place)
    answered(place, uscc)
    matter = matter_of(actor=place.agent, now=place.today, case=case)
    return {one.name: one.value for one in matter.facts if one.name in (TRANSFERS, UNITS)}


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(("authority", "fact"), [("daxing", TRANSFERS), ("dongcheng", TRANSFERS), ("changping", UNITS)])
def test_the_records_say_it_where_the_rules_look_at_it(stage: Stage, authority: str, fact: str) -> None:
    place = place_in(stage, authority)
    assert told(place, place.employer.uscc) == {fact: True}


@pytest.mark.usefixtures("asked")
def test_who_was_paid_for_by_another_employer_does_not_meet_changpings_condition(stage: Stage) -> None:
    place = place_in(stage, "changping")
    assert told(place, stage.nankou.uscc) == {UNITS: False}


@pytest.mark.usefixtures("asked")
def test_of_a_permit_from_the_former_system_nothing_is_reckoned(stage: Stage) -> None:
    place = place_in(stage, "daxing")
    answered(place, place.employer.uscc)
    case = begun(place)
    Permit.objects.update(imported_at=place.today)
    matter = matter_of(actor=place.agent, now=place.today, case=case)
    assert TRANSFERS not in {one.name for one in matter.told_by_offices}


def test_without_the_office_the_records_are_silent(stage: Stage) -> None:
    place = place_in(stage, "daxing")
    assert told(place, place.employer.uscc) == {}
