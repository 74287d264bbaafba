"""一次性告知: all faults at once, the clock stands still, and what changed is seen on the second look."""

from datetime import date, datetime, timedelta

import pytest

from gongju.actions.fill import fill
from gongju.actions.findings import clear_finding, record_finding
from gongju.actions.hand_in import hand_in, take_back
from gongju.actions.matter import Matter, matter_of
from gongju.actions.objection import Objected
from gongju.casework import queries as casework
from gongju.casework.changes import changed_facts
from gongju.casework.models import Case, Correction, HandedIn
from gongju.errors import BadInput, Refusal
from gongju.portals.shared.changed import changes_of
from gongju.portals.shared.fault_words import fault_rows
from tests import cast, story
from tests.cast import NOW, Stage

DAY = timedelta(days=1)


def give_integrity(stage: Stage, case: Case, version_id: int, *, now: datetime, instead_of: HandedIn) -> HandedIn:
    """林晓禾 hands the statement in, in the place of a paper."""
    return hand_in(
        actor=stage.lin,
        now=now,
        case_number=case.number,
        material="integrity",
        version_id=version_id,
        instead_of=instead_of.pk,
    )


def matter_after(stage: Stage, case: Case, now: datetime) -> Matter:
    """The case as the employer's agent sees it, handed in again."""
    story.go(stage.lin, case, "resubmit", now=now)
    return matter_of(actor=stage.zhao, now=now, case=casework.by_number(case.number))


def test_a_return_names_its_faults(stage: Stage) -> None:
    case = story.endorsed(stage)
    with pytest.raises(Objected, match="补正通知还没有列出问题"):
        story.go(stage.sun, case, "return_for_correction")


def test_the_clock_stands_still_during_the_correction(stage: Stage) -> None:
    """Endorsed on Monday 23 November; two working days used when it came back on Wednesday 25."""
    case = story.returned(stage)
    assert case.due_on is None
    assert case.paused_since == NOW + 2 * DAY
    assert casework.standing(case, date(2027, 6, 1)) == casework.PAUSED

    story.hand_in_one(stage.lin, case, "integrity", now=NOW + 7 * DAY)
    story.go(stage.lin, case, "resubmit", now=NOW + 7 * DAY)
    assert casework.by_number(case.number).due_on is None
    again = story.go(stage.zhao, case, "endorse", now=NOW + 7 * DAY)
    assert (again.due_on, again.paused_since) == (date(2026, 12, 24), None)
    assert Correction.objects.get(case=case).answered_at == NOW + 7 * DAY


def test_a_paper_found_faulty_must_be_replaced(stage: Stage) -> None:
    case = story.returned(stage)
    with pytest.raises(Objected, match="还没有按通知更换"):
        story.go(stage.lin, case, "resubmit", now=NOW + 3 * DAY)
    story.hand_in_one(stage.lin, case, "integrity", now=NOW + 3 * DAY)
    assert story.go(stage.lin, case, "resubmit", now=NOW + 3 * DAY).stage == "endorsement"


def test_the_second_submission_shows_what_changed(stage: Stage) -> None:
    case = story.returned(stage)
    fill(actor=stage.lin, now=NOW + 3 * DAY, case_number=case.number, answers={"monthly_income": "30500"})
    story.hand_in_one(stage.lin, case, "integrity", now=NOW + 3 * DAY)
    story.go(stage.lin, case, "resubmit", now=NOW + 3 * DAY)
    first, second = casework.snapshots(case)
    assert [change.name for change in changed_facts(first, second)] == ["monthly_income"]


def test_a_new_paper_takes_the_place_of_the_one_at_fault(stage: Stage) -> None:
    case = story.returned(stage)
    old, late = casework.handed_in(case).get(material="integrity"), NOW + 3 * DAY
    again = cast.paper(stage.lin, "integrity", "个人诚信声明（已签字）", now=late)
    with pytest.raises(BadInput, match="正是要换下的那一份"):
        give_integrity(stage, case, old.version_id, now=late, instead_of=old)
    new = give_integrity(stage, case, again.pk, now=late, instead_of=old)
    assert [one.pk for one in casework.handed_in(case).filter(material="integrity")] == [new.pk]
    old.refresh_from_db()
    assert old.removed_at == late
    assert [one.pk for one in casework.replaced(case)] == [old.pk]
    (change,) = changes_of(matter_after(stage, case, late))
    assert change.label == "材料：个人诚信声明"
    assert change.before != change.after


def test_only_a_paper_of_the_same_material_is_replaced(stage: Stage) -> None:
    case = story.returned(stage)
    other = casework.handed_in(case).exclude(material="integrity")[0]
    again = cast.paper(stage.lin, "integrity", "个人诚信声明")
    give_integrity(stage, case, again.pk, now=NOW + 3 * DAY, instead_of=other)
    assert casework.handed_in(case).filter(material="integrity").count() == 2
    assert casework.handed_in(case).filter(pk=other.pk).exists()


