"""Other offices in a case: asked by the worker, an outage is a state, a difference is looked into, papers fall away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from gongju.actions.check_by_hand import check_by_hand
from gongju.actions.compare_again import compare_again
from gongju.actions.matter import matter_of
from gongju.actions.objection import Objected
from gongju.actions.preview import preview
from gongju.actions.save_part import save_profile_part
from gongju.casework import queries as casework
from gongju.casework.models import Case
from gongju.errors import BadInput, Refusal
from gongju.facts import Source
from gongju.journal.models import Entry
from gongju.notifications.models import Message
from gongju.outbox.models import Task
from gongju.outbox.worker import drain
from gongju.registries import queries
from gongju.registries.models import Comparison, HandCheck, OfficeState
from gongju.registries.office import EMPLOYER, PERSON
from tests import cast, story
from tests.cast import NOW, Stage
from tests.gateways import Simulator, running
from tests.reworded import load_reworded

HOUR = timedelta(hours=1)
LIKE_DONGCHENG = "".join(
    f"""
[[comparisons]]
code = "{code}"
business = ["first_issue"]
title = "{title}"
holds = true
by_hand = {by_hand}
clause = "重要提示"
rows = []
"""
    for code, title, by_hand in (("public_security", "公安", "true"), ("social_insurance", "社保", "false"))
)


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with running(tmp_path_factory.mktemp("registries")) as simulator:
        yield simulator


@pytest.fixture
def offices(process: Simulator, monkeypatch: pytest.MonkeyPatch, stage: Stage, tmp_path: Path) -> Simulator:
    """All five are asked; 昌平区's rulebook lets cases wait for 公安 and 社保 as 东城区's does."""
    process.is_well()
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, registries=process.gateways()))
    load_reworded(tmp_path, more=LIKE_DONGCHENG)
    return process


def work(at: datetime = NOW) -> int:
    return drain(ask=lambda: at)


def level(office: str, about: str = PERSON) -> str:
    return Comparison.objects.get(about=about, office=office, current=True).level


def facts(case: Case, stage: Stage) -> dict[str, tuple[object, str]]:
    found = matter_of(actor=stage.sun, now=NOW, case=casework.by_number(case.number)).facts
    return {fact.name: (fact.value, fact.source.value) for fact in found}


def test_without_settings_nobody_is_asked(stage: Stage) -> None:
    story.submitted(stage)
    assert not Comparison.objects.exists()
    assert not Task.objects.filter(kind="compare").exists()


def test_a_part_that_is_filled_in_is_compared_by_the_worker(stage: Stage, offices: Simulator) -> None:
    """Public security and education about a person (DC-183, DC-185, CP-157), the market about an employer (DC-184)."""
    cast.fill_profile(stage.lin)
    cast.fill_employer(stage.zhao)
    assert offices.asked() == {}
    assert set(Comparison.objects.values_list("level", flat=True)) == {""}
    work()
    assert {one.office: one.level for one in queries.current(PERSON, stage.lin.person_id or 0).values()} == {
        "public_security": "agrees",
        "education": "agrees",
    }
    assert level("market_regulation", EMPLOYER) == "agrees"
    kept = Comparison.objects.get(office="education", current=True)
    assert (kept.source, kept.as_of, kept.answered_at) == (offices.url, date(2026, 11, 23), NOW)
    assert Entry.objects.filter(action="registry.answer", data__comparison=kept.pk, data__level="agrees").count() == 1


def test_what_is_stated_the_same_is_asked_once(stage: Stage, offices: Simulator) -> None:
    cast.fill_profile(stage.lin)
    work()
    save_profile_part(actor=stage.lin, now=NOW, part="education", content=cast.PROFILE["education"])
    assert work() == 0
    assert offices.asked()["education"] == 1


def test_a_question_is_replaced_by_what_is_stated_since(stage: Stage, offices: Simulator) -> None:
    """The person answers a disputed fact by correcting it."""
    wrong = [cast.PROFILE["education"][0], {**cast.PROFILE["education"][1], "school": "山东工学院"}]
    cast.fill_profile(stage.lin, education=wrong)
    work()
    disputed = Comparison.objects.get(office="education", current=True)
    assert (disputed.level, disputed.compared[0].stated, disputed.compared[0].said) == (
        "differs",
        "学士，山东工学院",
        "学士，山东大学",
    )
    save_profile_part(actor=stage.lin, now=NOW, part="education", content=cast.PROFILE["education"])
    work()
    assert level("education") == "agrees"
    assert Comparison.objects.filter(office="education").count() == 2


def test_answers_are_known_facts_and_ask_for_less(stage: Stage, offices: Simulator) -> None:
    """A valid degree needs no verification (CP-105, CP-157); months are known from the offices (DC-186, DX-178)."""
    case = story.submitted(stage)
    work()
    known = facts(case, stage)
    register = Source.REGISTER.value
    assert known["degree"] == ("学士", register)
    assert known["degree_invalid"] == (False, register)
    assert known["insurance_months"] == (44, register)
    assert (known["insurance_here"], known["tax_here"]) == ((True, register), (True, register))
    assert known["monthly_income"] == (2_500_000, register)
    due = {
        one.due.material.code for one in preview(actor=stage.sun, now=NOW, case=casework.by_number(case.number)).papers
    }
    assert "degree_verification" not in due


def test_a_degree_without_record_needs_its_paper(stage: Stage, offices: Simulator) -> None:
    offices.goes_wrong("education", "nobody")
    case = story.submitted(stage)
    work()
    look = preview(actor=stage.sun, now=NOW, case=casework.by_number(case.number))
    due = {one.due.material.code: one.due.certain for one in look.papers}
    assert facts(case, stage)["degree_invalid"] == (True, Source.REGISTER.value)
    assert "degree_verification" in due
    told = Message.objects.get(event="registry.answer")
    assert (told.person_id, told.employer_id, told.title) == (stage.lin.person_id, None, "教育比对结果：查无记录")


def test_an_old_answer_is_not_relied_on(stage: Stage, offices: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.fill_profile(stage.lin)
    work(NOW - timedelta(days=31))
    case = story.submitted(stage)
    assert "degree_invalid" not in facts(case, stage)


def test_a_registry_goes_down_and_comes_back(stage: Stage, offices: Simulator) -> None:
    """An outage is a state of the fact, the officer goes on by hand, and the comparison is made up (CY-Q88c)."""
    offices.goes_wrong("public_security", "down")
    offices.goes_wrong("education", "down")
    case = story.accepted(stage)
    work()
    assert (level("public_security"), level("education")) == ("unavailable", "unavailable")
    assert facts(case, stage)["degree_comparison"] == ("教委端口异常", Source.SYSTEM.value)
    story.decide_what_is_left(stage.zhou, case)
    with pytest.raises(Objected) as held:
        story.go(stage.zhou, case, "pass_review")
    assert [one.code for one in held.value.objections] == ["comparison.waits"]

    check_by_hand(
        actor=stage.zhou, now=NOW, case_number=case.number, office="public_security", reason="已核对身份证原件。"
    )
    story.go(stage.zhou, case, "pass_review")
    assert Entry.objects.filter(action="registry.check", reason="已核对身份证原件。").exists()

    offices.is_well()
    work(NOW + HOUR)
    assert (level("public_security"), level("education")) == ("agrees", "agrees")
    assert story.go(stage.wu, case, "approve", now=NOW + 2 * HOUR).stage == "approved"
    assert not Task.objects.filter(state="dead").exists()


def test_what_the_office_says_later_outweighs_the_look_by_hand(stage: Stage, offices: Simulator) -> None:
    offices.goes_wrong("public_security", "down")
    case = story.accepted(stage)
    work()
    story.decide_what_is_left(stage.zhou, case)
    check_by_hand(actor=stage.zhou, now=NOW, case_number=case.number, office="public_security", reason="已核对。")
    story.go(stage.zhou, case, "pass_review")
    offices.is_well()
    offices.goes_wrong("public_security", "wrong")
    work(NOW + HOUR)
    with pytest.raises(Objected, match="公安") as held:
        story.go(stage.wu, case, "approve", now=NOW + 2 * HOUR)
    assert held.value.code == "comparison.differs"


def test_a_name_that_differs_holds_the_case_until_somebody_looked(stage: Stage, offices: Simulator) -> None:
    """Not refused by itself: held for an officer (DC-183, TC-212)."""
    offices.goes_wrong("public_security", "wrong")
    case = story.accepted(stage)
    work()
    story.decide_what_is_left(stage.zhou, case)
    with pytest.raises(Objected, match="与公安的比对不一致：姓名") as held:
        story.go(stage.zhou, case, "pass_review")
    assert held.value.code == "comparison.differs"
    check_by_hand(
        actor=stage.zhou, now=NOW, case_number=case.number, office="public_security", reason="曾用名，已核对户口本。"
    )
    assert story.go(stage.zhou, case, "pass_review").stage == "approval"


def test_a_look_by_hand_needs_a_reason_a_difference_and_the_rulebook(stage: Stage, offices: Simulator) -> None:
    offices.goes_wrong("social_insurance", "down")
    case = story.accepted(stage)
    work()

    def check(office: str, reason: str = "已核对。") -> HandCheck:
        return check_by_hand(actor=stage.zhou, now=NOW, case_number=case.number, office=office, reason=reason)

    with pytest.raises(BadInput):
        check("public_security", " ")
    with pytest.raises(Refusal, match="一致"):
        check("public_security")
    with pytest.raises(Refusal, match="不能由人工核对代替"):
        check("social_insurance")
    assert not HandCheck.objects.exists()


def test_an_office_that_fails_is_left_alone_and_asked_at_once_when_it_is_back(stage: Stage, offices: Simulator) -> None:
    offices.goes_wrong("education", "down")
    for who in (stage.lin, stage.chen, stage.gao):
        save_profile_part(actor=who, now=NOW, part="education", content=cast.PROFILE["education"])
    work()
    assert offices.asked()["education"] == 3
    shut = OfficeState.objects.get(office="education")
    assert (shut.failures, shut.failing_since) == (3, NOW)
    work(NOW + timedelta(seconds=20))
    assert offices.asked()["education"] == 3

    work(NOW + timedelta(minutes=2))
    assert offices.asked()["education"] == 4  # one tries the way for all

    offices.is_well()
    work(NOW + HOUR)
    assert Comparison.objects.filter(office="education", current=True, answered_at__isnull=True).count() == 0
    assert OfficeState.objects.get(office="education").shut_until is None


def test_an_operator_is_told_how_the_offices_do(
    stage: Stage, offices: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    offices.goes_wrong("education", "down")
    cast.fill_profile(stage.lin)
    work()
    call_command("registries")
    told = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "连续 1 次 failing: status 503；1 项等待" in told["education"]
    assert told["public_security"].endswith("正常 in order；0 项等待")


def test_comparing_again_asks_anew_but_not_at_once(stage: Stage, offices: Simulator) -> None:
    """Retrying is the person's own (CY-Q88a)."""
    cast.fill_profile(stage.lin)
    work()
    with pytest.raises(Refusal, match="过一分钟"):
        compare_again(actor=stage.lin, now=NOW)
    assert compare_again(actor=stage.lin, now=NOW + HOUR) == ["public_security", "education"]
    work(NOW + HOUR)
    assert offices.asked()["education"] == 2
