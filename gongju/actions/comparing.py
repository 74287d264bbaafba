"""What a change business changes: the permit as approved before it, beside what the person handed in."""

from __future__ import annotations

from gongju.actions.matter import Matter
from gongju.casework import queries as casework
from gongju.people import profile
from gongju.permits.differences import Difference, differences
from gongju.permits.facts import TOLD
from gongju.permits.queries import of_person
from gongju.rules.materials import facts_of_papers


def differences_of(matter: Matter) -> tuple[Difference, ...]:
    """Old and new side by side (CY-Q64a); () for a business whose rules do not look at what changes.

    Once decided it still shows what was decided on: an approval by this very case is left out of the comparison.
    """
    if matter.case.person is None or not TOLD & _looked_at(matter):
        return ()
    permit = of_person(matter.person.pk).first()
    if permit is None:
        return ()
    snapshot = casework.latest_snapshot(matter.case)
    contents = snapshot.profile if snapshot else profile.contents(matter.person)
    return differences(permit, contents, on=matter.today, without=matter.case.pk)


def _looked_at(matter: Matter) -> frozenset[str]:
    used = matter.edition.rule_set(matter.case.type, matter.day_judged).facts_used
    return frozenset(spec.name for spec in used) | facts_of_papers(matter.edition, matter.case.type)
