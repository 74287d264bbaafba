"""`gongju simulate`: made-up people, what is printed, who is written out, and what is said of bad input."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from gongju.rules import people_file, simulate_command
from gongju.rules.console import run
from gongju.rules.reading import rulebooks_folder
from gongju.rules.simulation import ADDED

from .small import TEXTS

TODAY = date(2021, 9, 15)
TWO = ("--rulebook", "changping/2021-08", "--against", "daxing/2021-05")
SMALL = ("--rulebook", "east/2021", "--against")


def called(*arguments: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = run(("simulate", *map(str, arguments)), today=TODAY, out=out, err=err)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small rulebooks, and a draft that asks for three years instead of two."""
    for path, text in TEXTS.items():
        (tmp_path / "books" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "books" / path).write_text(text, "utf-8")
    monkeypatch.setenv("GONGJU_RULEBOOKS", str(tmp_path / "books"))
    found = tmp_path / "draft.toml"
    found.write_text(TEXTS["east/2021.toml"].replace("work_experience >= 2 * 年", "work_experience >= 3 * 年"), "utf-8")
    return found


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Six of whom two lose, with the columns of a list of staff."""
    frame = pl.DataFrame(
        {
            "name": ["赵", "钱", "孙", "李", "周", "吴"],
            "work_experience": [23, 24, 35, 36, None, 40],
            "district": ["东", "东", "西", "西", "西", None],
        }
    )
    path = tmp_path / "people.parquet"
    frame.write_parquet(path)
    return path


def test_who_loses_by_which_clause_in_which_group_is_told(draft: Path, people: Path) -> None:
    status, out, _ = called(*SMALL, draft, "--people", people, "--by", "district")
    assert status == 0
    assert "east/2021 → east/2021（草稿 draft.toml）：新办，按2021年9月15日判断" in out
    assert "共 6 人，其中 4 人结论不变，2 人改变" in out
    assert "符合：4 → 2 人" in out
    assert "符合 → 不符合：2 人\n    两年工作经历（二），east/2021（草稿 draft.toml）：2 人，其中 2 人只因这一条" in out
    assert "西：3 人，符合 2 → 1 人；从符合变为不符合 1，从不符合变为符合 0，其他变化 0" in out
    assert "（没有填）：1 人，符合 1 → 1 人" in out


def test_json_holds_the_same(draft: Path, people: Path) -> None:
    status, out, _ = called(*SMALL, draft, "--people", people, "--by", "district", "--json")
    found = json.loads(out)
    assert (status, found["people"], found["met_to_unmet"], found["outcomes"]["met"]["unmet"]) == (0, 6, 2, 2)
    assert [(one["code"], one["people"], one["alone"]) for one in found["changes"][0]["because"]] == [
        ("experience", 2, 2)
    ]
    assert {one["value"]: one["met_to_unmet"] for one in found["groups"]["district"]} == {"西": 1, "东": 1, None: 0}


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_who_changes_is_written_with_all_their_columns(draft: Path, people: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"who.{suffix}"
    assert called(*SMALL, draft, "--people", people, "--who", path)[0] == 0
    found = pl.read_parquet(path) if suffix == "parquet" else pl.read_csv(path)
    assert found.columns == [*ADDED, "name", "work_experience", "district"]
    assert found["row"].to_list() == [2, 3]
    assert found["name"].to_list() == ["钱", "孙"]
    assert found["outcome_after"].to_list() == ["unmet", "unmet"]
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".gongju")] == []


def _arrow(frame: pl.DataFrame, folder: Path) -> Path:
    frame.write_ipc(folder / "people.arrow")
    return folder / "people.arrow"


def _csv(frame: pl.DataFrame, folder: Path) -> Path:
    months = [None if one is None else f"{one} 个月" if one % 2 else str(one) for one in frame["work_experience"]]
    frame.with_columns(pl.Series("work_experience", months)).write_csv(folder / "people.csv")
    return folder / "people.csv"


@pytest.mark.parametrize("written", [_arrow, _csv])
@pytest.mark.parametrize("part", [1, 2, 4, 1000])
def test_files_of_all_kinds_are_read_alike_in_parts_of_any_size(
    *,
    draft: Path,
    people: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    written: Callable[[pl.DataFrame, Path], Path],
    part: int,
) -> None:
    wanted = called(*SMALL, draft, "--people", people, "--by", "district", "--json")
    monkeypatch.setattr(people_file, "PART", part)
    other = written(pl.read_parquet(people), tmp_path)
    for path in (people, other):
        assert called(*SMALL, draft, "--people", path, "--by", "district", "--json") == wanted


def _changed(column: str, values: list[Any]) -> Callable[[pl.DataFrame], pl.DataFrame]:
    return lambda frame: frame.with_columns(pl.Series(column, values))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            _changed("degree", ["学士", "学士", "学土", "无", None, "无"]),
            "degree 列第 3 行：没有选项“学土”；是不是“学士”？",
        ),
        (_changed("work_experience", [1.0, 2, 3, 4, float("nan"), 6]), "work_experience 列第 5 行：有 NaN"),
        (_changed("work_experience", ["1"] * 6), "work_experience 列：要是数，现在是 String"),
        (_changed("work_experiense", [1] * 6), "没有叫 work_experiense 的事实；是不是 work_experience？"),
        (lambda frame: frame.drop("work_experience"), "没有一列是这两份规则要看的事实"),
    ],
)
@pytest.mark.parametrize("part", [2, 1000])
def test_a_column_that_is_wrong_is_named_with_its_row(
    *,
    draft: Path,
    people: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[pl.DataFrame], pl.DataFrame],
    said: str,
    part: int,
) -> None:
    text = draft.read_text("utf-8")
    draft.write_text(
        text.replace('"work_experience >= 3 * 年"', "'work_experience >= 3 * 年 and is_educated'"), "utf-8"
    )
    spoil(pl.read_parquet(people).with_columns(pl.lit("学士").alias("degree")).rechunk()).write_parquet(people)
    monkeypatch.setattr(people_file, "PART", part)
    status, out, err = called(*SMALL, draft, "--people", people)
    if "没有一列" in said:
        pl.read_parquet(people).drop("degree").write_parquet(people)
        status, out, err = called(*SMALL, draft, "--people", people)
    assert (status, out) == (3, "")
    assert said in err


def test_a_csv_value_that_cannot_be_read_is_named_with_its_row(draft: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,work_experience\n赵,24\n钱,两年\n", "utf-8")
    status, out, err = called(*SMALL, draft, "--people", path)
    assert (status, out) == (3, "")
    assert f"{path}：work_experience 列第 2 行：“两年”不是数" in err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--people", "nowhere.parquet"), "没有文件 nowhere.parquet"),
        (("--people", "people.xlsx"), "要以 .parquet、.arrow、.csv 结尾"),
        ((), "还要写 --people"),
        (("--people", "{people}", "--by", "distict"), "没有 distict 列；是不是 district？"),
        (("--people", "{people}", "--business", "first_isue"), "first_issue"),
        (("--people", "{people}", "--on", "九月"), "2021-09-15"),
        (("--people", "{people}", "--who", "who.txt"), "要以 .parquet 或 .csv 结尾"),
        (("--people", "{people}", "--who", "{people}"), "--who 要写到另一个文件"),
        (("--people", "{people}", "--who", "no_such_folder/who.csv"), "没有文件夹 no_such_folder"),
        (("--make", "10"), "--out people.parquet"),
        (("--make", "很多", "--out", "x.csv"), "不是人数"),
    ],
)
def test_bad_input_is_status_three_and_says_what_to_write(
    draft: Path, people: Path, more: tuple[str, ...], said: str
) -> None:
    status, out, err = called(*SMALL, draft, *(one.format(people=people) for one in more))
    assert (status, out) == (3, "")
    assert said in err


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("people.parquet", "not one", "不是完好的 Parquet 文件"),
        ("people.csv", "", "不是完好的 CSV"),
    ],
)
def test_a_file_that_is_broken_is_told(draft: Path, tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    status, _, err = called(*SMALL, draft, "--people", tmp_path / name)
    assert status == 3
    assert said in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "读不到规则草稿"),
        ("a = ", "不是规则文件"),
        ("a = 1", "不是规则文件"),
        ('[edition]\nauthority = "east"\nedition = "x"\n', "x.toml"),
    ],
)
def test_a_draft_that_is_no_rulebook_is_told(draft: Path, people: Path, text: str | None, said: str) -> None:
    draft.unlink() if text is None else draft.write_text(text, "utf-8")
    status, out, err = called(*SMALL, draft, "--people", people)
    assert (status, out) == (3, "")
    assert said in err


def test_too_many_groups_are_refused(draft: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.parquet"
    pl.DataFrame({"id": range(1001), "work_experience": [24] * 1001}).write_parquet(path)
    status, _, err = called(*SMALL, draft, "--people", path, "--by", "id")
    assert status == 3
    assert "id 列有 1,000 种以上的值" in err


def test_made_up_people_are_a_file_to_try_it_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGJU_RULEBOOKS", str(rulebooks_folder()))
    monkeypatch.setattr(simulate_command, "PART", 300)
    paths = [tmp_path / name for name in ("one.parquet", "again.parquet", "one.csv")]
    for path in paths:
        status, out, _ = called("--make", 700, "--out", path, *TWO)
        assert (status, "造了 700 人" in out) == (0, True)
    people = pl.read_parquet(paths[0])
    assert people.height == 700
    assert people.equals(pl.read_parquet(paths[1]))
    assert people["registered_district"].n_unique() > 10
    status, out, _ = called(*TWO, "--people", paths[0], "--json")
    found = json.loads(out)
    assert (status, found["people"], found["not_in_file"]) == (0, 700, [])
    assert list(found["groups"]) == ["org_kind", "registered_district"]
    assert found["met_to_unmet"]
    assert found["unmet_to_met"]


def test_people_are_made_up_for_every_district_that_has_the_business(tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    assert called("--make", 50, "--out", path, "--business", "renewal")[0] == 0
    assert pl.read_parquet(path).height == 50
    status, _, err = called("--make", 50, "--out", path, "--business", "renewl")
    assert (status, "renewal" in err) == (3, True)
