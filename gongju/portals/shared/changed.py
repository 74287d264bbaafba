"""What a submission altered against the one before it, and the employer since: rows for whoever looks at it again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localdate

from gongju.actions.matter import Matter
from gongju.casework import queries
from gongju.casework.changes import changed_facts
from gongju.casework.models import HandedIn, Snapshot
from gongju.employers import profile as employer_profile
from gongju.facts import FactValue
from gongju.forms.comparing import Change
from gongju.forms.comparing import changes as changed_fields
from gongju.people import profile
from gongju.rules.wording import day_text, fact_text

NOTHING = "未填"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that is not as it was at the submission before."""

    label: str
    before: str
    after: str


def changes_of(matter: Matter) -> tuple[ChangeRow, ...]:
    """What the last submission altered: facts, then the profile by its parts, then papers; () at a first submission.

    Only this has to be looked at again (DC-178).
    """
    if len(matter.snapshots) < 2:
        return ()
    before, after = matter.snapshots[-2:]
    return (*_of_facts(matter, before, after), *_of_profile(before, after), *_of_papers(matter))


def particulars_since(matter: Matter) -> tuple[ChangeRow, ...]:
    """What the employer altered in 单位信息 since the open case was handed in last; () where nothing was kept.

    Nothing holds 单位信息 while a case of its staff lies with an office; so whoever decides is told.
    """
    case, handed = matter.case, matter.snapshots
    if not handed or not handed[-1].employer or case.employer is None or not case.open:
        return ()
    now = employer_profile.contents(case.employer)
    return tuple(map(_field_row, changed_fields(employer_profile.form(), handed[-1].employer, now)))


def known_text(matter: Matter, fact: FactValue | None) -> str:
    """A fact's value as people write it; "" for one that is not known or that the rulebook does not use."""
    if fact is None or fact.name not in matter.edition.facts or isinstance(fact.value, tuple):
        return ""
    return fact_text(matter.edition.facts[fact.name], fact.value)


def _of_facts(matter: Matter, before: Snapshot, after: Snapshot) -> Iterator[ChangeRow]:
    for one in changed_facts(before, after):
        if one.name in matter.edition.facts:
            label = matter.edition.facts[one.name].label
            was, now = known_text(matter, one.before), known_text(matter, one.after)
            if was != now:
                yield ChangeRow(label, was or NOTHING, now or NOTHING)


def _of_profile(before: Snapshot, after: Snapshot) -> Iterator[ChangeRow]:
    yield from map(_field_row, changed_fields(profile.form(), before.profile, after.profile))


def _field_row(one: Change) -> ChangeRow:
    row = f"（{one.row}）" if one.row else ""
    return ChangeRow(f"{one.part}{row}：{one.label}", one.before or NOTHING, one.after or NOTHING)


def _of_papers(matter: Matter) -> Iterator[ChangeRow]:
    """Papers that came in since the case was sent back last, each beside what lay in its place."""
    sent_back = matter.case.corrections.last()
    if sent_back is None:
        return
    titles = {one.code: one.title for one in matter.edition.materials_of(matter.case.type)}
    taken = queries.taken_back_since(matter.case, sent_back.issued_at)
    fresh = [one for one in matter.handed_in if one.at > sent_back.issued_at]
    still = [one for one in matter.handed_in if one.at <= sent_back.issued_at]
    for code in dict.fromkeys(one.material for one in fresh):
        before = "、".join(_file(one) for one in (*taken, *still) if one.material == code)
        after = "、".join(_file(one) for one in (*still, *fresh) if one.material == code)
        yield ChangeRow(f"材料：{titles.get(code, code)}", before or "没有交", after)


def _file(paper: HandedIn) -> str:
    return f"{day_text(localdate(paper.at))}交，{paper.version.pages} 页"
