"""A small set of rulebook files that is right, to be spoilt one key at a time."""

from gongju.rules.reading import read_library_texts
from gongju.rules.toml_table import Fault, RulebookFaults

FACTS = """
[facts.work_experience]
type = "duration"
unit = "月"
label = "工作经历"
ask = "您一共工作了多少个月？"
source = "本人"

[facts.degree]
type = "choice"
choices = ["无", "学士", "硕士"]
ordered = true
label = "最高学位"
ask = "您的最高学位是？"
source = "本人"
"""
RETIREMENT = """
title = "法定退休年龄"
clause = "国发〔1978〕104号"
checked_on = 2026-08-01
[[rules]]
sex = "男"
posts = ["管理"]
age = { years = 60 }
rises_from = 1965-01-01
step_months = 4
highest = { years = 63 }
"""
CITY = """
[edition]
authority = "city"
prefix = "CI"
name = "市"
edition = "2003"
title = "全市规定"
in_force = 2003-06-30
checked_on = 2026-08-01

[parameters.average_wage]
label = "月平均工资"
unit = "元"
values = [
  { from = 2021-07-01, value = 9407, of = 2020 },
  { from = 2022-07-01, value = 10628, of = 2021 },
]

[[benefits]]
title = "购房"
text = "可以购房。"
clause = "四"
rows = []
"""
DISTRICT = """
[edition]
authority = "east"
prefix = "EA"
name = "东区"
edition = "2021"
title = "东区办理指南"
in_force = 2021-08-01
checked_on = 2026-08-01
extends = "city/2003"
accounts_for = "EA-001..EA-002"

[businesses.first_issue]
title = "新办"
stages = ["acceptance"]

[parameters.wage_15]
label = "1.5 倍标准"
unit = "元"
values = [{ from = 2021-08-01, rule = "round_yuan(average_wage * 1.5)", basis = "{average_wage.of} 年 {average_wage}" }]

[values.is_educated]
label = "有学位"
rule = 'degree >= "学士"'

[[questions]]
id = "AMB-01"
text = "满两年还是超过两年？"
readings = { at_least = "满", more = "超过" }
recommended = "at_least"

[[criteria]]
code = "experience"
kind = "condition"
business = "first_issue"
title = "两年工作经历"
rule = "work_experience >= 2 * 年"
unmet = "您的工作经历是 {work_experience}。"
clause = "二"
rows = ["EA-001"]
examples = [
  { of = "够", with = { work_experience = 24 }, is = "met" },
  { of = "不够", with = { work_experience = 23 }, is = "unmet" },
]

[groups.home]
title = "任选一种"

[[materials]]
code = "degree"
title = "学位证书"
business = "first_issue"
by = "individual"
when = "is_educated"
group = "home"
clause = "五"
rows = ["EA-002"]

[[terms]]
code = "handling"
business = "first_issue"
title = "办理时限"
length = 20
unit = "working_days"
from_event = "enters_review"
from_label = "进入审核之日"
sentence = "20 个工作日办结。"
clause = "六"
rows = ["EA-002"]
"""
TEXTS = {
    "facts.toml": FACTS,
    "national/retirement.toml": RETIREMENT,
    "city/2003.toml": CITY,
    "east/2021.toml": DISTRICT,
}


def spoilt(old: str, new: str, file: str = "east/2021.toml") -> dict[str, str]:
    """The files with one piece of text replaced."""
    assert old in TEXTS[file], old
    return {**TEXTS, file: TEXTS[file].replace(old, new, 1)}


def faults_of(texts: dict[str, str]) -> tuple[Fault, ...]:
    """Every fault found in the files; none when they are right."""
    try:
        read_library_texts(texts)
    except RulebookFaults as refused:
        return refused.faults
    return ()
