"""服务申请: account recovery by a login nobody filed, a case handed back, a new name; each on the same three papers."""

from datetime import timedelta
from pathlib import Path

import pytest

from gongju.access.actor import Actor, actor_of
from gongju.access.cases import visible_cases
from gongju.access.employers import visible_employers
from gongju.actions.ask_for_account import ask_for_account
from gongju.actions.editing import check_particulars_free
from gongju.actions.fill import fill
from gongju.actions.mark_material import mark_all_fit
from gongju.actions.objection import Objected
from gongju.actions.open_case import open_case
from gongju.actions.own_openings import own_openings
from gongju.actions.propose_particulars import propose_particulars
from gongju.actions.save_part import save_employer_part
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.employers.models import Agent, Employer
from gongju.errors import NotFound, Refusal
from gongju.notifications.models import Message
from gongju.outbox.worker import drain
from gongju.people.models import User
from gongju.quota import queries as quota
from gongju.quota.models import Lot
from tests import cast, story
from tests.actions.test_appointments import WEDNESDAY, booked, by_appointment, opened
from tests.cast import NOW, Stage

THREE = {"licence_online", "introduction", "handler_identity"}


def _newcomer() -> Actor:
    return actor_of(cast.login("周新", User.Kind.AGENT))


def _served(stage: Stage, case: Case, by: Actor) -> Case:
    """Handed in with the three papers, found fit, done by one clerk."""
    story.hand_in_what_is_due(by, case)
    story.go(by, case, "submit")
    mark_all_fit(actor=stage.sun, now=NOW, case_number=case.number)
    return story.go(stage.sun, case, "accept")


def _asked(stage: Stage, kind: str, **answers: object) -> Case:
    case = open_case(actor=stage.zhao, now=NOW, type="service_request")
    given = {"request_kind": kind, "request_channel": "线上", "login_certificate_renamed": True, **answers}
    fill(actor=stage.zhao, now=NOW, case_number=case.number, answers=given)
    return case


def test_a_login_that_nobody_filed_becomes_an_agent_of_the_employer(stage: Stage) -> None:
    """CY-Q06b, CY-Q06d, LF-22: no password is reset, a clerk binds the new agent after the three papers."""
    newcomer = _newcomer()
    case = ask_for_account(actor=newcomer, now=NOW, uscc=stage.hhl.uscc, name=stage.hhl.name)
    assert [one.pk for one in visible_cases(newcomer)] == [case.pk]
    assert not visible_employers(newcomer).exists()
    assert not visible_cases(stage.ma).filter(pk=case.pk).exists()
    done = _served(stage, case, newcomer)
    assert (done.outcome, set(done.handed_in.values_list("material", flat=True))) == ("approved", THREE)
    agent = Agent.objects.get(user_id=newcomer.user_id or 0)
    assert (agent.employer_id, agent.active, agent.filed_on) == (stage.hhl.pk, True, NOW.date())
    now_agent = actor_of(User.objects.get(pk=newcomer.user_id or 0))
    assert now_agent.employer_id == stage.hhl.pk


def test_code_and_name_must_both_fit(stage: Stage) -> None:
    with pytest.raises(Refusal, match="没有找到"):
        ask_for_account(actor=_newcomer(), now=NOW, uscc=stage.hhl.uscc, name="北京别家有限公司")
    with pytest.raises(Refusal, match="已经代表一家单位"):
        ask_for_account(actor=stage.zhao, now=NOW, uscc=stage.hhl.uscc, name=stage.hhl.name)


def test_the_agents_there_are_see_the_request_and_may_stop_it(stage: Stage) -> None:
    """Somebody who was not sent by the employer does not get in behind its back."""
    newcomer = _newcomer()
    case = ask_for_account(actor=newcomer, now=NOW, uscc=stage.hhl.uscc, name=stage.hhl.name)
    story.hand_in_what_is_due(newcomer, case)
    story.go(newcomer, case, "submit")
    drain(ask=lambda: NOW)
    assert Message.objects.filter(employer=stage.hhl, case_number=case.number).exists()
    assert story.go(stage.zhao, case, "withdraw").outcome == "withdrawn"
    assert not Agent.objects.filter(user_id=newcomer.user_id or 0).exists()


