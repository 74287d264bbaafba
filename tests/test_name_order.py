"""Names stand in the order of the pinyin, on either database."""

import pytest

from gongju.employers.models import Employer
from gongju.name_order import by_name

pytestmark = pytest.mark.django_db
READ = ["安定", "白云", "陈默", "高原", "林晓禾", "任晨", "司徒嘉禾", "夏建国", "曾欣然", "赵一鸣"]


def test_names_are_sorted_as_a_reader_looks_them_up() -> None:
    for number, name in enumerate(reversed(READ)):
        Employer.objects.create(name=name, uscc=f"CODE{number}", link_code=f"L{number}")
    names = Employer.objects.values_list("name", flat=True)
    assert list(names.order_by(by_name("name"))) == READ
    assert list(names.order_by(by_name("name", descending=True))) == READ[::-1]
    assert sorted(READ) != READ


def test_a_name_of_rare_signs_breaks_nothing() -> None:
    for number, name in enumerate(["𠮷野家", "Ⅻ号", "", "安定"]):
        Employer.objects.create(name=name, uscc=f"CODE{number}", link_code=f"L{number}")
    assert Employer.objects.order_by(by_name("name")).count() == 4
    assert Employer.objects.distinct().order_by(by_name("name"), "pk").first() is not None
