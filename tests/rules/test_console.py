"""The commands about the law: status, words, JSON, and what is said of mistakes."""

import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from gongju.rules.console import run
from tests.rulebooks.library import changping
from tests.rules.small import TEXTS

PEOPLE = Path(__file__).resolve().parent.parent.parent / "docs" / "people"
TODAY = date(2021, 9, 15)
ASSESS = ("assess", "--district", "changping", "--business", "first_issue", "--on", "2021-09-15", "--facts")


def called(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = run(arguments, today=TODAY, out=out, err=err)
    return status, out.getvalue(), err.getvalue()


def person(folder: Path, changes: Mapping[str, object] | None = None) -> str:
    given = {**changping().bases["first_issue"].facts, **(changes or {})}
    path = folder / "person.json"
    path.write_text(json.dumps(given, ensure_ascii=False, default=str), "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("changes", "status", "word"),
    [
        ({}, 0, "结论：符合"),
        ({"monthly_income": 9000}, 1, "结论：不符合"),
        ({"monthly_income": None}, 2, "结论：还不知道"),
        ({"degree": "无", "title_equivalent": True}, 4, "结论：待判断"),
    ],
)
def test_the_status_tells_the_outcome(tmp_path: Path, changes: dict[str, object], status: int, word: str) -> None:
    found, out, _ = called(*ASSESS, person(tmp_path, changes))
    assert (found, word in out) == (status, True)


def test_a_refusal_names_every_reason_with_its_clause(tmp_path: Path) -> None:
    _, out, _ = called(*ASSESS, person(tmp_path, {"work_experience": 12, "monthly_income": 9000, "dispatched": True}))
    assert "标准 14,111 元（指南附表：2020 年社平工资 9,407 元 × 1.5）" in out
    assert "您的工作经历是 1 年" in out
    assert "劳务派遣人员：有这种情形" in out
    assert "依据：二（三）" in out


def test_papers_and_terms_are_listed(tmp_path: Path) -> None:
    _, out, _ = called(*ASSESS, person(tmp_path))
    assert "2020年9月至2021年8月，也可以是2020年8月至2021年7月" in out
    assert "与原件一致，本单位已核实确认真实有效" in out
    assert "到 2021年10月19日为止" in out


def test_json_holds_verdict_papers_and_terms(tmp_path: Path) -> None:
    status, out, _ = called(*ASSESS, person(tmp_path, {"monthly_income": 9000}), "--json")
    found = json.loads(out)
    assert status == 1
    assert found["verdict"]["outcome"] == "unmet"
    assert next(one["code"] for one in found["verdict"]["criteria"] if one["outcome"] == "unmet") == "wage"
    assert {"hukou_book", "income_12"} <= {one["code"] for one in found["materials"]}
    assert found["terms"][0]["date"] == "2021-10-19"


def test_wrong_names_and_values_are_told_with_the_nearest_right_one(tmp_path: Path) -> None:
    status, _, err = called(*ASSESS, person(tmp_path, {"monthly_incom": 1, "sex": "女性"}))
    assert status == 3
    assert "monthly_income" in err
    assert "是不是 女？" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("assess", "--district", "changping"), "--business"),
        (("facts", "--district", "changpin"), "changping"),
        (("facts", "--district", "changping", "--on", "九月"), "2021-09-15"),
        (("facts", "--district", "changping", "--on", "2020-01-01"), "2021-08 自 2021-08-01 起"),
        (("facts", "--district", "changping", "--business", "first_isue"), "first_issue"),
        (("rulebook", "show", "changping/2021-8"), "changping/2021-08"),
        ((*ASSESS, "nowhere.json"), "nowhere.json"),
    ],
)
def test_bad_input_is_status_three_and_says_what_to_write(arguments: tuple[str, ...], said: str) -> None:
    status, out, err = called(*arguments)
    assert (status, out) == (3, "")
    assert said in err


@pytest.mark.parametrize("text", ["{", "[1]"])
def test_a_file_that_is_no_object_of_facts_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "person.json"
    path.write_text(text, "utf-8")
    assert called(*ASSESS, str(path))[0] == 3


def test_an_edition_not_in_force_can_be_named(tmp_path: Path) -> None:
    old = person(tmp_path, {"employed_since": "2016-03-01"})
    arguments = ("assess", "--district", "changping", "--business", "first_issue", "--on", "2018-10-15", "--facts", old)
    assert called(*arguments)[0] == 3
    assert called(*arguments, "--edition", "2021-08")[0] == 0


def test_every_fact_is_listed_with_type_unit_meaning_and_source() -> None:
    _, out, _ = called("facts", "--district", "changping")
    assert "monthly_income  月均应税收入（金额，元；来源：本人）" in out
    assert "可填：无、学士、硕士、博士" in out
    assert all(name in out for name in changping().facts)


def test_facts_of_one_business_are_those_its_criteria_look_at() -> None:
    _, out, _ = called("facts", "--district", "changping", "--business", "renewal", "--json")
    names = {one["name"] for one in json.loads(out)}
    assert "lowest_monthly_income" in names
    assert "degree" not in names


def test_the_published_rulebooks_pass_the_check() -> None:
    status, out, _ = called("rulebook", "check")
    assert status == 0
    assert "规则文件没有问题" in out


def test_a_wrong_example_fails_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, text in TEXTS.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text.replace("work_experience = 23", "work_experience = 25"), "utf-8")
    monkeypatch.setenv("GONGJU_RULEBOOKS", str(tmp_path))
    status, out, _ = called("rulebook", "check")
    assert status == 1
    assert "例子“不够”：experience：应为 unmet，得到 met" in out


def test_show_names_what_is_left_out() -> None:
    _, out, _ = called("rulebook", "show", "changping/2021-08")
    assert "覆盖 CP-001 至 CP-183，共 183 条" in out
    assert "没有写进规则：加急办理" in out


@pytest.mark.parametrize(("name", "status"), [("yes", 0), ("no", 1), ("not-known", 2)])
def test_the_people_of_the_readme_come_out_as_their_names_say(name: str, status: int) -> None:
    assert called(*ASSESS, str(PEOPLE / f"{name}.json"))[0] == status


def test_a_refusal_says_what_would_change_it() -> None:
    status, out, _ = called(*ASSESS, str(PEOPLE / "no.json"))
    assert status == 1
    assert "等到2021年11月15日；月均应税收入从 14,110.5 元 提高到 14,111 元" in out


def test_json_tells_the_plans_and_the_first_day(tmp_path: Path) -> None:
    _, out, _ = called(*ASSESS, person(tmp_path, {"work_experience": 20}), "--json")
    found = json.loads(out)["advice"]
    assert found["unmet"] == ["experience"]
    assert found["first_day"] == "2022-01-15"


def test_what_an_officer_decides_is_said(tmp_path: Path) -> None:
    _, out, _ = called(*ASSESS, person(tmp_path, {"degree": "无", "title_equivalent": True}))
    assert "由经办人员判断" in out
