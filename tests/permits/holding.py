"""A permit in force, with everybody it names, made straight from the records."""

from datetime import date, datetime

from django.conf import settings

from gongju import clock
from gongju.casework.books import load_books
from gongju.casework.models import Case, ProcedureText
from gongju.employers.models import Employer
from gongju.people.models import Person, User
from gongju.permits import records
from gongju.permits.models import Permit

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=clock.BEIJING)
CHILD = {
    "name": "林知夏",
    "identity_kind": "居民身份证",
    "identity_number": "110101201905124327",
    "birth": "2019-05-12",
}


def books_on_the_shelf() -> None:
    """The books as the set-up loads them."""
    load_books(now=NOW, rulebooks=settings.GONGJU.rulebooks_dir, procedures=settings.GONGJU.procedures_dir)


def lin_holds_a_permit(name: str = "林晓禾", children: tuple[dict[str, str], ...] = (CHILD,)) -> Permit:
    """林晓禾 at 北京海河蓝科技有限公司 in 昌平区, valid from 2026-11-01 to 2029-10-31."""
    books_on_the_shelf()
    lin = Person.objects.create(name=name, identity_kind="居民身份证", identity_number="110101199003070028")
    User.objects.create(username="lin", kind="person", person=lin, display_name=name)
    employer = Employer.objects.create(
        name="北京海河蓝科技有限公司", uscc="91110114MA01ABCD2X", authority="changping", link_code="HHL2026"
    )
    procedure = ProcedureText.objects.get(type="first_issue")
    case = Case.objects.create(
        number="CP20260000001",
        type="first_issue",
        authority="changping",
        person=lin,
        employer=employer,
        stage="approved",
        open=False,
        outcome="approved",
        opened_at=NOW,
        decided_at=NOW,
        procedure=procedure,
    )
    first, last = date(2026, 11, 1), date(2029, 10, 31)
    return records.issue(case, now=NOW, prefix="CP", first_day=first, last_day=last, children=list(children))
