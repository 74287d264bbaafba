"""What is typed is kept, read where it can be, and told back in plain sentences where it cannot."""

from datetime import date
from typing import Any

import pytest

from gongju.forms.checking import Checked, Place, check
from gongju.forms.reading import read_form
from gongju.forms.spec import PartSpec

ON = date(2026, 11, 21)
FORM = read_form(
    """
title = "样例"

[parts.one]
title = "一份"
[parts.one.fields.name]
type = "text"
label = "姓名"
required = true
longest = 5
[parts.one.fields.income]
type = "money"
unit = "元"
label = "月收入"
[parts.one.fields.capital]
type = "money"
unit = "万元"
label = "注册资本"
min = 100
[parts.one.fields.rented]
type = "truth"
label = "是否租房"
required = true
[parts.one.fields.lease_from]
type = "day"
label = "租赁起始日期"
past = true
not_after = "lease_to"
[parts.one.fields.lease_to]
type = "day"
label = "租赁终止日期"
required = true
when = { field = "rented", in = ["yes"] }
[parts.one.fields.phone]
type = "phone"
label = "电话"
[parts.one.fields.mail]
type = "email"
label = "邮箱"
[parts.one.fields.code]
type = "uscc"
label = "统一社会信用代码"
[parts.one.fields.kind]
type = "choice"
label = "证件类型"
choices = ["居民身份证", "护照"]
[parts.one.fields.number]
type = "identity"
label = "证件号码"
kind = "kind"
[parts.one.fields.photo]
type = "photo"
label = "照片"

[parts.many]
title = "多行"
repeats = 2
none_label = "没有"
[parts.many.fields.school]
type = "text"
label = "学校"
required = true
[parts.many.fields.since]
type = "month"
label = "入学年月"
""",
    "sample.toml",
)
ONE, MANY = FORM.part("one"), FORM.part("many")
GOOD: dict[str, Any] = {"name": "林晓禾", "rented": "no"}


def read(part: PartSpec = ONE, **typed: Any) -> Checked:
    return check(part, {**GOOD, **typed}, on=ON)


def told(**typed: Any) -> dict[str, str]:
    return {fault.place.field: fault.message for fault in read(**typed).faults}


def test_what_is_well_typed_is_read_into_held_values() -> None:
    checked = read(income="18,500.50", capital="500", rented=True, lease_from=["2026", "3", "1"], lease_to="2027-02-28")
    assert checked.is_complete
    assert checked.rows == (
        {
            "name": "林晓禾",
            "income": 1_850_050,
            "capital": 500_000_000,
            "rented": True,
            "lease_from": date(2026, 3, 1),
            "lease_to": date(2027, 2, 28),
        },
    )


def test_an_unfinished_draft_is_no_fault() -> None:
    checked = check(ONE, {}, on=ON)
    assert checked.faults == ()
    assert checked.missing == (Place("name"), Place("rented"))


def test_a_field_is_missing_only_where_it_is_asked() -> None:
    assert Place("lease_to") not in read(rented="no").missing
    assert Place("lease_to") in read(rented="yes").missing


def test_not_sure_counts_as_not_answered() -> None:
    assert Place("rented") in read(rented="?").missing


@pytest.mark.parametrize(
    ("field", "typed", "part_of_sentence"),
    [
        ("income", "一万八", "不是数"),
        ("income", "18500.555", "金额最多写到分"),
        ("capital", "99.99", "注册资本不能小于 100"),
        ("rented", "大概", "不是“是”或“否”"),
        ("lease_to", "2026-02-30", "不是日期"),
        ("lease_from", "2026-11-22", "租赁起始日期不能晚于今天。"),
        ("name", "阿依古丽·买买提", "姓名最多 5 个字"),
        ("phone", "12345678901", "手机号码"),
        ("mail", "lin@", "电子邮箱要像"),
        ("code", "91110114MA01ABCD2X", "统一社会信用代码"),
        ("photo", "x.jpg", "请重新上传"),
    ],
)
def test_each_fault_is_a_sentence(field: str, typed: str, part_of_sentence: str) -> None:
    assert part_of_sentence in told(**{field: typed})[field]


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (["93", "8", "9"], "年份要写四位数，例如 2024。"),
        (["1993", "13", "9"], "月份要在 1 到 12 之间。"),
        (["2025", "2", "30"], "2025年2月没有 30 日。"),
        (["1993", "", "9"], "日期还缺月。"),
        (["1993", "八", "9"], "日期的月要填数字。"),
    ],
)
def test_a_fault_of_a_date_names_the_box(boxes: list[str], sentence: str) -> None:
    assert told(lease_from=boxes) == {"lease_from": sentence}


def test_a_date_may_be_pasted_whole_into_the_first_box() -> None:
    for pasted in ("2026-03-01", "2026年3月1日", "２０２６-03-01"):
        assert read(lease_from=[pasted, "", ""]).rows[0]["lease_from"] == date(2026, 3, 1)


def test_one_wrong_field_leaves_the_others_read() -> None:
    assert read(income="?!", phone="010-69740926").rows == (
        {"name": "林晓禾", "rented": False, "phone": "01069740926"},
    )


def test_an_end_before_its_beginning_is_told_at_the_beginning() -> None:
    assert told(lease_from="2026-03-02", lease_to="2026-03-01") == {"lease_from": "租赁起始日期不能晚于租赁终止日期。"}


def test_a_number_is_checked_by_the_paper_it_stands_on() -> None:
    assert "number" in told(kind="居民身份证", number="110101199003070709")
    assert "number" not in told(kind="居民身份证", number="11010119900307070８")
    assert "number" not in told(kind="护照", number="e1234 5678")
    assert "number" not in told(number="110101199003070709"), "no paper chosen yet"


def test_rows_are_counted_from_nought() -> None:
    checked = check(MANY, [{"school": "昌平一中"}, {"since": "2020-13"}], on=ON)
    assert [fault.place for fault in checked.faults] == [Place("since", 1)]
    assert checked.missing == (Place("school", 1),)


def test_no_row_is_an_answer_where_the_form_offers_it() -> None:
    assert check(MANY, [], on=ON).is_complete


def test_what_no_form_of_ours_sends_is_left_out() -> None:
    stray: list[Any] = [{"school": "x" * 9999, "evil": "1"}, "text", {}, {}, {}]
    checked = check(MANY, stray, on=ON)
    assert len(checked.rows) == 1, "two rows at most, and text is no row"
    assert "200" in checked.faults[0].message