def test_a_request_of_a_stranger_does_not_block_the_employers_own(stage: Stage) -> None:
    ask_for_account(actor=_newcomer(), now=NOW, uscc=stage.hhl.uscc, name=stage.hhl.name)
    assert open_case(actor=stage.zhao, now=NOW, type="service_request").employer_id == stage.hhl.pk
    with pytest.raises(Refusal, match="已有一项业务在办"):
        ask_for_account(actor=_newcomer(), now=NOW, uscc=stage.nankou.uscc, name=stage.nankou.name)


def test_without_the_three_papers_nothing_is_done(stage: Stage) -> None:
    """CY-Q06b."""
    case = ask_for_account(actor=_newcomer(), now=NOW, uscc=stage.hhl.uscc, name=stage.hhl.name)
    with pytest.raises(Objected) as refused:
        story.go(_newcomer(), case, "submit")
    assert [one.code for one in refused.value.objections] == ["papers.missing"] * 3


def test_a_submitted_case_is_handed_back_and_the_place_is_free_for_another(stage: Stage) -> None:
    """CC-072 (CY-Q53a, CY-Q53b): available 1, reserved 0, used 0, and another person may be handed in."""
    lot = story.lot_of(stage, 1)
    theirs = story.endorsed(stage)
    lot.refresh_from_db()
    assert lot.reserved == 1
    done = _served(stage, _asked(stage, "业务退回", returned_case=theirs.number), stage.zhao)
    assert done.outcome == "approved"
    lot.refresh_from_db()
    assert (lot.granted - lot.reserved - lot.used, lot.reserved, lot.used) == (1, 0, 0)
    assert quota.counters_by_movements(lot) == (1, 0, 0)
    back = casework.by_number(theirs.number)
    assert (back.stage, back.open, back.due_on) == ("correction", True, None)
    drain(ask=lambda: NOW)
    assert Message.objects.filter(person_id=stage.lin.person_id or 0, title__contains="申请已退回").exists()
    identity = {**cast.PROFILE["identity"], "sex": "男", "birth_date": "1992-03-07"}
    other = story.drafted(stage, stage.chen, identity=identity)
    story.go(stage.chen, other, "submit")
    story.hand_in_what_is_due(stage.zhao, other)
    story.go(stage.zhao, other, "endorse")
    lot.refresh_from_db()
    assert lot.reserved == 1


def test_what_a_stranger_asks_about_an_employer_stands_in_nobody_s_way(stage: Stage) -> None:
    """Code and name are on every licence: who knows them may ask for the account, and stops nothing by it (CY-Q06b)."""
    newcomer = _newcomer()
    theirs = ask_for_account(actor=newcomer, now=NOW, uscc=stage.hhl.uscc, name=stage.hhl.name)
    story.hand_in_what_is_due(newcomer, theirs)
    story.go(newcomer, theirs, "submit")
    employer = Employer.objects.get(pk=stage.hhl.pk)
    offered = {one.business.name: one for one in own_openings(actor=stage.zhao, now=NOW, employer=employer)}
    assert offered["service_request"].allowed
    assert open_case(actor=stage.zhao, now=NOW, type="service_request").open
    check_particulars_free(stage.hhl.pk)


def test_an_employer_edits_its_particulars_while_its_request_waits(stage: Stage) -> None:
    """Nothing in 单位信息 is looked at for it, a new name apart, and that one is handed in with the request."""
    case = _asked(stage, "业务退回", returned_case=story.endorsed(stage).number)
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "submit")
    content = {**cast.PARTICULARS["operation"], "staff_count": "121"}
    save_employer_part(actor=stage.zhao, now=NOW, part="operation", content=content)
    mark_all_fit(actor=stage.sun, now=NOW, case_number=case.number)
    assert story.go(stage.sun, case, "accept").outcome == "approved"


