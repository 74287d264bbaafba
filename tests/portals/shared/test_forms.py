"""Forms keep what was typed, type what can be typed, and put faults beside fields."""

from datetime import date

import pytest
from django.template import Context, Template

from gongju.errors import BadInput, Fault
from gongju.portals.shared.fields import Field, Value
from gongju.portals.shared.forms import Form, sent

FIELDS = (
    Field(name="income", label="月均应税收入", type="money", unit="元", required=True),
    Field(name="since", label="合同开始日期", type="day"),
    Field(name="kinds", label="类别", type="choices", choices=("甲", "乙")),
    Field(name="years", label="工作年限", type="duration", unit="年"),
)


def drawn(source: str, **context: object) -> str:
    return Template("{% load gongju_parts %}" + source).render(Context(context))


def test_a_blank_field_is_absent_from_the_values() -> None:
    assert Form(FIELDS, sent({"income": "16480"})).values == {"income": 1_648_000}


def test_a_wrong_field_keeps_what_was_typed() -> None:
    form = Form(FIELDS, sent({"income": "一万多", "since-year": "2025", "since-month": "2", "since-day": "30"}))
    html = drawn("{% fields form %}", form=form)
    assert not form.ok
    assert 'value="一万多"' in html
    assert 'value="30"' in html
    assert "2025年2月没有 30 日" in html


def test_the_summary_links_to_the_first_box_of_each_wrong_field() -> None:
    form = Form(FIELDS, sent({"since-year": "2025"}))
    html = drawn("{% error_summary form %}", form=form)
    assert "有 2 处要改" in html
    assert 'href="#f-income"' in html
    assert 'href="#f-since-year"' in html
    assert 'id="f-since-year"' in drawn("{% fields form %}", form=form)


@pytest.mark.parametrize(
    "values",
    [
        {"income": 1_648_050},
        {"since": date(2024, 3, 5)},
        {"kinds": frozenset({"甲", "乙"})},
        {"years": 30},
        {"years": 8},
        {"years": 60},
    ],
)
def test_what_is_shown_reads_back_as_the_same(values: dict[str, Value]) -> None:
    shown = Form(FIELDS, initial=values)
    sent_back: dict[str, list[str]] = {}
    for name, text in shown.sent_again:
        sent_back.setdefault(name, []).append(text)
    assert Form(FIELDS, sent(sent_back)).values == values


def test_faults_of_an_action_stand_beside_their_fields() -> None:
    form = Form(FIELDS, sent({"income": "1"}))
    left = form.blame_all(BadInput((Fault("since", "早于出生日期"), Fault("", "单位已停用"))))
    assert [box.fault for box in form.faults] == ["早于出生日期"]
    assert left == ["单位已停用"]


def test_what_people_type_cannot_become_markup() -> None:
    form = Form(FIELDS, sent({"income": '"><script>alert(1)</script>'}))
    html = drawn("{% error_summary form %}{% fields form %}{% carried form.sent_again %}", form=form)
    assert "<script>" not in html


def test_a_form_shown_first_has_no_faults() -> None:
    form = Form(FIELDS)
    assert not form.read
    assert form.faults == []
