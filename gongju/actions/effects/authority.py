"""Effects of a change of authority: employer, permits and drafts go over; places of the old district are void."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.telling import access_ref, lot_ref, permit_ref
from gongju.casework import queries as casework
from gongju.casework import records as cases
from gongju.employers import queries as employers
from gongju.employers import records
from gongju.employers.models import EmployerAccess
from gongju.journal.refs import SubjectRef
from gongju.permits import queries as permit_queries
from gongju.permits import records as permits
from gongju.quota import queries as quota_queries
from gongju.quota import records as quota

State = EmployerAccess.State


def take_over_employer(matter: Matter) -> tuple[SubjectRef, ...]:
    """The employer belongs to the district of the case from now on; its access need not be opened again (CY-Q27).

    What an office restricted elsewhere stays restricted.
    """
    left = employers.access(matter.employer.pk, matter.employer.authority)
    stays = left is not None and left.state == State.RESTRICTED and not _restricted_by_moving(matter, left)
    return _take_over(matter, State.RESTRICTED if stays else State.OPEN)


def take_over_restricted(matter: Matter) -> tuple[SubjectRef, ...]:
    """The employer belongs to the district, limited in what it may do: it does not meet the conditions (CP-031)."""
    return _take_over(matter, State.RESTRICTED)


def _restricted_by_moving(matter: Matter, left: EmployerAccess) -> bool:
    """Whether the restriction came from the last move alone: it ends with the next one."""
    return casework.type_of(left.case_number) == matter.case.type


def _take_over(matter: Matter, state: State) -> tuple[SubjectRef, ...]:
    employer_id, authority = matter.employer.pk, matter.case.authority
    left = records.take_over(employer_id, authority, on=matter.today, case_number=matter.case.number, state=state)
    cases.move_drafts(employer_id, authority=authority, businesses=matter.edition.businesses)
    return (
        access_ref(employer_id, authority),
        *(access_ref(employer_id, other) for other in left),
        *_void_places(matter),
        *_move_permits(matter),
    )


def _void_places(matter: Matter) -> Iterator[SubjectRef]:
    """Free places of other districts go back to them: they cannot be used here (CY-Q28)."""
    for lot in quota_queries.with_free_places(matter.employer.pk, matter.today).exclude(
        authority=matter.case.authority
    ):
        quota.give_back(lot, now=matter.now, actor=matter.actor.ref, count=lot.granted - lot.reserved - lot.used)
        yield lot_ref(lot.pk)


def _move_permits(matter: Matter) -> Iterator[SubjectRef]:
    """Later business of the holders is this district's."""
    for permit in permit_queries.to_go_over(matter.employer.pk, matter.case.authority):
        permits.move_to(permit, now=matter.now, on=matter.today, authority=matter.case.authority, case=matter.case)
        yield permit_ref(permit.number)
