"""Numbers of the demo city pass the checks that real ones must pass."""

from datetime import date
from random import Random

import pytest
from stdnum.cn import ric, uscc

from gongju.ops.demo.names import EMPLOYERS, person_name
from gongju.ops.demo.numbers import identity_number, mobile_phone, social_credit_code


@pytest.mark.parametrize("seed", range(50))
def test_an_identity_number_is_valid_and_tells_birth_and_sex(seed: int) -> None:
    number = identity_number(Random(seed), birth=date(1990, 2, 28), sex="女")
    assert ric.is_valid(number)
    assert number[6:14] == "19900228"
    assert int(number[16]) % 2 == 0


@pytest.mark.parametrize("seed", range(50))
def test_a_social_credit_code_is_valid_and_of_its_district(seed: int) -> None:
    code = social_credit_code(Random(seed), district="changping")
    assert uscc.is_valid(code)
    assert code[2:8] == "110114"


def test_the_same_seed_gives_the_same_people() -> None:
    assert [person_name(Random(7), "男") for _ in range(3)] == [person_name(Random(7), "男") for _ in range(3)]
    assert mobile_phone(Random(1)) == mobile_phone(Random(1))


def test_no_two_employers_share_a_name() -> None:
    assert len({name for name, _ in EMPLOYERS}) == len(EMPLOYERS) == 20
