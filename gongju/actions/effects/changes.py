"""Effects of an approved change: what the permit says follows, and a paper that says otherwise is void."""

from gongju.actions.effects.permit import handed_in_last
from gongju.actions.matter import Matter
from gongju.actions.telling import permit_ref
from gongju.casework import queries as casework
from gongju.errors import MovedOn
from gongju.journal.refs import SubjectRef
from gongju.people import profile
from gongju.people import records as people
from gongju.people.queries import parts
from gongju.permits import queries, records
from gongju.permits.facts import CHANGED
from gongju.permits.models import Permit


def change_particulars(matter: Matter) -> tuple[SubjectRef, ...]:
    """The permit's particulars become those handed in; a new name or identity number is the person's from now on.

    The confirmation shows name and number: when one of them changed, what was printed is void (CL-088, CY-Q64a).
    """
    permit, items = _permit(matter), matter.held.get(CHANGED)
    before = queries.holder(permit)
    named = [one for one in matter.edition.facts[CHANGED].choices if isinstance(items, frozenset) and one in items]
    records.approve_particulars(permit, now=matter.now, case=matter.case, content=handed_in_last(matter))
    records.note_change(permit, now=matter.now, on=matter.today, items=named, case=matter.case)
    if queries.holder(permit) != before:
        records.void_confirmations(permit, now=matter.now)
        _rename(matter, permit)
    return (permit_ref(permit.number),)


def change_children(matter: Matter) -> tuple[SubjectRef, ...]:
    """The accompanying children become those handed in; what was printed is void (CY-Q69b)."""
    permit = _permit(matter)
    snapshot = casework.latest_snapshot(matter.case)
    children = profile.accompanying(snapshot.profile, on=matter.today) if snapshot else []
    kept = queries.particulars(permit)
    records.set_children(permit, now=matter.now, on=matter.today, children=children, case=matter.case)
    records.approve_particulars(permit, now=matter.now, case=matter.case, content=kept.content if kept else {})
    records.void_confirmations(permit, now=matter.now)
    return (permit_ref(permit.number),)


def _permit(matter: Matter) -> Permit:
    permit = queries.held_on(matter.person.pk, matter.today)
    if permit is None:
        raise MovedOn("这本证件", where=matter.case.number)
    return records.hold(permit)


def _rename(matter: Matter, permit: Permit) -> None:
    """The person's own record follows the permit; what was typed beside it is done with."""
    person, kept = matter.person, queries.particulars(permit)
    identity = kept.content.get(profile.IDENTITY, {}) if kept else {}
    former = person.name
    people.set_identity(
        person,
        name=str(identity.get("name") or person.name),
        identity_kind=str(identity.get("identity_kind") or person.identity_kind),
        identity_number=str(identity.get("identity_number") or person.identity_number),
    )
    saved = parts(person.pk).get(profile.IDENTITY)
    if saved is None:
        return
    content = {name: typed for name, typed in saved.content.items() if name not in profile.NEWLY}
    if person.name != former:
        content["former_name"] = former
    kept_now, checked = profile.check_part(person, profile.IDENTITY, content, on=matter.today)
    people.save_part(person.pk, profile.IDENTITY, now=matter.now, content=kept_now, **checked.as_json())
