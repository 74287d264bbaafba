"""What differs between permit and profile is offered, shown, and changed; a lost confirmation is made void."""

from pathlib import Path

from django.test import Client

from gongju import clock
from gongju.casework import queries as casework
from gongju.casework.models import Case, Expedite
from tests import changing, story
from tests.actions.test_expedite import GRANTED, GROUND
from tests.cast import NOW, PROFILE, Stage
from tests.changing import LATER, MOVED
from tests.portals.conftest import As
from tests.reworded import load_reworded


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_difference_leads_from_the_home_page_to_the_business_and_its_desks(stage: Stage, signed_in: As) -> None:
    """CY-Q91 and CY-Q64a, seen by the holder, the agent and the officer."""
    permit, lin = changing.holding(stage), signed_in(stage.lin)
    with clock.set_clock(LATER):
        assert "证件与您的个人信息不一致" not in text(lin, "/my/")
        changing.save(stage, "residence", MOVED)
        changing.save(stage, "identity", {**PROFILE["identity"], "political_status": "中共党员"})
        assert "证件与您的个人信息不一致" in text(lin, "/my/")
        page = text(lin, f"/my/permits/{permit.number}/")
        assert "昌平区回龙观东大街 2 号 301" in page
        assert "证件上的政治面貌、居住地址与您的个人信息不一致" in page
        assert lin.post("/my/businesses/change_of_particulars/").status_code == 302

        case = Case.objects.get(open=True)
        filled = text(lin, f"/my/cases/{case.number}/fill/")
        assert "与证件不一致的 2 处" in filled
        assert "您要变更哪些信息" in filled
        story.hand_in_what_is_due(stage.lin, case, now=LATER)
        changing.endorsed(stage, case)
        for who, address in ((stage.zhao, "/unit/cases/"), (stage.sun, "/office/cases/")):
            seen = text(signed_in(who), f"{address}{case.number}/")
            assert "要变更的 2 处" in seen
            assert "昌平区回龙观西大街 1 号 2 单元 301" in seen


def test_an_answer_to_an_intended_rejection_is_seen_by_who_decides(stage: Stage, signed_in: As) -> None:
    later = NOW + 2 * story.DAY
    case = story.go(stage.zhou, story.accepted(stage), "propose_rejection", now=later, reason="社会保险有中断。")
    with clock.set_clock(later):
        lin, here = signed_in(stage.lin), f"/my/cases/{case.number}/"
        assert "社会保险有中断。" in text(lin, here)
        said = {"seen_stage": "hearing", "reason": "中断的月份已经补缴。"}
        assert lin.post(f"{here}answer_rejection/", said)["Location"] == here
        wu = signed_in(stage.wu)
        assert "中断的月份已经补缴。" in text(wu, f"/office/cases/{case.number}/")
        assert "中断的月份已经补缴。" in text(wu, f"/office/cases/{case.number}/moves/reject/")


def test_a_lost_confirmation_is_made_void_by_holder_or_district(stage: Stage, signed_in: As) -> None:
    permit, lin = changing.holding(stage), signed_in(stage.lin)
    with clock.set_clock(LATER):
        assert lin.get(f"/my/permits/{permit.number}/print/").status_code == 200
        old = permit.confirmations.get()
        here = f"/my/permits/{permit.number}/reissue/"
        assert "立即作废" in text(lin, here)
        assert lin.post(here, {}).status_code == 422
        assert lin.post(here, {"reason": "确认单遗失"})["Location"] == f"/my/permits/{permit.number}/"
        old.refresh_from_db()
        assert old.void_at is not None
        sun, there = signed_in(stage.sun), f"/office/permits/{permit.number}/reissue/"
        assert there in text(sun, f"/office/search/?q={permit.number}")
        assert sun.post(there, {"reason": "确认单遗失"}).status_code == 302
        assert permit.confirmations.count() == 3
        assert signed_in(stage.feng).get(there).status_code == 404


def test_expediting_is_asked_for_on_a_page_and_marked_at_the_desk(stage: Stage, signed_in: As, tmp_path: Path) -> None:
    load_reworded(tmp_path, more=GRANTED)
    story.access_opened(stage)
    case, lin = story.drafted(stage), signed_in(stage.lin)
    here = f"/my/cases/{case.number}/expedite/"
    assert here in text(lin, f"/my/cases/{case.number}/fill/")
    text(lin, here)
    day = {"needed_by_year": "2026", "needed_by_month": "12", "needed_by_day": "31"}
    assert lin.post(here, {**day, "ground": ""}).status_code == 422
    lin.post(here, {**day, "needed_by": "2026-12-31", "ground": GROUND})
    assert Expedite.objects.get(case=case).ground == GROUND
    story.hand_in_what_is_due(stage.lin, case)
    story.go(stage.lin, case, "submit")
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "endorse")
    sun = signed_in(stage.sun)
    assert "加急" in text(sun, "/office/")
    assert GROUND in text(sun, f"/office/cases/{case.number}/")
    assert GROUND in text(signed_in(stage.zhao), f"/unit/cases/{case.number}/")
    assert casework.expedite_of(case) is not None
