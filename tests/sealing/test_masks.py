"""Personal data is recognised, not read, where it is masked."""

import pytest

from gongju.sealing import mask_identity, mask_name, mask_phone, mask_text


@pytest.mark.parametrize(
    ("number", "masked"),
    [("110101199003070011", "110***********0011"), ("E12345678", "E*****678"), ("12345", "*****"), ("", "")],
)
def test_identity_numbers(number: str, masked: str) -> None:
    assert mask_identity(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"), [("13800138000", "138****8000"), ("69701234", "*****234"), ("110", "***"), ("", "")]
)
def test_phone_numbers(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"), [("王芳", "王*"), ("欧阳文静", "欧***"), ("芳", "芳*"), ("Jo Smith", "J***"), ("", "")]
)
def test_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_numbers_in_a_running_text() -> None:
    text = "王芳110101199003070011，电话13800138000，编号CP20260001187，工号1234567890123456"
    assert mask_text(text) == "王芳110***********0011，电话138****8000，编号CP20260001187，工号1234567890123456"
