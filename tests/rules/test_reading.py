"""Reading rulebook files: what is right is read, what is wrong is named with file, key and what to write."""

from pathlib import Path

import pytest

from gongju.rules.cautions import cautions_for
from gongju.rules.checking import rows_between
from gongju.rules.outcome import Outcome
from gongju.rules.reading import read_library, read_library_texts, rulebooks_folder
from gongju.rules.toml_table import Fault, RulebookFaults
from gongju.rules.verdict import assess
from tests.rules.small import TEXTS, faults_of, spoilt


def only_fault(old: str, new: str, file: str = "east/2021.toml") -> Fault:
    faults = faults_of(spoilt(old, new, file))
    assert len(faults) == 1, [str(fault) for fault in faults]
    assert faults[0].file == file
    return faults[0]


def test_right_files_have_no_faults() -> None:
    assert faults_of(TEXTS) == ()


@pytest.mark.parametrize(
    ("old", "new", "key", "hint"),
    [
        ('unmet = "您', 'unmett = "您', "criteria[1]（experience）.unmett", "是否要写 unmet？"),
        ('kind = "condition"', 'kind = "conditon"', "criteria[1]（experience）.kind", "是否要写 condition？"),
        ("work_experience >= 2 * 年", "work_experiense >= 2 * 年", "criteria（experience）.rule", "work_experience"),
        ("work_experience >= 2 * 年", "work_experience >= 2", "criteria（experience）.rule", "2 * 年"),
        ("work_experience >= 2 * 年", "work_experience ≥ 2 * 年", "criteria（experience）.rule", ">="),
        ('degree >= "学士"', 'degree >= "学土"', "values.is_educated.rule", "学士"),
        ("{work_experience}", "{work_experiance}", "criteria（experience）.unmet", "work_experience"),
        ("{work_experience}", "{work_experience", "criteria（experience）.unmet", "{事实名}"),
        ('is = "met"', 'is = "meet"', "criteria[1]（experience）.examples[1].is", "met"),
        ('by = "individual"', 'by = "person"', "materials[1]（degree）.by", "individual"),
        ('group = "home"', 'group = "hom"', "materials（degree）.group", "home"),
        ('group = "home"', 'group = "home"\naverage_of = "degree"', "materials（degree）.average_of", "可写"),
        ('when = "is_educated"', 'when = "is_eduated"', "materials（degree）.when", "is_educated"),
        ("length = 20", 'length = "20"', "terms[1]（handling）.length", "整数"),
        ("length = 20", "length = true", "terms[1]（handling）.length", "整数"),
        ('unit = "working_days"', 'unit = "workdays"', "terms[1]（handling）.unit", "working_days"),
        ("length = 20", "length = 20\nopens = true", "terms[1]（handling）.opens", "direction"),
        ('extends = "city/2003"', 'extends = "city/203"', "edition.extends", "city/2003"),
        ('recommended = "at_least"', 'recommended = "atleast"', "questions[1]（AMB-01）.recommended", "at_least"),
        ('accounts_for = "EA-001..EA-002"', 'accounts_for = "EA-001..EA-003"', "edition.accounts_for", "not_modelled"),
        ('accounts_for = "EA-001..EA-002"', 'accounts_for = "all"', "edition.accounts_for", "CP-001..CP-183"),
        (
            'accounts_for = "EA-001..EA-002"',
            'accounts_for = ["EA-001..EA-003"]',
            "edition.accounts_for",
            "not_modelled",
        ),
        (
            'accounts_for = "EA-001..EA-002"',
            'accounts_for = "EA-001..EB-002"',
            "edition.accounts_for",
            "CP-001..CP-183",
        ),
        ("in_force = 2021-08-01", "in_force = 2021-08-01\nassumed = true", "edition.question", "question"),
        ("in_force = 2021-08-01", 'in_force = 2021-08-01\nquestion = "AMB-02"', "edition.question", "AMB-01"),
        ("in_force = 2021-08-01", "in_force = 2021-08-01\nuntil = 2021-07-31", "edition.until", "最后"),
        ("in_force = 2021-08-01", 'in_force = "2021年8月"', "edition.in_force", "2021-08-01"),
        ("average_wage * 1.5", "averge_wage * 1.5", "parameters.wage_15.values[1].rule", "average_wage"),
        ("{average_wage.of}", "{averag_wage.of}", "parameters.wage_15.values[1].basis", "average_wage"),
        ('stages = ["acceptance"]', 'quota = "where_sett"', "businesses.first_issue.quota", "where_set"),
        ('unit = "元"', 'unit = "块"', "parameters.wage_15.unit", "元"),
    ],
)
def test_a_fault_names_the_key_and_what_to_write(old: str, new: str, key: str, hint: str) -> None:
    faults = {fault.key: fault for fault in faults_of(spoilt(old, new))}
    assert hint in faults[key].hint
    assert faults[key].file == "east/2021.toml"


def test_a_business_that_is_not_declared_is_named() -> None:
    faults = faults_of(spoilt('business = "first_issue"\ntitle = "两年工作经历"', 'business = "renewal"\ntitle = "两"'))
    assert "first_issue" in faults[0].hint


def test_a_missing_key_is_named() -> None:
    fault = only_fault('clause = "二"\n', "")
    assert (fault.key, fault.what) == ("criteria[1]（experience）.clause", "缺少这个键")


