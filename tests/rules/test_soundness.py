"""What is told of an edition as a whole: ways nobody can go, numbers that no rule uses."""

import pytest

from gongju.rules.reading import read_library_texts
from gongju.rules.soundness import unsound

from .small import DISTRICT, TEXTS, spoilt

BASE = '[base.first_issue]\non = 2021-09-15\nfacts = { work_experience = 30, degree = "学士" }\n'
PATHWAY = """
[[criteria]]
code = "{code}"
kind = "pathway"
business = "first_issue"
title = "路径"
unmet = "不走这条路。"
rule = '{rule}'
clause = "二"
rows = ["EA-001"]
examples = [
  {{ of = "有", with = {{ degree = "{yes}" }}, is = "met" }},
  {{ of = "没有", with = {{ degree = "无" }}, is = "unmet" }},
]
"""


def told(texts: dict[str, str]) -> list[str]:
    return list(unsound(read_library_texts(texts)))


def test_a_sound_library_is_told_nothing_of() -> None:
    assert told(TEXTS) == []


def test_a_pathway_that_a_worked_example_goes_is_fine() -> None:
    way = PATHWAY.format(code="master", rule='degree == "硕士"', yes="硕士")
    assert told({**TEXTS, "east/2021.toml": DISTRICT + BASE + way}) == []


def test_a_pathway_that_another_criterion_bars_is_told() -> None:
    way = PATHWAY.format(code="novice", rule='degree == "硕士" and work_experience < 2 * 年', yes="学士").replace(
        'is = "met"', 'is = "unmet"'
    )
    found = told({**TEXTS, "east/2021.toml": DISTRICT + BASE + way})
    assert found == ["east/2021 first_issue：没有一个例子经 novice 全部满足，看不出它走得通"]


def test_a_sentence_that_addresses_somebody_else_is_told() -> None:
    """Officers read 申请人 where a sentence says 您: so it must be the applicant."""
    way = PATHWAY.format(code="master", rule='degree == "硕士"', yes="硕士")
    assert told({**TEXTS, "east/2021.toml": DISTRICT + BASE + way.replace("不走这条路", "您不走这条路")}) == []
    wrong = way.replace("不走这条路", "您的单位不走这条路")
    assert told({**TEXTS, "east/2021.toml": DISTRICT + BASE + wrong}) == [
        "east/2021 master：“您的单位不走这条路。”里的“您”不是申请人，换一个说法"
    ]


def test_conditions_that_nobody_meets_together_are_told() -> None:
    base = BASE.replace("work_experience = 30", "work_experience = 3")
    assert told({**TEXTS, "east/2021.toml": DISTRICT + base}) == []  # the example “够” shows somebody
    alone = spoilt(
        '{ of = "够", with = { work_experience = 24 }, is = "met" }',
        '{ of = "也不够", with = { work_experience = 1 }, is = "unmet" }',
    )
    alone["east/2021.toml"] += base
    assert told(alone) == ["east/2021 first_issue：样本人不能全部满足，条件之间可能互相排斥"]


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ('unmet = "您的工作经历是 {work_experience}。"', 'unmet = "您的工作经历不足 3 年。"', "3"),
        ('sentence = "20 个工作日办结。"', 'sentence = "15 个工作日办结。"', "15"),
        ('title = "学位证书"', 'title = "近 6 个月的学位证书"', "6"),
    ],
)
def test_a_number_in_a_sentence_that_its_entry_does_not_use_is_told(old: str, new: str, number: str) -> None:
    (found,) = told(spoilt(old, new))
    assert f"里的 {number} 不是它用到的数" in found


def test_years_stand_for_their_months_and_names_are_no_numbers() -> None:
    assert told(spoilt('title = "两年工作经历"', 'title = "条件 1：2 年（24 个月）工作经历"')) != []
    assert told(spoilt('title = "两年工作经历"', 'title = "条件 1：2 年工作经历"')) == []
