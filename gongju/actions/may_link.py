"""Whether staff may be linked with an employer yet: some districts ask for its access to be opened first."""

from __future__ import annotations

from datetime import date

from gongju.casework import books
from gongju.employers import queries
from gongju.employers.models import Employer, EmployerAccess
from gongju.errors import Refusal


def shut_for_linking(employer: Employer, on: date) -> Refusal | None:
    """What stands against linking anybody with the employer on a day; None where nothing does (DC-051, DX-054)."""
    edition = books.edition_for(employer.authority, on)
    if not any(one.opens_linking for one in edition.businesses.values()):
        return None
    access = queries.access(employer.pk, employer.authority)
    if access is not None and access.state != EmployerAccess.State.CLOSED:
        return None
    return Refusal(
        "employment.employer_not_open",
        f"{employer.name}还没有在{edition.name}开通工作居住证业务办理权限，开通后才能关联员工。",
        do="请单位经办人先申请开通业务办理权限。",
    )


def check_may_link(employer: Employer, on: date) -> None:
    """Raises Refusal employment.employer_not_open."""
    shut = shut_for_linking(employer, on)
    if shut is not None:
        raise shut
