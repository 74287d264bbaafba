"""What a change business changes: the permit as approved before it, beside what the person handed in."""

from __future__ import annotations

from gongju.actions.matter import Matter
from gongju.casework import queries as casework
from gongju.people import profile
from gongju.permits.differences import CHILDREN, Difference, differences

OF_CHILDREN = {"change_particulars": False, "change_children": True}
"""Effects by which a permit follows an approval, and whether it is the children that follow."""


def differences_of(matter: Matter) -> tuple[Difference, ...]:
    """Old and new side by side (CY-Q64a); () for a business by whose approval nothing on the permit follows.

    Once decided it still shows what was decided on: an approval by this very case is left out of the comparison.
    """
    named = {name for move in matter.procedure.transitions.values() for name in move.effects} & OF_CHILDREN.keys()
    permit = matter.permit if named and matter.case.person else None
    if permit is None:
        return ()
    snapshot = casework.latest_snapshot(matter.case)
    contents = snapshot.profile if snapshot else profile.contents(matter.person)
    found = differences(permit, contents, on=matter.today, without=matter.case.pk)
    wanted = {OF_CHILDREN[name] for name in named}
    return tuple(one for one in found if (one.item == CHILDREN) in wanted)