def test_a_row_that_the_span_does_not_have_is_named() -> None:
    faults = faults_of(spoilt('rows = ["EA-001"]', 'rows = ["EA-001", "EA-011"]'))
    assert [(fault.key, fault.hint) for fault in faults] == [("criteria（experience）", "是否要写 EA-001？")]


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ("CP-008..CP-011", ("CP-008", "CP-009", "CP-010", "CP-011")),
        ("CY-Q06a..CY-Q06c", ("CY-Q06a", "CY-Q06b", "CY-Q06c")),
        ("CY-Q03", ("CY-Q03",)),
        ("CY-A1a..CY-A1a", ("CY-A1a",)),
    ],
)
def test_rows_are_named_one_by_one_or_from_first_to_last(written: str, rows: tuple[str, ...]) -> None:
    assert rows_between(written) == rows


@pytest.mark.parametrize("written", ["CP-011..CP-008", "CY-Q06a..CY-Q07b", "CY-Q06a..CY-Q09", "CP-1..", "..CP-1", "CP"])
def test_what_is_no_span_of_rows_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=written.replace(".", "[.]")):
        rows_between(written)


CAUTION = """
[[cautions]]
code = "short"
title = "工作经历不长"
business = "first_issue"
when = "work_experience < 3 * 年"
text = "您的工作经历是 {work_experience}。"
clause = "二"
rows = []
"""


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [("work_experience <", "work_experiense <", "when"), ("{work_experience}", "{work}", "text")],
)
def test_a_caution_names_what_is_known(old: str, new: str, key: str) -> None:
    whole = {**TEXTS, "east/2021.toml": TEXTS["east/2021.toml"] + CAUTION}
    assert read_library_texts(whole).edition("east/2021").cautions[0].code == "short"
    faults = faults_of({**whole, "east/2021.toml": TEXTS["east/2021.toml"] + CAUTION.replace(old, new)})
    assert [fault.key for fault in faults] == [f"cautions（short）.{key}"]


def test_a_caution_is_told_where_it_certainly_holds_and_changes_no_verdict() -> None:
    edition = read_library_texts({**TEXTS, "east/2021.toml": TEXTS["east/2021.toml"] + CAUTION}).edition("east/2021")
    on = edition.in_force
    told = {
        months: [one.sentence for one in cautions_for(edition, business="first_issue", facts=facts, on=on)]
        for months, facts in ((30, {"work_experience": 30}), (36, {"work_experience": 36}), (None, {}))
    }
    assert told == {30: ["您的工作经历是 2 年 6 个月。"], 36: [], None: []}
    assert assess(edition, "first_issue", on, {"work_experience": 30}).outcome is Outcome.MET


def test_an_open_reading_needs_its_question() -> None:
    faults = faults_of(
        spoilt(
            'rule = "work_experience >= 2 * 年"',
            'ask_officer = "看"\nreadings = { at_least = "work_experience >= 2 * 年" }',
        )
    )
    assert "未决问题" in faults[0].what


def test_a_criterion_without_rule_must_leave_the_decision_to_an_officer() -> None:
    fault = only_fault('rule = "work_experience >= 2 * 年"\n', "")
    assert "judge = true" in fault.hint


def test_two_criteria_cannot_have_one_code() -> None:
    block = TEXTS["east/2021.toml"].split("[[criteria]]")[1].split("[groups")[0]
    faults = faults_of({**TEXTS, "east/2021.toml": TEXTS["east/2021.toml"] + "\n[[criteria]]" + block})
    assert any("用了两次" in fault.what for fault in faults)


def test_text_that_is_no_toml_is_told_with_its_line() -> None:
    fault = only_fault("[groups.home]", "[groups.home")
    assert "line" in fault.what


def test_every_fault_is_told_at_once() -> None:
    texts = spoilt('kind = "condition"', 'kind = "conditon"')
    texts["city/2003.toml"] = texts["city/2003.toml"].replace('title = "购房"', 'tilte = "购房"')
    assert {fault.file for fault in faults_of(texts)} == {"city/2003.toml", "east/2021.toml"}


def test_a_fact_with_a_wrong_type_or_unit_is_named() -> None:
    assert "choice" in only_fault('type = "choice"', 'type = "choise"', "facts.toml").hint
    faults = faults_of(spoilt('unit = "月"', 'unit = "个月份"', "facts.toml"))
    assert faults[0].key == "facts.work_experience.unit"


def test_shared_files_must_be_there() -> None:
    texts = {path: text for path, text in TEXTS.items() if path != "facts.toml"}
    assert [fault.file for fault in faults_of(texts)] == ["facts.toml"]


def test_editions_cannot_extend_each_other() -> None:
    texts = spoilt('title = "全市规定"', 'title = "全市规定"\nextends = "east/2021"', "city/2003.toml")
    assert any("互相" in fault.what for fault in faults_of(texts))


def test_a_folder_that_is_not_there_is_said() -> None:
    with pytest.raises(RulebookFaults, match="没有这个文件夹"):
        read_library(Path("nowhere"))


def test_the_folder_can_be_named_in_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GONGJU_RULEBOOKS", str(tmp_path))
    assert rulebooks_folder() == tmp_path


def test_files_and_texts_give_the_same_library(tmp_path: Path) -> None:
    for path, text in TEXTS.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    read, given = read_library(tmp_path), read_library_texts(TEXTS)
    assert [one.digest for one in read.editions] == [one.digest for one in given.editions]


def test_the_digest_covers_every_file_an_edition_stands_on() -> None:
    before = read_library_texts(TEXTS).edition("east/2021")
    changed = read_library_texts(spoilt("value = 9407", "value = 9408", "city/2003.toml")).edition("east/2021")
    assert before.paths == ("east/2021.toml", "city/2003.toml", "facts.toml", "national/retirement.toml")
    assert before.digest != changed.digest
    assert before.source == TEXTS["east/2021.toml"]
