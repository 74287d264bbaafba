"""Effects on the employer's access in a district."""

from gongju.actions.matter import Matter
from gongju.actions.telling import access_ref
from gongju.employers import records
from gongju.journal.refs import SubjectRef


def open_access(matter: Matter) -> tuple[SubjectRef, ...]:
    """Open the employer for business in the district of the case (CP-065, DC-053)."""
    authority = matter.case.authority
    records.open_access(matter.employer.pk, authority, on=matter.today, case_number=matter.case.number)
    return (access_ref(matter.employer.pk, authority),)
