"""Numbers of persons and employers: one form, and a fault that says what to mend."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongju.identity import (
    IdentityKind,
    identity,
    identity_check,
    mobile,
    normalised,
    organisation_check,
    passport,
    resident,
    uscc,
    uscc_check,
)

TODAY = date(2026, 11, 21)


def number(place: str = "110105", birth: str = "19900307", order: str = "001") -> str:
    first = place + birth + order
    return first + identity_check(first)


def test_a_good_number_tells_birth_and_sex() -> None:
    reading = resident("11010519491231002X", on=TODAY)
    assert reading.good
    assert not reading.warning
    assert (reading.birth, reading.sex) == (date(1949, 12, 31), "女")


@pytest.mark.parametrize(
    "typed", ["１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002x", "110105-19491231-002X\n"]
)
def test_full_width_blanks_and_small_x_are_brought_into_one_form(typed: str) -> None:
    assert resident(typed, on=TODAY).value == "11010519491231002X"
    assert resident(typed, on=TODAY).good


@pytest.mark.parametrize("place", ["810000", "820000", "830000"])
def test_residents_of_hong_kong_macau_and_taiwan_count(place: str) -> None:
    assert identity(IdentityKind.PERMIT, number(place), on=TODAY).good
    assert "港澳台" in identity(IdentityKind.RESIDENT, number(place), on=TODAY).fault
    assert "810000" in identity(IdentityKind.PERMIT, number(), on=TODAY).fault


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "请填写"),
        ("110105491231002", "15位的一代身份证"),
        ("11010519491231002", "应为18位，现在是17位"),
        ("1101051949123100XX", "前17位应为数字"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢٠", "前17位应为数字"),
        (number(birth="19900231"), "不是一个日期"),
        (number(birth="20261122"), "晚于今天"),
        (number(birth="18951120"), "超过130岁"),
        (number(place="990105"), "“99”不是任何省份"),
        ("110105194912310021", "校验码不对"),
    ],
)
def test_a_fault_says_what_is_wrong(typed: str, told: str) -> None:
    assert told in resident(typed, on=TODAY).fault


@pytest.mark.parametrize("birth", ["20261121", "18961121"])
def test_born_today_and_130_years_old_pass(birth: str) -> None:
    assert resident(number(birth=birth), on=TODAY).good


def test_a_county_younger_than_the_person_is_no_fault() -> None:
    assert resident(number(place="110114", birth="19500307"), on=TODAY).good
    assert not resident(number(place="110114", birth="19500307"), on=TODAY).warning


def test_an_unknown_county_is_only_a_warning() -> None:
    reading = resident(number(place="110199"), on=TODAY)
    assert reading.good
    assert "110199" in reading.warning


@given(st.integers(0, 17), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(place: int, shift: int) -> None:
    right = "11010519491231002X"
    wrong_digit = str((int(right[place]) + shift) % 10) if right[place] != "X" else str(shift)
    assert not resident(right[:place] + wrong_digit + right[place + 1 :], on=TODAY).good


@pytest.mark.parametrize("typed", ["E12345678", "ea1234567", "G12345678", "C01X00T47", "533 380 006"])
def test_passports(typed: str) -> None:
    reading = passport(typed)
    assert reading.good
    assert reading.value == normalised(typed)
    assert not reading.warning


@pytest.mark.parametrize(("typed", "told"), [("", "请填写"), ("ABCDEFG", "5至15位"), ("护照1234567", "5至15位")])
def test_faults_of_passports(typed: str, told: str) -> None:
    assert told in passport(typed).fault


def test_a_number_that_only_looks_chinese_is_a_warning() -> None:
    assert passport("E1234").warning


@pytest.mark.parametrize(
    "typed", ["13800138000", "138 0013 8000", "+86 138-0013-8000", "008613800138000", "１３８００１３８０００"]
)
def test_mobile_numbers(typed: str) -> None:
    assert mobile(typed).value == "13800138000"
    assert mobile(typed).good


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "请填写"), ("1380013800", "现在是10位"), ("12800138000", "开头"), ("1380013800O", "只能有数字")],
)
def test_faults_of_mobile_numbers(typed: str, told: str) -> None:
    assert told in mobile(typed).fault


@pytest.mark.parametrize("typed", ["914403001922038216", "9144 0300 7152 6726 xg"])
def test_credit_codes(typed: str) -> None:
    assert uscc(typed).good
    assert not uscc(typed).warning


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "请填写"),
        ("91440300192203821", "现在是17位"),
        ("91440300I922038216", "“I”"),
        ("91AA03001922038216", "第3至8位"),
        ("914403001922038217", "校验码不对"),
    ],
)
def test_faults_of_credit_codes(typed: str, told: str) -> None:
    assert told in uscc(typed).fault


def test_a_wrong_organisation_code_inside_is_a_warning() -> None:
    first = "91110105" + "12345678" + ("0" if organisation_check("12345678") != "0" else "1")
    reading = uscc(first + uscc_check(first))
    assert reading.good
    assert "组织机构代码" in reading.warning
