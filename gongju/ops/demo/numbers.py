"""Made-up numbers with valid check digits: identity cards, social credit codes, mobile phones."""

from datetime import date
from random import Random

from stdnum.cn import ric, uscc

COUNTIES = (
    "130102", "130403", "210102", "220102", "230102", "320104", "330104", "340102",
    "350102", "360102", "370102", "410102", "420102", "430102", "440103", "510104", "610102",
)  # fmt: skip
DISTRICTS = {"changping": "110114", "chaoyang": "110105", "dongcheng": "110101", "daxing": "110115"}
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(chance: Random, *, birth: date, sex: str, county: str | None = None) -> str:
    """An identity number of 18 characters for somebody born on that day; the last but one digit is odd for 男."""
    order = chance.randrange(10, 490) * 2 + (1 if sex == "男" else 0)
    body = f"{county or chance.choice(COUNTIES)}{birth:%Y%m%d}{order:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


def organisation_code(chance: Random) -> str:
    """A code of 9 characters by GB 11714, as it stands inside a social credit code."""
    body = "MA" + "".join(chance.choice("0123456789") for _ in range(6))
    total = sum(("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(c)) * w for c, w in zip(body, _WEIGHTS, strict=True))
    return body + "0123456789X0"[11 - total % 11]


def social_credit_code(chance: Random, *, district: str, kind: str = "91") -> str:
    """A unified social credit code registered in that district (`kind`: 91 enterprise, 12 institution)."""
    while True:
        inner = organisation_code(chance)
        if all(c in _CODE_LETTERS for c in inner):
            body = kind + DISTRICTS[district] + inner
            return body + uscc.calc_check_digit(body + "0")


def mobile_phone(chance: Random) -> str:
    """A phone number of 11 digits in a range that is not given to anybody (190 0000 …)."""
    return f"1900000{chance.randrange(10_000):04d}"
