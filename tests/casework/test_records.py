"""A case is opened once, moves once from where it was seen, and keeps what it was judged on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from gongju.casework import paper_records, queries, records
from gongju.casework.clocks import Due
from gongju.casework.models import Case, Waiver
from gongju.errors import BadInput, MovedOn, Refusal
from gongju.facts import FactValue, Source, Trust, fact_from_json
from gongju.journal.refs import SYSTEM
from tests import rows
from tests.rows import NOW

pytestmark = pytest.mark.django_db


def moved(case: Case, to: str = "endorsement", seen: str = "draft", outcome: str = "") -> Case:
    return records.step(
        case, now=NOW, seen_stage=seen, to_stage=to, name="submit", actor=SYSTEM, reason="", outcome=outcome
    )


def test_numbers_run_by_prefix_and_year() -> None:
    first, second = rows.case_of(rows.lin()), rows.case_of(rows.chen())
    assert (first.number, second.number) == ("CP20260000001", "CP20260000002")


def test_a_person_has_one_open_exclusive_case() -> None:
    first = rows.case_of(rows.lin())
    with pytest.raises(Refusal, match=first.number) as refused:
        rows.case_of(rows.lin(), type_="change_of_dependants")
    assert refused.value.code == "case.one_open"


def test_a_refused_opening_takes_no_number_with_it() -> None:
    rows.case_of(rows.lin())
    with pytest.raises(Refusal):
        rows.case_of(rows.lin())
    assert rows.case_of(rows.chen()).number == "CP20260000002"


def test_a_decided_case_makes_room_for_the_next() -> None:
    moved(rows.case_of(rows.lin()), to="withdrawn", outcome="withdrawn")
    assert rows.case_of(rows.lin()).open


def test_what_is_not_exclusive_stands_beside() -> None:
    rows.case_of(rows.lin())
    assert rows.case_of(rows.lin(), type_="service_request", exclusive=False).open


def test_an_employer_has_one_open_case_of_a_type() -> None:
    rows.case_of(None, rows.hai_he_lan(), type_="employer_access", exclusive=False)
    with pytest.raises(Refusal):
        rows.case_of(None, rows.hai_he_lan(), type_="employer_access", exclusive=False)
    assert rows.case_of(None, rows.hai_he_lan(), type_="quota_request", exclusive=False).open


def test_cases_of_staff_do_not_count_as_the_employers_own() -> None:
    employer = rows.hai_he_lan()
    rows.case_of(rows.lin(), employer)
    assert rows.case_of(rows.chen(), employer).open


def test_a_step_is_taken_from_where_the_case_was_seen() -> None:
    case = moved(rows.case_of(rows.lin()))
    assert case.stage == "endorsement"
    assert [(step.from_stage, step.to_stage) for step in queries.steps(case)] == [("draft", "endorsement")]


def test_whoever_saw_it_elsewhere_is_told_that_it_moved_on() -> None:
    case = moved(rows.case_of(rows.lin()))
    with pytest.raises(MovedOn) as told:
        moved(case)
    assert told.value.where == case.number
    assert len(queries.steps(case)) == 1


def test_a_decided_case_moves_no_more() -> None:
    case = moved(rows.case_of(rows.lin()), to="withdrawn", outcome="withdrawn")
    with pytest.raises(MovedOn):
        moved(case, seen="withdrawn")


def test_deciding_stops_the_clock_and_clears_the_due_day() -> None:
    case = rows.case_of(rows.lin())
    records.start_clock(case, clock="sla", now=NOW, why="进入审核")
    records.set_due(case, Due(date(2026, 12, 18), False, 0, 20, ()), now=NOW)
    done = moved(case, to="approved", outcome="approved")
    assert (done.due_on, done.decided_at, done.open) == (None, NOW, False)
    assert queries.stretches(case, "sla")[0].stopped == NOW.date()


def test_a_clock_started_twice_runs_once() -> None:
    case = rows.case_of(rows.lin())
    records.start_clock(case, clock="sla", now=NOW, why="进入审核")
    records.start_clock(case, clock="sla", now=NOW + timedelta(days=1), why="进入审核")
    assert [one.started for one in queries.stretches(case, "sla")] == [NOW.date()]


def test_a_pause_is_remembered_from_its_beginning() -> None:
    case = rows.case_of(rows.lin())
    paused = Due(None, False, 5, 15, ())
    records.set_due(case, paused, now=NOW)
    records.set_due(case, paused, now=NOW + timedelta(days=3))
    assert (case.paused_since, case.due_on) == (NOW, None)


def test_the_rulebook_of_the_first_submission_stays() -> None:
    case, row = rows.case_of(rows.lin()), rows.rulebook_row()
    records.keep_edition(case, row.digest)
    other = type(row).objects.create(
        authority="changping",
        edition="2027-01",
        digest="another",
        text="",
        sources={},
        in_force=date(2027, 1, 1),
        loaded_at=NOW,
    )
    assert records.keep_edition(case, other.digest).rulebook == row


def test_answers_are_kept_as_typed_and_count_up() -> None:
    case = rows.case_of(rows.lin())
    records.save_answers(case, {"monthly_income": "一万八", "dispatched": False})
    again = Case.objects.get(pk=case.pk)
    assert (again.answers, again.version) == ({"monthly_income": "一万八", "dispatched": False}, 1)


def test_a_closed_case_takes_no_answers() -> None:
    case = moved(rows.case_of(rows.lin()), to="withdrawn", outcome="withdrawn")
    with pytest.raises(MovedOn):
        records.save_answers(case, {})


def test_facts_come_back_from_a_kept_verdict_as_they_were() -> None:
    facts = [
        FactValue("monthly_income", 1800000, Source.APPLICANT, Trust.STATED),
        FactValue("employed_since", date(2023, 7, 1), Source.EMPLOYER, Trust.CONFIRMED),
        FactValue("share_percent", Decimal("5.5"), Source.EMPLOYER, Trust.STATED),
        FactValue("changed_items", frozenset({"居住地址", "婚姻状况"}), Source.APPLICANT, Trust.STATED),
    ]
    case = rows.case_of(rows.lin())
    records.keep_verdict(
        case, now=NOW, moment="submission", edition_digest="d", facts=facts, verdict={"outcome": "met"}, outcome="met"
    )
    kept = queries.latest_verdict(case, "submission")
    assert kept is not None
    assert [fact_from_json(one) for one in kept.facts] == facts
    assert kept.verdict == {"outcome": "met"}


def test_one_snapshot_a_round() -> None:
    case = rows.case_of(rows.lin())
    records.take_snapshot(case, now=NOW, facts=[], profile={}, employer={})
    with pytest.raises(IntegrityError), transaction.atomic():
        records.take_snapshot(case, now=NOW, facts=[], profile={}, employer={})


def test_a_waiver_needs_a_reason_and_a_later_one_takes_its_place() -> None:
    case, by = rows.case_of(rows.lin()), rows.sun().pk
    with pytest.raises(BadInput):
        paper_records.waive(case, criterion="staff", reason=" ", by_id=by, now=NOW, facts={})
    paper_records.waive(case, criterion="staff", reason="初创", by_id=by, now=NOW, facts={})
    paper_records.waive(case, criterion="staff", reason="已核实", by_id=by, now=NOW, facts={})
    assert Waiver.objects.get().reason == "已核实"


def test_a_fault_is_mended_once() -> None:
    case = rows.case_of(rows.lin())
    found = paper_records.find(
        case,
        now=NOW,
        by_id=rows.sun().pk,
        about_kind="material",
        about="hukou",
        fault="incomplete",
        text="缺本人页。",
        page=2,
    )
    paper_records.resolve(found.pk, now=NOW)
    assert not queries.findings(case, open_only=True)
    with pytest.raises(MovedOn):
        paper_records.resolve(found.pk, now=NOW)
