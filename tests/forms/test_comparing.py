"""What changed between two fillings is told field by field, personal numbers masked."""

from pathlib import Path

from django.conf import settings

from gongju.forms.comparing import Change, changes
from gongju.forms.reading import form_at

PROFILE = form_at(Path(settings.GONGJU.forms_dir) / "profile.toml")


def test_nothing_changed_says_nothing() -> None:
    same = {"hukou": {"hukou": "外省市户籍"}}
    assert changes(PROFILE, same, same) == ()


def test_a_changed_field_shows_both() -> None:
    found = changes(PROFILE, {"marriage": {"status": "未婚"}}, {"marriage": {"status": "已婚"}})
    assert found == (Change("婚姻状况", 0, "婚姻状况", "未婚", "已婚"),)


def test_a_row_that_came_is_told_field_by_field() -> None:
    found = changes(PROFILE, {"titles": []}, {"titles": [{"level": "中级", "name": "工程师"}]})
    assert found == (
        Change("专业技术职称", 1, "职称级别", "", "中级"),
        Change("专业技术职称", 1, "职称名称", "", "工程师"),
    )


def test_dates_are_words_and_what_is_none_stays_as_typed() -> None:
    after = {"education": [{"from": "2004-09", "to": ["2008", "07"]}], "identity": {"birth_date": "1990-3-7"}}
    assert [change.after for change in changes(PROFILE, {}, after)] == ["1990年3月7日", "2004年9月", "2008年7月"]
    wrong = {"identity": {"birth_date": "去年-3-7"}}
    assert [change.after for change in changes(PROFILE, {}, wrong)] == ["去年-3-7"]


def test_numbers_are_masked_and_yes_and_no_are_words() -> None:
    after = {"contact": {"phone": "13800005678"}, "residence": {"residence_permit": "yes"}}
    found = changes(PROFILE, {}, after)
    assert [change.after for change in found] == ["138****5678", "是"]


def test_blank_and_absent_are_the_same() -> None:
    assert changes(PROFILE, {"contact": {"email": " "}}, {"contact": {}}) == ()
