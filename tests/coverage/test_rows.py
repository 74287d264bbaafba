"""Every requirement row of the published documents is accounted for, and nothing cites a row that does not exist."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gongju.coverage.account import Coverage, Standing, coverage_of
from gongju.coverage.cases import cases_of
from gongju.coverage.documents import RowFaults, read_documents
from gongju.coverage.page import page

ROOT = Path(__file__).resolve().parent.parent.parent
COUNTS = {"CP": 183, "DC": 217, "DX": 226, "CY": 189, "CL": 136, "BJ": 24, "LF": 24, "SC": 60}


def test_the_lists_hold_every_row_of_every_document() -> None:
    assert {one.prefix: len(one.rows) for one in read_documents(ROOT)} == COUNTS


def test_every_row_is_accounted_for() -> None:
    assert coverage_of(ROOT).faults() == ()


def test_the_page_is_current() -> None:
    written = (ROOT / "docs" / "coverage.md").read_text("utf-8")
    assert written == page(coverage_of(ROOT), cases_of(ROOT)), "run: gongju coverage --write"


def test_the_command_shows_one_row_and_names_the_nearest_of_a_wrong_one(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("coverage", "CP-144")
    shown = capsys.readouterr().out
    assert "gongju/actions/release.py: release" in shown
    assert "已实现" in shown
    with pytest.raises(CommandError, match="没有编号 CP-999"):
        call_command("coverage", "CP-999")


RULEBOOKS = {
    "rulebooks/facts.toml": "",
    "rulebooks/national/retirement.toml": 'title = "退休"\nclause = "一"\nchecked_on = 2026-01-01\n',
}
PARTS = '[parts.renewal]\ntitle = "续签"\npath = "procedures/renewal"\n'
ROWS = 'prefix = "CP"\ntitle = "指南"\nids = ["CP-001..CP-004"]\n'
REASON = '[[not_built]]\nrows = ["CP-002"]\nkind = "information"\nwhy = "只是说明。"\n'
WAITING = '[[waiting]]\nrows = ["CP-003"]\npart = "renewal"\n'
NOTICE = '+++\ntitle = "已收到"\nrows = ["CP-001"]\n+++\n'
HELP = '+++\nquestion = "为什么？"\nrows = ["CP-001"]\n+++\n'
PYTHON = '"""A module."""\n\n\ndef act() -> None:\n    """Act as the text asks (CP-004)."""\n'
WHOLE = {
    **RULEBOOKS,
    "rows/parts.toml": PARTS,
    "rows/cp.toml": ROWS + REASON + WAITING,
    "notices/case.md": NOTICE,
    "gongju/actions/act.py": PYTHON,
}


def small(folder: Path, files: Mapping[str, str]) -> Coverage:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return coverage_of(folder)


def test_a_row_is_built_waits_or_has_a_reason(tmp_path: Path) -> None:
    coverage = small(tmp_path, WHOLE)
    assert coverage.faults() == ()
    built, waits, reason = Standing.BUILT, Standing.WAITING, Standing.NOT_BUILT
    assert [one.standing for one in coverage.rows.values()] == [built, reason, waits, built]
    assert coverage.rows["CP-004"].artefacts[0].place == "gongju/actions/act.py: act"
    assert coverage.rows["CP-004"].artefacts[0].kind == "动作"


def test_a_row_may_wait_for_several_parts(tmp_path: Path) -> None:
    parts = PARTS + '[parts.reissue]\ntitle = "重新出具"\npath = "procedures/reissue"\n'
    both = ROWS + REASON + WAITING + WAITING.replace("renewal", "reissue")
    coverage = small(tmp_path, {**WHOLE, "rows/parts.toml": parts, "rows/cp.toml": both})
    assert [part.title for part in coverage.rows["CP-003"].waits_for] == ["续签", "重新出具"]
    assert {part.name: rows for part, rows in coverage.waits().items()} == {
        "renewal": ("CP-003",),
        "reissue": ("CP-003",),
    }


def test_an_answer_alone_serves_no_row(tmp_path: Path) -> None:
    files = {**WHOLE, "notices/case.md": NOTICE.replace('"CP-001"', ""), "help/answer.md": HELP}
    assert [fault.partition("：")[0] for fault in small(tmp_path, files).faults()] == [
        "CP-001 只在帮助或“不由系统判断”里提到"
    ]


def test_a_fault_is_told_once_for_all_rows_of_a_document(tmp_path: Path) -> None:
    files = {**WHOLE, "rows/cp.toml": ROWS.replace("CP-004", "CP-009")}
    assert [fault.partition("：")[0] for fault in small(tmp_path, files).faults()] == [
        "CP-002、CP-003、CP-005..CP-009 没有交代"
    ]


def test_what_a_rulebook_leaves_out_is_told_there_and_built_nowhere() -> None:
    row = coverage_of(ROOT).rows["CP-158"]
    assert row.standing is Standing.NOT_BUILT
    assert [one.place for one in row.artefacts] == [
        "rulebooks/changping/2021-08.toml: not_modelled.系统与公安、工商、社保、税务的自动比对"
    ]
    assert row.serving == ()


def test_the_help_may_tell_of_what_waits_is_not_built_or_is_served_elsewhere(tmp_path: Path) -> None:
    told = HELP.replace("CP-001", 'CP-001", "CP-002", "CP-003')
    assert small(tmp_path, {**WHOLE, "help/answer.md": told}).faults() == ()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("rows/cp.toml", ROWS + WAITING, "CP-002 没有交代"),
        ("notices/case.md", NOTICE.replace("CP-001", "CP-041"), "引用了不存在的 CP-041"),
        ("notices/case.md", NOTICE.replace('"CP-001"', '"CP-001", "CP-002"'), "不该再写不建"),
        ("procedures/renewal/1.toml", 'rows = ["CP-001"]', "已经有了"),
    ],
)
def test_what_does_not_come_out_is_told(tmp_path: Path, name: str, text: str, said: str) -> None:
    faults = small(tmp_path, {**WHOLE, name: text}).faults()
    assert any(said in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ROWS + REASON.replace("CP-002", "CP-009"), "没有编号 CP-009"),
        (ROWS + REASON + WAITING.replace("CP-003", "CP-002"), "既写了不建，又写了等待"),
        (ROWS + WAITING.replace("renewal", "renewals"), "是否要写 renewal"),
        (ROWS.replace("..CP-004", ".."), "写成首尾两个编号"),
        (ROWS.replace("CP-001..", '1", "CP-001..'), "前缀不是 CP"),
    ],
)
def test_a_fault_in_the_lists_names_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RowFaults, match=said):
        small(tmp_path, {**WHOLE, "rows/cp.toml": text})
