"""Where a person's profile, which is the latest, is no longer what the permit says, which is as approved (CY-Q91)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongju.forms.items import item_changes
from gongju.people.profile import accompanying, form, up_to_date
from gongju.permits.models import Permit
from gongju.permits.queries import particulars
from gongju.rules.wording import day_text
from gongju.sealing import mask_identity

CHILDREN = "随往子女"
"""The one item that is a business of its own: 证件业务信息变更 (AMB-95)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the permit says otherwise than the profile; "" stands for nothing, numbers are masked."""

    item: str
    label: str
    approved: str
    latest: str


def differences(
    permit: Permit, contents: Mapping[str, Any], *, on: date, without: int | None = None
) -> tuple[Difference, ...]:
    """Everything that differs between the permit and a profile ({part: content}) on a day, children last.

    Of a permit without kept particulars only the children are known. `without`: key of a case whose own approval is
    left out, so that what it changed can be shown afterwards too.
    """
    latest, kept = up_to_date(contents), particulars(permit, without=without)
    approved = kept.content.get("children", permit.children) if kept else permit.children
    changed = item_changes(form(), kept.content, latest, on=on) if kept else ()
    return (
        *(Difference(one.item, one.label, one.before, one.after) for one in changed),
        *_of_children(approved, accompanying(latest, on=on)),
    )


def items_of(found: Sequence[Difference]) -> tuple[str, ...]:
    """The items, each once, in order."""
    return tuple(dict.fromkeys(one.item for one in found))


def added_children(permit: Permit, contents: Mapping[str, Any], *, on: date) -> int:
    """How many children the profile wants on the permit that do not stand on it yet (CY-Q70)."""
    there = {child["identity_number"] for child in permit.children}
    return sum(child["identity_number"] not in there for child in accompanying(contents, on=on))


Child = Mapping[str, str]


def _of_children(approved: Sequence[Child], latest: Sequence[Child]) -> Iterator[Difference]:
    """Children are told apart by their identity number."""
    there = {child["identity_number"]: child for child in approved}
    wanted = {child["identity_number"]: child for child in latest}
    for number, child in wanted.items():
        if number not in there:
            yield Difference(CHILDREN, "增加", "", _words(child))
        elif _words(there[number]) != _words(child):
            yield Difference(CHILDREN, "变更", _words(there[number]), _words(child))
    for number, child in there.items():
        if number not in wanted:
            yield Difference(CHILDREN, "减少", _words(child), "")


def _words(child: Child) -> str:
    born = child.get("birth", "")
    day = f"，{day_text(date.fromisoformat(born))}生" if born else ""
    return f"{child['name']}{day}，{mask_identity(child['identity_number'])}"