def test_the_appointment_of_a_returned_case_is_free_for_others(stage: Stage, tmp_path: Path) -> None:
    """Nobody comes for it any more, and the round that follows books anew (CY-Q53a, CY-Q18b)."""
    by_appointment(tmp_path)
    opened(stage)
    story.lot_of(stage, 1)
    theirs = story.endorsed(stage)
    booking = booked(stage, theirs, WEDNESDAY)
    assert _served(stage, _asked(stage, "业务退回", returned_case=theirs.number), stage.zhao).outcome == "approved"
    booking.refresh_from_db()
    booking.slot.refresh_from_db()
    assert (booking.state, booking.slot.booked) == ("cancelled", 0)
    story.go(stage.lin, theirs, "withdraw")


def test_a_place_freed_after_the_lot_ended_lapses(stage: Stage) -> None:
    """CC-073 (CY-Q53a, AMC-05): available 0, reserved 0, used 0, lapsed 1."""
    lot = story.lot_of(stage, 1)
    theirs = story.endorsed(stage)
    case = _asked(stage, "业务退回", returned_case=theirs.number)
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "submit")
    mark_all_fit(actor=stage.sun, now=NOW, case_number=case.number)
    later = NOW + timedelta(days=60)
    story.go(stage.sun, case, "accept", now=later)
    lot.refresh_from_db()
    assert (lot.granted, lot.reserved, lot.used) == (1, 0, 0)
    assert not quota.open_lots(stage.hhl.pk, "changping", later.date()).exists()
    assert not quota.in_force(Lot.objects.filter(pk=lot.pk), later.date()).exists()


def test_only_a_case_of_ones_own_that_is_handed_in_can_be_returned(stage: Stage) -> None:
    theirs = story.endorsed(stage)
    case = open_case(actor=stage.ma, now=NOW, type="service_request")
    answers = {"request_kind": "业务退回", "request_channel": "线上", "returned_case": theirs.number}
    fill(actor=stage.ma, now=NOW, case_number=case.number, answers=answers)
    with pytest.raises(Objected, match="没有写明要退回的业务"):
        story.go(stage.ma, case, "submit")


def test_the_clerk_renames_the_employer(stage: Stage) -> None:
    """CY-Q81b: the same three papers; the name and nothing else."""
    case = _asked(stage, "单位名称变更")
    with pytest.raises(Objected, match="没有写明新的单位名称"):
        story.go(stage.zhao, case, "submit")
    content = {"name": "北京海河蓝智能科技有限公司", "legal_representative": "孙河"}
    propose_particulars(actor=stage.zhao, now=NOW, case_number=case.number, content=content)
    assert _served(stage, case, stage.zhao).outcome == "approved"
    renamed = Employer.objects.get(pk=stage.hhl.pk)
    assert renamed.name == "北京海河蓝智能科技有限公司"
    assert [one.name for one in renamed.former_names.all()] == [stage.hhl.name]


def test_a_migration_is_done_once_the_old_permits_are_there(stage: Stage) -> None:
    """CY-Q87a: the clerk imports first."""
    case = _asked(stage, "历史数据迁移")
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "submit")
    mark_all_fit(actor=stage.sun, now=NOW, case_number=case.number)
    with pytest.raises(Objected, match="还没有导入"):
        story.go(stage.sun, case, "accept")
    assert story.go(stage.sun, case, "refuse", reason="旧系统里没有这家单位").outcome == "refused"


def test_a_stranger_reaches_nothing_else(stage: Stage) -> None:
    theirs = story.endorsed(stage)
    newcomer = _newcomer()
    ask_for_account(actor=newcomer, now=NOW, uscc=stage.hhl.uscc, name=stage.hhl.name)
    with pytest.raises(NotFound):
        story.go(newcomer, theirs, "withdraw")
