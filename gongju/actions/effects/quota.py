"""Effects on the employer's quota: a place reserved, used, or given back; whether one is needed the rulebook says."""

from gongju.actions.matter import Matter
from gongju.actions.telling import lot_ref
from gongju.journal.refs import SubjectRef
from gongju.quota import queries, records


def reserve_place(matter: Matter) -> tuple[SubjectRef, ...]:
    """Take a place where the rulebook asks for one; a case that holds one keeps it. Refusal when none is free.

    Serves (CY-Q13a).
    """
    case, employer = matter.case, matter.employer
    if queries.held_by(case) is not None or not matter.takes_place:
        return ()
    lot = records.reserve(
        now=matter.now,
        actor=matter.actor.ref,
        employer_id=employer.pk,
        authority=case.authority,
        case=case,
        on=matter.today,
        clause=_clause(matter),
    )
    return (lot_ref(lot.pk),)


def use_place(matter: Matter) -> tuple[SubjectRef, ...]:
    """Turn the reserved place into a used one (CY-Q13a, CY-Q20)."""
    if queries.held_by(matter.case) is None:
        return ()
    lot = records.use(now=matter.now, actor=matter.actor.ref, case=matter.case, clause=_clause(matter))
    return (lot_ref(lot.pk),)


def give_place_back(matter: Matter) -> tuple[SubjectRef, ...]:
    """Free the reserved place (CY-Q13a)."""
    if queries.held_by(matter.case) is None:
        return ()
    lot = records.release(now=matter.now, actor=matter.actor.ref, case=matter.case, clause=_clause(matter))
    return (lot_ref(lot.pk),)


def _clause(matter: Matter) -> str:
    """Where the rulebook says what the business is."""
    return matter.edition.business(matter.case.type).clause
