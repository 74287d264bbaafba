"""The accompanying children that a filled-in profile names, as they go on a permit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongju.forms.checking import check
from gongju.people.profile import form

PART, COMING_ALONG = "children", "accompanying"
ON_THE_PERMIT = ("name", "identity_kind", "identity_number", "birth")


def accompanying_children(profile: Mapping[str, Any], *, on: date) -> list[dict[str, str]]:
    """Of a profile ({part: content}) as handed in: each child that comes along, birth as "2019-05-12".

    A row that cannot be read on a field of these leaves that field out; a complete profile has none such.
    """
    rows = check(form().part(PART), profile.get(PART, []), on=on).rows
    coming = [row for row in rows if row.get(COMING_ALONG) is True]
    return [{name: str(row[name]) for name in ON_THE_PERMIT if name in row} for row in coming]
