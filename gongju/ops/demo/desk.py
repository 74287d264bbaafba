"""What lies on the desks of 昌平区 besides cases: questions, a spot check, a decision in the register."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from gongju.access.actor import Actor
from gongju.actions.enquire import answer, ask_as_oneself, ask_as_visitor, publish_help
from gongju.actions.impose import About, impose
from gongju.actions.spot_check import draw_sample, record_result


def set_the_desks(officers: Mapping[str, Actor], *, agent: Actor, now: datetime, employer_id: int, sample: int) -> None:
    """Questions, a sample with one finding, one employer suspended."""
    _questions(officers["孙静"], agent, now)
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


def _questions(desk: Actor, agent: Actor, now: datetime) -> None:
    """One of a visitor, answered and made into help; one of an employer that waits."""
    asked, told = now - timedelta(days=3), {"authority": "changping", "topic": "新办"}
    visitor = {"name": "李女士", "phone": "13800001234"}
    text = "我在昌平上班，社保由集团在朝阳的公司交，可以在昌平申请吗？"
    first = ask_as_visitor(now=asked, asker="demo", text=text, **told, **visitor)
    said = "申请、劳动合同、社会保险和工资应当在同一家单位。请先由实际用人的单位缴纳，再由它申请。"
    answered = now - timedelta(days=2)
    answer(actor=desk, now=answered, enquiry_id=first.pk, text=said, keep_as="社保与用人单位不一致")
    question = "社保不在实际上班的单位交，能申请吗？"
    publish_help(actor=desk, now=answered, enquiry_id=first.pk, question=question, part="常见咨询", text=said)
    waits = "员工今年换过劳动合同的甲方，工作年限从哪一天算？"
    ask_as_oneself(actor=agent, now=now - timedelta(days=1), text=waits, **told)
