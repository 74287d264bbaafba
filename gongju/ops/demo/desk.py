"""What lies on the desks of the demo city besides cases: slots to book, a spot check, a decision in the register."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from gongju.access.actor import Actor
from gongju.actions.impose import About, impose
from gongju.actions.open_slots import Hours, open_slots
from gongju.actions.spot_check import draw_sample, record_result

HOURS = (Hours(time(9), time(11, 30)), Hours(time(13, 30), time(17)))


def set_the_desks(officers: Mapping[str, Actor], *, now: datetime, employer_id: int, sample: int) -> None:
    """Slots for the next four weeks in 朝阳区; in 昌平区 a sample, one finding in it, one employer suspended."""
    open_slots(
        actor=officers["沈悦"],
        now=now,
        first_day=now.date() + timedelta(days=1),
        last_day=now.date() + timedelta(days=28),
        hours=HOURS,
        capacity=6,
    )
    check = draw_sample(actor=officers["孙静"], now=now, title="本季度聘用关系抽查", size=sample, seed=20261121)
    first = check.items.order_by("pk")[0]
    note = "到单位核对，本人在岗，合同、工资和社保一致。"
    record_result(actor=officers["孙静"], now=now, item_id=first.pk, result="fine", note=note)
    impose(
        actor=officers["吴桐"],
        now=now,
        about=About(employer_id=employer_id),
        kind="employer_new_suspended",
        ground="两名员工的补正超过三个月没有办理",
        evidence="补正通知和催办记录",
        decision="昌人社处〔2026〕3号",
        first_day=now.date(),
    )
