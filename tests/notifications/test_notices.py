"""The notice files: each is worded for something that happens, with placeholders that exist."""

from pathlib import Path

import pytest
from django.conf import settings

from gongju.notifications.notices import NoticeFaults, notices_in
from gongju.rules.procedure_reading import read_procedures
from tests.rulebooks.library import published

BY_VERBS = {
    "employment.ask",
    "employment.withdraw",
    "employment.confirm",
    "employment.refuse",
    "employment.update",
    "employment.release",
    "employment.ask_release",
    "employment.release_by_office",
    "employment.refuse_release",
    "employment.overdue",
    "employment.release_due",
    "quota.lapses",
    "permit.retiring",
    "permit.child_leaves",
    "quota.grant",
    "quota.return",
    "case.due",
    "permit.cancel",
    "permit.freeze",
    "permit.unfreeze",
    "permit.retire",
    "permit.reissue",
    "appointment.book",
    "appointment.cancel",
    "appointment.close",
    "appointment.miss",
    "appointment.move",
    "case.correction_waits",
    "sanction.impose",
    "sanction.lift",
    "enquiry.answer",
    "permit.settled",
    "registry.answer",
}


def test_every_notice_is_of_something_that_happens() -> None:
    terms = {term.code for edition in published().editions for term in edition.terms}
    reminders = {f"permit.{code}{profile}" for code in terms for profile in ("", "_incomplete")}
    happening = BY_VERBS | reminders
    for procedure in read_procedures(settings.GONGJU.procedures_dir):
        happening |= {f"{procedure.type}.{name}" for name in ("open", *procedure.transitions, *procedure.stages)}
    assert set(notices_in(settings.GONGJU.notices_dir)) <= happening


def test_every_end_of_a_business_is_told() -> None:
    told = set(notices_in(settings.GONGJU.notices_dir))
    for procedure in read_procedures(settings.GONGJU.procedures_dir):
        for stage in procedure.stages.values():
            if stage.outcome not in ("", "withdrawn"):
                assert f"{procedure.type}.{stage.name}" in told


def test_every_return_is_told_with_its_reason_or_faults() -> None:
    notices = notices_in(settings.GONGJU.notices_dir)
    for procedure in read_procedures(settings.GONGJU.procedures_dir):
        for move in procedure.transitions.values():
            if move.to == "correction":
                text = notices[f"{procedure.type}.{move.name}"].text
                assert "{faults}" in text or "{reason}" in text


@pytest.mark.parametrize(
    ("head", "text", "fault"),
    [
        ('to = ["applicant"]\ntitle = "好"', "编号 {nummer}", "没有占位符 {nummer}"),
        ('to = ["boss"]\ntitle = "好"', "", "没有收件人 'boss'"),
        ('to = ["applicant"]', "", "title: 缺少这个键"),
        ("to = ", "", "不是 TOML"),
    ],
)
def test_a_fault_names_the_file_and_what_to_write(tmp_path: Path, head: str, text: str, fault: str) -> None:
    (tmp_path / "x.y.md").write_text(f"+++\n{head}\n+++\n{text}\n", "utf-8")
    with pytest.raises(NoticeFaults) as refused:
        notices_in(tmp_path)
    assert "notices/x.y.md" in str(refused.value)
    assert fault in str(refused.value)
