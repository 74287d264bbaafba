"""员工列表 of an employer with more than a few: searched, filtered, sorted, paged, taken away as a file."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from gongju.actions.release import release
from gongju.employers.models import Employment
from gongju.permits.models import Permit
from tests import cast, story
from tests.cast import NOW, Stage
from tests.portals.conftest import As

from .conftest import text

pytestmark = pytest.mark.django_db
HERE = "/unit/staff/"


def linked(stage: Stage) -> tuple[Employment, Employment]:
    """林晓禾 and 陈默 both work here; 陈默's contract ends within 60 days."""
    lin = cast.link(stage.lin, stage.zhao, stage.hhl)
    chen = cast.link(stage.chen, stage.zhao, stage.hhl)
    Employment.objects.filter(pk=chen.pk).update(contract_to=NOW.date() + timedelta(days=30))
    return lin, chen


def order(page: str, *names: str) -> list[str]:
    """The names in the order in which they stand on the page."""
    return sorted((name for name in names if name in page), key=page.index)


def test_names_stand_as_a_reader_looks_them_up_and_turn_round(stage: Stage, signed_in: As) -> None:
    linked(stage)
    client = signed_in(stage.zhao)
    assert order(text(client.get(HERE)), "林晓禾", "陈默") == ["陈默", "林晓禾"]
    assert order(text(client.get(f"{HERE}?sort=-name")), "林晓禾", "陈默") == ["林晓禾", "陈默"]
    assert order(text(client.get(f"{HERE}?sort=-contract")), "林晓禾", "陈默") == ["林晓禾", "陈默"]
    assert order(text(client.get(f"{HERE}?sort=contract")), "林晓禾", "陈默") == ["陈默", "林晓禾"]
    assert client.get(f"{HERE}?sort=nonsense&permit=nonsense&page=99").status_code == 200


def test_who_has_no_permit_stands_last_by_expiry(stage: Stage, signed_in: As) -> None:
    story.approved(stage)
    cast.link(stage.chen, stage.zhao, stage.hhl)
    client = signed_in(stage.zhao)
    for sort in ("permit", "-permit"):
        assert order(text(client.get(f"{HERE}?sort={sort}")), "林晓禾", "陈默") == ["林晓禾", "陈默"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=林", "林晓禾"),
        ("q=110101199203070016", "陈默"),
        ("q=11010119920307", ""),
        ("permit=contract", "陈默"),
        ("permit=valid", "林晓禾"),
        ("permit=none", "陈默"),
        ("permit=ending", ""),
        ("permit=suspended", ""),
        ("permit=case", ""),
    ],
)
def test_search_and_filters(stage: Stage, signed_in: As, query: str, found: str) -> None:
    story.approved(stage)
    chen = cast.link(stage.chen, stage.zhao, stage.hhl)
    Employment.objects.filter(pk=chen.pk).update(contract_to=NOW.date() + timedelta(days=30))
    page = text(signed_in(stage.zhao).get(f"{HERE}?{query}"))
    assert order(page, "林晓禾", "陈默") == ([found] if found else [])
    assert ("没有找到员工" in page) is not bool(found)


def test_a_permit_that_ends_soon_is_counted_and_told_in_days(stage: Stage, signed_in: As) -> None:
    story.approved(stage)
    Permit.objects.update(last_day=date(2026, 12, 25))
    client = signed_in(stage.zhao)
    page = text(client.get(f"{HERE}?permit=ending"))
    assert "其中 1 人的证件 60 天内到期" in page
    assert "还有 30 天" in page
    assert "林晓禾" in text(client.get("/unit/"))


def test_a_permit_of_a_former_employer_is_seen_at_the_new_one(stage: Stage, signed_in: As) -> None:
    story.approved(stage)
    old = Employment.objects.get()
    later = NOW + 3 * story.DAY
    release(
        actor=stage.zhao,
        now=later,
        employment_id=old.pk,
        ended_on=later.date(),
        reason="合同到期",
        document_id=cast.proof_of_leaving(stage.zhao, now=later),
    )
    cast.link(stage.lin, stage.ma, stage.nankou)
    page = text(signed_in(stage.ma).get(HERE))
    assert "持证 1 人" in page
    assert "没有持证</span>" not in page
    assert "持证 0 人" in text(signed_in(stage.zhao).get(HERE))


def test_the_list_is_taken_away_as_a_file(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    cast.link(stage.chen, stage.zhao, stage.hhl)
    Employment.objects.filter(person_id=stage.lin.person_id or 0).update(post="=HYPERLINK(1)")
    answer = signed_in(stage.zhao).get(f"{HERE}export/?q=林")
    assert answer["Content-Type"].startswith("text/csv")
    assert "attachment" in answer["Content-Disposition"]
    lines = text(answer).splitlines()
    assert lines[0].startswith("\ufeff姓名,证件号码,岗位")
    assert len(lines) == 2
    assert "林晓禾,110***********002X,'=HYPERLINK(1),2023年3月1日" in lines[1]
    assert lines[1].endswith("新办：待受理")
    assert case.number not in text(signed_in(stage.ma).get(f"{HERE}export/"))
    assert "林晓禾" not in text(signed_in(stage.ma).get(f"{HERE}export/"))


def test_the_file_asks_as_little_as_the_page(
    stage: Stage, signed_in: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    linked(stage)
    client = signed_in(stage.zhao)
    client.get(HERE)
    with django_assert_max_num_queries(12):
        client.get(f"{HERE}export/")
