"""What a person reads when something does not go."""

import pytest

from gongju.errors import BadInput, Fault, MovedOn, NotFound, Refusal, Told


def test_a_refusal_says_where_what_and_what_to_do() -> None:
    refusal = Refusal("quota.none_left", "没有可用指标。", where="北京某某公司", do="请先申报指标。")
    assert str(refusal) == "北京某某公司：没有可用指标。请先申报指标。"
    assert refusal.code == "quota.none_left"


def test_not_found_does_not_tell_none_from_not_yours() -> None:
    assert str(NotFound("这项业务")) == str(NotFound("这项业务"))
    assert "权限" not in str(NotFound())


def test_bad_input_lists_all_faults_at_once() -> None:
    wrong = BadInput((Fault("name", "请填写姓名。"), Fault("phone", "手机号码应为11位。")))
    assert [fault.field for fault in wrong.faults] == ["name", "phone"]
    assert str(wrong) == "请填写姓名。手机号码应为11位。"


def test_bad_input_without_a_fault_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="at least one"):
        BadInput(())


@pytest.mark.parametrize("told", [NotFound(), MovedOn(), BadInput.of("name", "请填写姓名。")])
def test_every_error_of_the_tree_is_told(told: Told) -> None:
    assert isinstance(told, Told)
    assert told.code
