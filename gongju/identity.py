"""Numbers that name a person or an employer: brought into one form, checked, and faults told in plain Chinese.

Check digits are python-stdnum's. Ours are: residents of Hong Kong, Macau and Taiwan (81, 82, 83) count, nobody is born
in the future or more than 130 years ago, and a county code that was not in use in the year of birth is only a warning
(a number may have been given long after the birth).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from stdnum import numdb
from stdnum.cn import ric
from stdnum.cn import uscc as credit_code

from gongju.visible import visible

OLDEST: Final = 130
MALE, FEMALE = "男", "女"
_PERMIT_PLACES = {"810000", "820000", "830000"}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_BLANKS_AND_DASHES = re.compile(r"[\s\-‐‑‒–—_·.]+")
_CHINESE_PASSPORT = re.compile(r"[DEGPS][A-Z]?\d{7,8}")
_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{5,15}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_COUNTRY_CODE = re.compile(r"^(?:\+|00)?86(?=1\d{10}$)")


class IdentityKind(StrEnum):
    """The papers by which a person is known."""

    RESIDENT = "居民身份证"
    PERMIT = "港澳台居民居住证"
    PASSPORT = "护照"


@dataclass(frozen=True)
class Reading:
    """What was read: `value` in its one form; `fault` a Chinese sentence, "" when good; `warning` likewise.

    `birth` and `sex` ("男" or "女") are known from identity numbers alone, else None and "".
    """

    value: str
    fault: str = ""
    warning: str = ""
    birth: date | None = None
    sex: str = ""

    @property
    def good(self) -> bool:
        """Tell whether the value may be kept; a warning does not stand in the way."""
        return not self.fault


def normalised(text: str) -> str:
    """Return it without blanks and dashes, full-width characters narrowed, letters in capitals."""
    return _BLANKS_AND_DASHES.sub("", unicodedata.normalize("NFKC", visible(text))).upper()


def identity(kind: str, text: str, *, on: date) -> Reading:
    """Check the number of a paper of this kind of `IdentityKind`; `on` is today. `ValueError` for another kind."""
    if IdentityKind(kind) is IdentityKind.PASSPORT:
        return passport(text)
    reading = resident(text, on=on)
    permit = reading.value[:6] in _PERMIT_PLACES
    if reading.good and permit and kind == IdentityKind.RESIDENT:
        return Reading(reading.value, "这是港澳台居民居住证的号码，请把证件类型改为“港澳台居民居住证”。")
    if reading.good and not permit and kind == IdentityKind.PERMIT:
        return Reading(reading.value, "港澳台居民居住证号码应以810000、820000或830000开头，请核对号码和证件类型。")
    return reading


def resident(text: str, *, on: date) -> Reading:
    """Check an 18-character number of an identity card or of a residence permit of 81, 82, 83; `on` is today."""
    number = normalised(text)
    fault = _shape_fault(number) or _place_fault(number)
    if fault:
        return Reading(number, fault)
    birth = _birth(number)
    fault = _birth_fault(birth, on)
    if not fault and ric.calc_check_digit(number) != number[-1]:
        fault = "身份证号码的最后一位校验码不对，请逐位核对。"
    if fault:
        return Reading(number, fault)
    return Reading(number, warning=_county_warning(number), birth=birth, sex=_sex(number))


def passport(text: str) -> Reading:
    """Check the form of a passport's number; no passport has a public check digit in its number."""
    number = normalised(text)
    if not number:
        return Reading(number, "请填写护照号码。")
    if not _PASSPORT.fullmatch(number):
        return Reading(number, "护照号码应为5至15位字母和数字，请按护照资料页填写。")
    if number[0] in "EG" and not _CHINESE_PASSPORT.fullmatch(number):
        return Reading(number, warning="这不像中国护照号码；如为外国护照请忽略本提示。")
    return Reading(number)


def mobile(text: str) -> Reading:
    """Check a mobile number of the mainland, with or without +86 in front."""
    number = _COUNTRY_CODE.sub("", normalised(text))
    if not number:
        return Reading(number, "请填写手机号码。")
    if not _digits(number):
        return Reading(number, "手机号码只能有数字，请核对。")
    if len(number) != 11:
        return Reading(number, f"手机号码应为11位，现在是{len(number)}位。")
    if not _MOBILE.fullmatch(number):
        return Reading(number, "手机号码应以13至19开头，请核对。")
    return Reading(number)


def uscc(text: str) -> Reading:
    """Check a unified social credit code; a wrong check digit of the organisation code inside is a warning."""
    code = normalised(text)
    fault = _code_fault(code)
    if fault:
        return Reading(code, fault)
    if organisation_check(code[8:16]) != code[16]:
        return Reading(code, warning="代码第9至17位（组织机构代码）的校验位不符，请与营业执照再核对一遍。")
    return Reading(code)


def identity_check(first17: str) -> str:
    """Return the last character that belongs behind these 17 digits."""
    return str(ric.calc_check_digit(f"{first17}0"))


def organisation_check(first8: str) -> str:
    """Return the ninth character of an organisation code (GB 11714) behind these eight."""
    total = sum(int(character, 36) * weight for character, weight in zip(first8, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def uscc_check(first17: str) -> str:
    """Return the last character of a unified social credit code behind these 17."""
    return str(credit_code.calc_check_digit(first17))


def _digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _shape_fault(number: str) -> str:
    if not number:
        return "请填写身份证号码。"
    if len(number) == 15 and _digits(number):
        return "这是15位的一代身份证号码，已停止使用，请填写18位号码。"
    if len(number) != 18:
        return f"身份证号码应为18位，现在是{len(number)}位。"
    if not _digits(number[:17]) or number[17] not in "0123456789X":
        return "身份证号码前17位应为数字，最后一位为数字或X。"
    return ""


def _place_fault(number: str) -> str:
    if number[:6] in _PERMIT_PLACES or _place(number).get("province"):
        return ""
    return f"身份证号码开头的“{number[:2]}”不是任何省份的代码，请核对。"


def _county_warning(number: str) -> str:
    if number[:6] in _PERMIT_PLACES or _place(number).get("county"):
        return ""
    return f"身份证号码前6位“{number[:6]}”未见于行政区划代码，请核对。"


def _place(number: str) -> dict[str, str]:
    return {key: value for _, found in numdb.get("cn/loc").info(number[:6]) for key, value in found.items()}


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _birth_fault(birth: date | None, on: date) -> str:
    if birth is None:
        return "身份证号码第7至14位不是一个日期，请核对。"
    if birth > on:
        return "身份证号码中的出生日期晚于今天，请核对。"
    if on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day)) > OLDEST:
        return f"按身份证号码计算年龄超过{OLDEST}岁，请核对。"
    return ""


def _sex(number: str) -> str:
    return MALE if int(number[16]) % 2 else FEMALE


def _code_fault(code: str) -> str:
    if not code:
        return "请填写统一社会信用代码。"
    if len(code) != 18:
        return f"统一社会信用代码应为18位，现在是{len(code)}位。"
    strange = next((character for character in code if not re.fullmatch(r"[0-9A-HJ-NP-RTUWXY]", character)), "")
    if strange:
        return f"统一社会信用代码里不会出现“{strange}”（字母I、O、S、V、Z不用），请核对。"
    if not _digits(code[2:8]):
        return "统一社会信用代码第3至8位应为数字，请核对。"
    if credit_code.calc_check_digit(code) != code[-1]:
        return "统一社会信用代码的最后一位校验码不对，请与营业执照逐位核对。"
    return ""
