"""Hints tell what is better written otherwise, and stop nobody."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from gongju.forms.cautions import hints_of
from gongju.forms.checking import check
from gongju.forms.reading import FormFaults, form_at, read_form

PROFILE = form_at(Path(settings.GONGJU.forms_dir) / "profile.toml")
ON = date(2026, 11, 23)
HOME = {"residence_permit": False, "housing": "自有房产", "district": "朝阳区"}
DOOR = "将台路5号院15号楼3单元301"


def test_an_address_to_the_door_needs_no_hint() -> None:
    """CC-202."""
    assert hints_of(PROFILE.part("residence"), {**HOME, "address": DOOR}) == ()


@pytest.mark.parametrize("lead", ["北京市朝阳区", "朝阳区", "北京市", "北京朝阳区"])
def test_city_and_district_are_not_needed_and_not_refused(lead: str) -> None:
    """CC-203 (CY-Q68): the address without them is offered."""
    part, typed = PROFILE.part("residence"), {**HOME, "address": lead + DOOR}
    (hint,) = hints_of(part, typed)
    assert (hint.field, hint.suggest) == ("address", DOOR)
    assert check(part, typed, on=ON).is_complete


def test_education_begins_with_senior_secondary_school() -> None:
    """TC-225 (DC-059)."""
    part = PROFILE.part("education")
    (hint,) = hints_of(part, [{"level": "大学本科"}])
    assert (hint.row, hint.field) == (1, "level")
    assert hints_of(part, [{"level": "高中（中专）"}, {"level": "大学本科"}]) == ()
    assert hints_of(part, []) == ()


def test_who_never_worked_leaves_the_work_history_empty() -> None:
    """TC-224 (DC-060)."""
    assert check(PROFILE.part("work"), [], on=ON).is_complete


def test_a_child_before_school_age_has_no_school() -> None:
    """CC-263 (CY-Q71): 无 is an answer."""
    child: dict[str, Any] = {
        "name": "林知夏",
        "sex": "女",
        "birth": "2023-05-12",
        "identity_kind": "居民身份证",
        "identity_number": "110101202305120020",
        "accompanying": True,
        "out_of_wedlock": False,
        "school": "无",
    }
    checked = check(PROFILE.part("children"), [child], on=ON)
    assert [fault for fault in checked.faults if fault.place.field == "school"] == []
    assert checked.missing == ()


def test_a_caution_says_one_thing() -> None:
    with pytest.raises(FormFaults, match="只写一个"):
        read_form(
            'title="x"\n[parts.p]\ntitle="p"\n[parts.p.fields.f]\ntype="text"\nlabel="f"\n'
            '[[parts.p.cautions]]\nfield="f"\ntext="t"\n',
            "x.toml",
        )
