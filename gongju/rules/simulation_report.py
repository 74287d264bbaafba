"""What a simulation found, in lines for a terminal and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .outcome import OUTCOMES
from .simulation import Clause, Group, Moved, Simulation, Weight
from .wording import day_text

NOT_TOLD = "（没有填）"


def simulation_lines(found: Simulation, missing: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Who changes, by which clause, by group.

    `missing` are facts that stand in no column, `names` what the two editions are called.
    """
    everyone = found.everyone
    title = found.second.business(found.business).title
    yield f"{names[0]} → {names[1]}：{title}，按{day_text(found.on)}判断"
    same = everyone.people - everyone.lost - everyone.won - everyone.other
    yield f"共 {everyone.people:,} 人，其中 {same:,} 人结论不变，{everyone.people - same:,} 人改变"
    yield f"符合：{_before_after(everyone)}"
    if missing:
        yield f"文件里没有这些列，对所有人都算不知道：{'、'.join(missing)}"
    for moved in found.moves():
        yield ""
        yield f"{moved.before.label} → {moved.after.label}：{moved.people:,} 人"
        for clause, weight in moved.because:
            yield f"    {_clause_words(found, moved, clause, names)}：{_weight_words(weight)}"
    for name, groups in found.groups():
        yield ""
        yield f"按{_label(found, name)}"
        for group in groups:
            yield f"    {group.value or NOT_TOLD}：{group.people:,} 人，符合 {_before_after(group)}；{_changes(group)}"


def _before_after(group: Group) -> str:
    before, after = group.yes
    return f"{before:,} → {after:,} 人"


def _changes(group: Group) -> str:
    return f"从符合变为不符合 {group.lost:,}，从不符合变为符合 {group.won:,}，其他变化 {group.other:,}"


def _clause_words(found: Simulation, moved: Moved, clause: Clause, names: Sequence[str]) -> str:
    """The clause; of a pathway that only one edition leaves open, that it is one."""
    edition = found.second if clause.second else found.first
    titles = [one.title for one in edition.criteria_of(found.business)]
    shown = clause.words if titles.count(clause.title) == 1 else f"{clause.words} {clause.code}"
    way = "" if clause.second is moved.worse else "现在可走的途径 " if clause.second else "原来可走的途径 "
    return f"{way}{shown}，{names[clause.second]}"


def _weight_words(weight: Weight) -> str:
    return f"{weight.people:,} 人" + (f"，其中 {weight.alone:,} 人只因这一条" if weight.alone else "")


def _label(found: Simulation, name: str) -> str:
    spec = found.second.facts.get(name) or found.first.facts.get(name)
    return f"{spec.label}（{name}）" if spec else f"“{name}”列"


def simulation_json(found: Simulation, missing: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """The same as data; outcomes by their English names, groups by column."""
    everyone = found.everyone
    return {
        "rulebook": names[0],
        "against": names[1],
        "business": found.business,
        "on": found.on,
        **_group_json(everyone),
        "outcomes": {
            str(before): {str(after): int(found.square[one, other]) for other, after in enumerate(OUTCOMES)}
            for one, before in enumerate(OUTCOMES)
        },
        "not_in_file": list(missing),
        "changes": [_moved_json(moved, names) for moved in found.moves()],
        "groups": {
            name: [{"value": group.value, **_group_json(group)} for group in groups] for name, groups in found.groups()
        },
    }


def _group_json(group: Group) -> dict[str, Any]:
    before, after = group.yes
    return {
        "people": group.people,
        "met_before": before,
        "met_after": after,
        "met_to_unmet": group.lost,
        "unmet_to_met": group.won,
        "other_changes": group.other,
    }


def _moved_json(moved: Moved, names: Sequence[str]) -> dict[str, Any]:
    return {
        "before": str(moved.before),
        "after": str(moved.after),
        "people": moved.people,
        "because": [
            {
                "rulebook": names[clause.second],
                "code": clause.code,
                "title": clause.title,
                "clause": clause.clause,
                "people": weight.people,
                "alone": weight.alone,
            }
            for clause, weight in moved.because
        ],
    }
