"""预约办理 and 已办理预约, as the agent sees them, and the day's list of the office."""

from datetime import timedelta
from pathlib import Path

import pytest

from gongju.appointments.models import Booking, Slot
from tests import story
from tests.actions.test_appointments import by_appointment, opened, slot
from tests.cast import NOW, Stage
from tests.portals.conftest import As
from tests.portals.employer.conftest import day, text
from tests.story import DAY

pytestmark = pytest.mark.django_db
FRIDAY = NOW.date() + timedelta(days=4)


def test_from_the_case_to_the_list_of_bookings_made(stage: Stage, signed_in: As, tmp_path: Path) -> None:
    # CC-106, CY-Q19: the acceptance status and what the office said
    by_appointment(tmp_path)
    opened(stage)
    case = story.endorsed(stage)
    agent, officer = signed_in(stage.zhao), signed_in(stage.sun)
    assert "去预约" in text(agent.get(f"/unit/cases/{case.number}/"))
    assert "还没有预约" in text(agent.get("/unit/appointments/"))
    choosing = f"/unit/appointments/{case.number}/"
    assert "请选择一个时段" in text(agent.post(choosing, {}))
    assert agent.post(choosing, {"slot": slot(FRIDAY).pk}).status_code == 302
    assert "已预约 2026年11月27日" in text(agent.get(f"/unit/cases/{case.number}/"))
    assert "取消这次预约" in text(agent.get(choosing))
    taken = Slot.objects.filter(pk=slot(FRIDAY).pk)
    taken.update(day=NOW.date() - timedelta(days=1))
    assert "时间已过，等区里办理" in text(agent.get("/unit/appointments/"))
    taken.update(day=FRIDAY)
    shown = text(officer.get(f"/office/appointments/?day={FRIDAY}"))
    assert case.number in shown
    assert "林晓禾" in shown
    Booking.objects.update(slot=Slot.objects.get(day=NOW.date() + timedelta(days=2), starts=slot(FRIDAY).starts))
    story.find_fault(stage.sun, case, now=NOW + 2 * DAY)
    story.go(stage.sun, case, "return_for_correction", now=NOW + 2 * DAY)
    made = text(agent.get("/unit/appointments/made/"))
    assert "受理情况" in made
    assert "待补正" in made
    assert "没有本人签字" in made


def test_the_case_says_that_its_appointment_is_to_be_booked_and_by_whom(
    stage: Stage, signed_in: As, tmp_path: Path
) -> None:
    by_appointment(tmp_path)
    opened(stage)
    case = story.endorsed(stage)
    agent, lin = signed_in(stage.zhao), signed_in(stage.lin)
    for page in (lin.get("/my/"), lin.get(f"/my/cases/{case.number}/")):
        assert "等单位经办人预约受理时间" in text(page)
        assert "正在查看" not in text(page)
        assert "待预约" in text(page)
    assert "还差一步" in text(agent.get(f"/unit/cases/{case.number}/"))
    for address, reader in (("/my/cases/", lin), ("/unit/cases/", agent), (f"/unit/cases/{case.number}/", agent)):
        assert "待预约" in text(reader.get(address))
    agent.post(f"/unit/appointments/{case.number}/", {"slot": slot(FRIDAY).pk})
    for page in (lin.get("/my/"), lin.get(f"/my/cases/{case.number}/"), agent.get(f"/unit/cases/{case.number}/")):
        assert "已预约2026年11月27日" in text(page)
    assert "待预约" not in text(lin.get("/my/cases/"))


def test_where_the_district_asks_for_none_there_is_no_way_to_it(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    agent = signed_in(stage.zhao)
    assert "/unit/appointments/" not in text(agent.get("/unit/"))
    assert agent.get(f"/unit/appointments/{case.number}/").status_code == 404
    assert "/office/appointments/" not in text(signed_in(stage.sun).get("/office/"))


def test_a_cancelled_booking_leaves_the_case_to_be_booked(stage: Stage, signed_in: As, tmp_path: Path) -> None:
    by_appointment(tmp_path)
    opened(stage)
    case = story.endorsed(stage)
    agent = signed_in(stage.zhao)
    agent.post(f"/unit/appointments/{case.number}/", {"slot": slot(FRIDAY).pk})
    assert agent.post(f"/unit/appointments/{case.number}/cancel/").status_code == 302
    assert Booking.objects.get().state == "cancelled"
    assert "还没有预约" in text(agent.get("/unit/appointments/"))


def test_the_office_opens_and_closes_its_hours(stage: Stage, signed_in: As) -> None:
    officer = signed_in(stage.sun)
    span = {**day("first_day", "2026-11-26"), **day("last_day", "2026-11-30"), "capacity": "4"}
    wrong = text(officer.post("/office/appointments/open/", {**span, "hours": "上午九点"}))
    assert "没有看懂这些时段" in wrong
    assert "上午九点" in wrong
    officer.post("/office/appointments/open/", {**span, "hours": "9:00-11:30，13:30—17:00"})
    assert Slot.objects.count() == 6
    one = Slot.objects.first()
    assert one is not None
    officer.post(f"/office/appointments/slots/{one.pk}/close/", {"reason": "系统维护"})
    one.refresh_from_db()
    assert one.closed_why == "系统维护"
    assert signed_in(stage.feng).get(f"/office/appointments/slots/{one.pk}/close/").status_code == 404


def test_a_no_show_is_noted_with_its_reason(stage: Stage, signed_in: As, tmp_path: Path) -> None:
    by_appointment(tmp_path)
    opened(stage)
    case = story.endorsed(stage)
    agent, officer = signed_in(stage.zhao), signed_in(stage.sun)
    agent.post(f"/unit/appointments/{case.number}/", {"slot": slot(FRIDAY).pk})
    held = Booking.objects.get()
    answer = officer.post(f"/office/appointments/{held.pk}/missed/", {"reason": "联系不上"})
    assert "还没有到" in text(answer)
    Booking.objects.update(slot=Slot.objects.get(day=NOW.date() + timedelta(days=2), starts=slot(FRIDAY).starts))
    assert officer.post(f"/office/appointments/{held.pk}/missed/", {"reason": "联系不上"}).status_code == 302
    assert "联系不上" in text(agent.get(f"/unit/cases/{case.number}/"))