def test_what_was_taken_out_before_an_office_saw_it_is_not_shown_as_replaced(stage: Stage) -> None:
    case = story.submitted(stage)
    story.hand_in_what_is_due(stage.zhao, case)
    mine = casework.handed_in(case).get(material="contract")
    take_back(actor=stage.zhao, now=NOW, case_number=case.number, handed_in_id=mine.pk)
    story.hand_in_one(stage.zhao, case, "contract")
    assert not casework.replaced(case).exists()


def test_acceptance_waits_until_every_fault_is_cleared(stage: Stage) -> None:
    case = story.returned(stage)
    story.hand_in_one(stage.lin, case, "integrity", now=NOW + 3 * DAY)
    story.go(stage.lin, case, "resubmit", now=NOW + 3 * DAY)
    story.go(stage.zhao, case, "endorse", now=NOW + 3 * DAY)
    with pytest.raises(Objected, match="还有 1 个问题没有解决"):
        story.go(stage.sun, case, "accept", now=NOW + 4 * DAY)
    finding = casework.findings(case).get()
    clear_finding(actor=stage.sun, now=NOW + 4 * DAY, case_number=case.number, finding_id=finding.pk)
    assert story.go(stage.sun, case, "accept", now=NOW + 4 * DAY).stage == "review"


def test_a_fault_that_is_only_noted_is_not_told_yet(stage: Stage) -> None:
    """一次性告知: what an officer notes while looking is told all at once, in the notice."""
    case = story.endorsed(stage)
    story.find_fault(stage.sun, case, now=NOW + DAY)
    for who in (stage.lin, stage.zhao):
        seen = matter_of(actor=who, now=NOW + DAY, case=casework.by_number(case.number))
        assert len(seen.open_findings) == 1
        assert seen.told_findings == ()
    assert "没有本人签字" not in casework.opinions([case.pk]).get(case.pk, "")
    story.go(stage.sun, case, "return_for_correction", now=NOW + 2 * DAY)
    seen = matter_of(actor=stage.lin, now=NOW + 2 * DAY, case=casework.by_number(case.number))
    assert [one.about for one in seen.told_findings] == ["integrity"]
    assert "没有本人签字" in casework.opinions([case.pk])[case.pk]


def test_the_second_look_shows_which_papers_came_and_what_stands_beside_each_fault(stage: Stage) -> None:
    """DC-178: only what changed is looked at again."""
    case = story.returned(stage)
    waiting = matter_of(actor=stage.lin, now=NOW + 3 * DAY, case=case)
    (before,) = fault_rows(waiting, waiting.open_findings)
    assert not before.answered
    story.hand_in_one(stage.lin, case, "integrity", now=NOW + 3 * DAY)
    story.go(stage.lin, case, "resubmit", now=NOW + 3 * DAY)
    story.go(stage.zhao, case, "endorse", now=NOW + 3 * DAY)

    seen = matter_of(actor=stage.sun, now=NOW + 4 * DAY, case=casework.by_number(case.number))
    (row,) = fault_rows(seen, seen.open_findings)
    assert row.answered
    assert "2026年11月26日" in row.answer
    assert [change.label for change in changes_of(seen)] == ["材料：个人诚信声明"]


@pytest.mark.parametrize("page", [0, -1, 10**9])
def test_a_fault_stands_on_a_page_that_can_be(stage: Stage, page: int) -> None:
    case = story.endorsed(stage)
    about = {"about_kind": "material", "about": "integrity", "fault": "incomplete", "text": "没有签字。"}
    with pytest.raises(BadInput) as told:
        record_finding(actor=stage.sun, now=NOW, case_number=case.number, page=page, **about)
    assert [fault.field for fault in told.value.faults] == ["page"]


def test_only_who_handles_the_case_finds_faults(stage: Stage) -> None:
    case = story.endorsed(stage)
    with pytest.raises(Refusal, match="不由您的岗位办理"):
        story.find_fault(stage.wu, case)


def test_a_second_correction_is_told_again_with_its_own_faults(stage: Stage) -> None:
    case = story.returned(stage)
    story.hand_in_one(stage.lin, case, "integrity", now=NOW + 3 * DAY)
    story.go(stage.lin, case, "resubmit", now=NOW + 3 * DAY)
    story.go(stage.zhao, case, "endorse", now=NOW + 3 * DAY)
    with pytest.raises(Objected, match="补正通知还没有列出问题"):
        story.go(stage.sun, case, "return_for_correction", now=NOW + 4 * DAY)
    story.find_fault(stage.sun, case, "hukou_book", now=NOW + 4 * DAY)
    story.go(stage.sun, case, "return_for_correction", now=NOW + 4 * DAY)
    assert list(Correction.objects.filter(case=case).values_list("round", flat=True)) == [1, 2]
