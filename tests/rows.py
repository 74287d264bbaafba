"""The cast of `tests.cast` as bare rows, for tests of what lies below the verbs; asked for again, the same ones.

林晓禾 and 陈默 apply; 海河蓝 and 南口轨道 employ. In 昌平区 孙静 accepts and reviews, 吴桐 approves, 郑好 grants quota.
"""

from datetime import date, datetime

from gongju import clock
from gongju.casework import records as casework
from gongju.casework.models import Case, ProcedureText, RulebookText
from gongju.employers import records as employers
from gongju.employers.models import Employer, Employment
from gongju.employers.records import Contract
from gongju.people import records as people
from gongju.people.models import Office, Person, User

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=clock.BEIJING)
TODAY = NOW.date()
CHANGPING = "changping"
RESIDENT = "居民身份证"
CONTRACT = Contract(
    post="软件工程师",
    post_kind="管理技术岗位",
    kind="固定期限",
    employed_from=date(2023, 7, 1),
    since=date(2026, 7, 1),
    until=date(2029, 6, 30),
)


def lin() -> Person:
    """林晓禾, born 1990-03-07."""
    return people.add_person(
        name="林晓禾",
        identity_kind=RESIDENT,
        identity_number="110101199003070708",
        phone="13800005678",
        sex="女",
        birth=date(1990, 3, 7),
    )


def chen() -> Person:
    """陈默, born 1985-12-01."""
    return people.add_person(
        name="陈默",
        identity_kind=RESIDENT,
        identity_number="110101198512010514",
        sex="男",
        birth=date(1985, 12, 1),
    )


def hai_he_lan() -> Employer:
    """北京海河蓝科技有限公司 in 昌平区, not yet open for business."""
    return employers.add_employer(name="北京海河蓝科技有限公司", uscc="91110114MA01ABCD5G", authority=CHANGPING)


def nan_kou() -> Employer:
    """北京南口轨道装备有限公司, another employer of 昌平区."""
    return employers.add_employer(name="北京南口轨道装备有限公司", uscc="1211011440000000X9", authority=CHANGPING)


def changping_office() -> Office:
    """昌平区人力社保局."""
    return people.set_office(
        code="changping", authority=CHANGPING, name="昌平区人力社保局", kind=Office.Kind.DISTRICT, phones=["69740926"]
    )


def officer(name: str, office: Office, *roles: str) -> User:
    """A member of staff with these roles."""
    user, _ = User.objects.get_or_create(username=f"staff-{name}", defaults={"kind": "staff", "display_name": name})
    return people.set_staff(user, office=office, roles=roles)


def sun() -> User:
    """孙静, who accepts and reviews in 昌平区."""
    return officer("孙静", changping_office(), "district.accept", "district.review")


def zheng() -> User:
    """郑好, who grants quota in 昌平区."""
    return officer("郑好", changping_office(), "district.quota")


def employed(person: Person, employer: Employer) -> Employment:
    """The person, confirmed at the employer with CONTRACT."""
    asked = employers.ask(now=NOW, person_id=person.pk, employer_id=employer.pk)
    return employers.confirm(asked.pk, now=NOW, contract=CONTRACT)


def procedure_row(type_: str = "first_issue") -> ProcedureText:
    """A procedure that no case is moved by."""
    row, _ = ProcedureText.objects.get_or_create(
        digest=f"row of {type_}", defaults={"type": type_, "edition": "2026-11", "text": "", "loaded_at": NOW}
    )
    return row


def rulebook_row() -> RulebookText:
    """A rulebook that nothing is judged by."""
    row, _ = RulebookText.objects.get_or_create(
        digest="row of changping",
        defaults={
            "authority": CHANGPING,
            "edition": "2021-08",
            "text": "",
            "sources": {},
            "in_force": date(2021, 8, 1),
            "loaded_at": NOW,
        },
    )
    return row


def case_of(
    person: Person | None, employer: Employer | None = None, *, type_: str = "first_issue", exclusive: bool = True
) -> Case:
    """A case in its first stage, "draft", opened now in 昌平区."""
    return casework.open_case(
        now=NOW,
        type=type_,
        authority=CHANGPING,
        prefix="CP",
        person_id=person.pk if person else None,
        employer_id=employer.pk if employer else None,
        stage="draft",
        exclusive=exclusive,
        procedure_digest=procedure_row(type_).digest,
    )
