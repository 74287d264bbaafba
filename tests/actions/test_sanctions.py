"""The register of sanctions: entered and lifted by people, its effects applied by guards; spot checks."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongju.access.actor import Actor
from gongju.actions.impose import About, impose, lift
from gongju.actions.may_open import openings
from gongju.actions.open_case import open_case
from gongju.actions.preview import preview
from gongju.actions.release import release
from gongju.actions.spot_check import draw_sample, record_result
from gongju.casework import books
from gongju.employers.queries import confirmed
from gongju.errors import BadInput, MovedOn, NotFound, Refusal
from gongju.notifications.models import Message
from gongju.outbox.worker import drain
from gongju.permits.models import Permit
from gongju.sanctions import queries
from gongju.sanctions.kinds import kinds
from gongju.sanctions.models import Checked, Sanction
from tests import cast, story
from tests.cast import NOW, Stage
from tests.story import DAY

TODAY = NOW.date()
TEXTS: dict[str, Any] = {"ground": "提供虚假材料", "evidence": "调查笔录 3 份", "decision": "昌人社处〔2026〕1号"}


def about_hhl(stage: Stage, kind: str, **changed: Any) -> Sanction:
    told = {"first_day": TODAY, **TEXTS, **changed}
    return impose(actor=stage.wu, now=NOW, about=About(employer_id=stage.hhl.pk), kind=kind, **told)


def test_new_applications_of_an_employer_are_suspended_and_nothing_else(stage: Stage) -> None:
    # CC-310, CL-113
    case = story.submitted(stage)
    about_hhl(stage, "employer_new_suspended")
    story.hand_in_what_is_due(stage.zhao, case)
    with pytest.raises(Refusal, match="单位处于“中止新办”（昌人社处〔2026〕1号），在解除以前不能办理这项业务"):
        story.go(stage.zhao, case, "endorse")
    why_not = {one.business.name: "".join(one.why_not) for one in openings(actor=stage.lin, now=NOW)}
    assert "中止新办" in why_not["first_issue"]
    # CC-309: what is no new application goes on
    assert "中止新办" not in why_not["change_of_particulars"]


def test_a_bar_follows_the_person_to_another_employer(stage: Stage) -> None:
    # CC-314, CL-109
    case = story.endorsed(stage)
    impose(
        actor=stage.wu,
        now=NOW,
        about=About(person_id=int(stage.lin.person_id or 0)),
        kind="person_barred",
        first_day=TODAY,
        **TEXTS,
    )
    story.go(stage.lin, case, "withdraw")
    later = NOW + DAY

    employment = confirmed(int(stage.lin.person_id or 0))
    assert employment is not None
    release(actor=stage.zhao, now=later, employment_id=employment.pk, ended_on=later.date(), reason="本人辞职")
    cast.link(stage.lin, stage.ma, stage.nankou, now=later)
    with pytest.raises(Refusal, match="申请人处于“取消申报资格”"):
        open_case(actor=stage.lin, now=later, type="first_issue")


def test_a_suspension_of_two_years_ends_by_itself(stage: Stage) -> None:
    # CL-110
    one = about_hhl(stage, "employer_suspended")
    assert one.until == date(TODAY.year + 2, TODAY.month, TODAY.day) - timedelta(days=1)
    assert queries.of_employer(stage.hhl.pk, one.until).exists()
    assert not queries.of_employer(stage.hhl.pk, one.until + timedelta(days=1)).exists()
    with pytest.raises(BadInput, match="由系统计算"):
        about_hhl(stage, "employer_suspended", until=TODAY + 9 * DAY)


def test_what_is_lifted_no_longer_counts_and_stays_on_record(stage: Stage) -> None:
    one = about_hhl(stage, "employer_new_suspended")
    with pytest.raises(BadInput, match="理由"):
        lift(actor=stage.wu, now=NOW + DAY, sanction_id=one.pk, reason=" ")
    lift(actor=stage.wu, now=NOW + DAY, sanction_id=one.pk, reason="已整改")
    assert queries.of_employer(stage.hhl.pk, TODAY).exists()
    assert not queries.of_employer(stage.hhl.pk, TODAY + DAY).exists()
    with pytest.raises(MovedOn):
        lift(actor=stage.wu, now=NOW + DAY, sanction_id=one.pk, reason="已整改")


def test_nobody_but_an_officer_who_decides_enters_one_and_never_the_system(stage: Stage) -> None:
    for who in (Actor.system(), stage.sun, stage.zhao, stage.lin, stage.zheng):
        with pytest.raises(Refusal, match="核准岗位"):
            impose(
                actor=who,
                now=NOW,
                about=About(employer_id=stage.hhl.pk),
                kind="employer_frozen",
                first_day=TODAY,
                **TEXTS,
            )
    assert not Sanction.objects.exists()


def test_another_districts_officer_reaches_neither_the_employer_nor_the_decision(stage: Stage) -> None:
    with pytest.raises(NotFound):
        impose(
            actor=stage.feng,
            now=NOW,
            about=About(employer_id=stage.hhl.pk),
            kind="employer_frozen",
            first_day=TODAY,
            **TEXTS,
        )
    one = about_hhl(stage, "employer_frozen")
    with pytest.raises(NotFound):
        lift(actor=stage.feng, now=NOW, sanction_id=one.pk, reason="不应由我解除")


def test_everything_wrong_is_said_at_once(stage: Stage) -> None:
    with pytest.raises(BadInput) as told:
        about_hhl(stage, "employer_frozen", ground="", evidence=" ", first_day=TODAY - DAY, until=TODAY - 3 * DAY)
    assert [fault.field for fault in told.value.faults] == ["ground", "evidence", "first_day", "until"]
    with pytest.raises(BadInput, match="种类"):
        about_hhl(stage, "person_barred")


def test_a_frozen_account_moves_nothing(stage: Stage) -> None:
    # LF-05, CP-152
    case = story.submitted(stage)
    story.hand_in_what_is_due(stage.zhao, case)
    about_hhl(stage, "employer_frozen")
    with pytest.raises(Refusal, match="冻结账户"):
        story.go(stage.zhao, case, "endorse")
    with pytest.raises(Refusal, match="冻结账户"):
        open_case(actor=stage.zhao, now=NOW, type="employer_access")


def test_what_is_decided_is_the_standing_that_the_rulebook_sees(stage: Stage) -> None:
    # CP-152: of two decisions the graver counts; lifted, the access says it again
    story.access_opened(stage)
    case = story.drafted(stage)

    def standing(now: datetime = NOW) -> tuple[object, str]:
        seen = preview(actor=stage.zhao, now=now, case=case)
        told = {one.name: one.value for one in seen.facts}
        found = {one.code: one.outcome.value for one in seen.verdict.criteria}
        return told["employer_standing"], found["employer_open"]

    assert standing() == ("已开通", "met")
    one = about_hhl(stage, "employer_frozen")
    assert standing() == ("冻结", "unmet")
    about_hhl(stage, "employer_blacklisted", until=TODAY)
    assert standing() == ("黑名单", "unmet")
    assert standing(NOW + DAY) == ("冻结", "unmet")
    lift(actor=stage.wu, now=NOW + DAY, sanction_id=one.pk, reason="已整改")
    assert standing(NOW + DAY) == ("已开通", "met")


def test_those_concerned_are_told(stage: Stage) -> None:
    about_hhl(stage, "employer_new_suspended")
    drain(ask=lambda: NOW)
    message = Message.objects.get(event="sanction.impose")
    assert message.employer_id == stage.hhl.pk
    assert "中止新办" in message.title
    assert "不能提出新办和指标申报" in message.text


def test_the_database_keeps_one_subject_for_each_decision(stage: Stage) -> None:
    one = about_hhl(stage, "employer_frozen")
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.filter(pk=one.pk).update(person_id=stage.lin.person_id)


def test_every_kind_bars_businesses_that_there_are(stage: Stage) -> None:
    known = {one.type for one in books.procedures()} | {"*"}
    assert {name for one in kinds().values() for name in one.bars} <= known


def test_a_sample_can_be_drawn_again_from_its_seed(stage: Stage) -> None:
    # CL-100, DX-188
    story.approved(stage)
    later = NOW + 5 * DAY
    with pytest.raises(BadInput, match="1 本有效的证件"):
        draw_sample(actor=stage.sun, now=later, title="第四季度抽查", size=2)
    check = draw_sample(actor=stage.sun, now=later, title="第四季度抽查", size=1)
    valid = queries.population("changping", later.date())
    assert Random(check.seed).sample(valid, 1) == [item.permit_id for item in check.items.all()]
    assert check.population == Permit.objects.count() == 1


def test_a_finding_says_what_follows_and_may_lead_to_a_decision(stage: Stage) -> None:
    # CL-101: never by itself
    story.approved(stage)
    later = NOW + 5 * DAY
    item = draw_sample(actor=stage.sun, now=later, title="抽查", size=1).items.get()
    with pytest.raises(BadInput, match="后续"):
        record_result(actor=stage.sun, now=later, item_id=item.pk, result="problem", note="已离职，单位没有解除")
    record_result(actor=stage.sun, now=later, item_id=item.pk, result="problem", note="已离职", follow_up="约谈单位")
    assert not Sanction.objects.exists()
    with pytest.raises(NotFound):
        record_result(actor=stage.feng, now=later, item_id=item.pk, result="fine", note="在岗")
    one = impose(
        actor=stage.wu,
        now=later,
        about=About(employer_id=item.employer_id),
        kind="employer_new_suspended",
        first_day=later.date(),
        item_id=item.pk,
        **TEXTS,
    )
    assert Checked.objects.get(pk=item.pk).sanction_id == one.pk
