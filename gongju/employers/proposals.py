"""Particulars as an employer wants them changed: kept with the case, compared with those that count, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongju.employers import profile
from gongju.employers.models import Employer, EmployerAccess, ProposedChange
from gongju.employers.queries import accesses
from gongju.facts import FactValue, Source, Trust
from gongju.forms.checking import Checked, check
from gongju.forms.comparing import shown
from gongju.forms.filling import kept_of
from gongju.forms.spec import FieldSpec, PartSpec

OPENED = (EmployerAccess.State.OPEN, EmployerAccess.State.RESTRICTED)


@dataclass(frozen=True, slots=True)
class ParticularsChange:
    """One field that is to be different; `kind` as 单位信息变更 calls it, texts as others may read them."""

    field: str
    kind: str
    label: str
    before: str
    after: str


def form(*names: str) -> PartSpec:
    """Everything an office approved of an employer as one part; `names` leaves only these fields."""
    fields = (replace(one, locked=False) for part in profile.form().parts.values() for one in part if one.item)
    chosen = tuple(one for one in fields if not names or one.name in names)
    return PartSpec(name="change", title="变更后的信息", fields=chosen)


def current(employer: Employer) -> dict[str, Any]:
    """What counts now, {field: typed}."""
    return flat(profile.contents(employer))


def flat(contents: Mapping[str, Any]) -> dict[str, Any]:
    """Of {part: content} the fields of the form, {field: typed}."""
    rows = [row for row in contents.values() if isinstance(row, Mapping)]
    known = {name: typed for row in rows for name, typed in row.items()}
    return {one.name: known[one.name] for one in form() if one.name in known}


def of_case(number: str) -> dict[str, Any] | None:
    """What was typed into the proposal of a case; None where nobody made one."""
    found = ProposedChange.objects.filter(case_number=number).first()
    return dict(found.content) if found is not None else None


def changes(
    employer: Employer, proposed: Mapping[str, Any], *, before: Mapping[str, Any] | None = None
) -> tuple[ParticularsChange, ...]:
    """What is to be different from `before` (default: what counts now), in the form's order; numbers are masked."""
    before = current(employer) if before is None else before
    after = {**before, **proposed}
    return tuple(
        ParticularsChange(one.name, one.item, one.label, shown(one, before), shown(one, after))
        for one in form()
        if _plain(one, before) != _plain(one, after)
    )


def _plain(field: FieldSpec, row: Mapping[str, Any]) -> str:
    """A value as people read it, unmasked: a date is the same however it was typed."""
    return shown(replace(field, sealed=False), row)


def check_proposal(employer: Employer, proposed: Mapping[str, Any], *, on: date) -> Checked:
    """What is wrong and missing in what counts now with a proposal laid over it."""
    return check(form(), kept_of(form(), {**current(employer), **proposed}), on=on)


def parts_after(employer: Employer, proposed: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The parts of 单位信息 that a proposal touches, whole, as they will be; name and code are not among them."""
    changed = {one.field for one in changes(employer, proposed)}
    kept = profile.contents(employer)
    after = {}
    for name, part in profile.form().parts.items():
        touched = {one.name: proposed[one.name] for one in part if one.name in changed and one.name in proposed}
        if any(one not in profile.LOCKED for one in touched):
            after[name] = {**kept.get(name, {}), **touched}
    return after


def facts_of(employer: Employer, number: str) -> list[FactValue]:
    """The kinds of change that a case proposes; nothing where nobody proposed any."""
    proposed = of_case(number)
    if proposed is None:
        return []
    kinds = frozenset(one.kind for one in changes(employer, proposed))
    return [FactValue("unit_changes", kinds, Source.SYSTEM, Trust.VERIFIED)]


def approved_fields(employer: Employer, part: str) -> frozenset[str]:
    """The fields of a part that 单位信息变更 alone changes: filled in, and the employer is open somewhere (LF-07)."""
    spec = profile.form().part(part)
    mine = {one.name for one in spec if one.item}
    if not mine or not any(one.state in OPENED for one in accesses(employer.pk).values()):
        return frozenset()
    kept = profile.contents(employer).get(part, {})
    return frozenset(name for name in mine if kept.get(name) not in (None, "", []))
