"""Everything that the passing of a day asks for: the verbs' daily round, and what has outlived its term."""

from collections.abc import Mapping
from datetime import datetime

from django.core.management import call_command

from gongju.access.actor import Actor
from gongju.actions.daily import daily
from gongju.actions.forget_askers import forget_askers
from gongju.actions.purge_gatherings import purge_gatherings
from gongju.actions.purge_identity_papers import purge_identity_papers
from gongju.actions.sweep_files import sweep_files
from gongju.notifications.purge import purge_messages


def each_day(now: datetime) -> Mapping[str, int]:
    """Do all of it; how many of each. Twice is once."""
    return {**daily(now), **purge(now)}


def purge(now: datetime) -> Mapping[str, int]:
    """Take out what is past its term, sessions that ended too; how many of each."""
    call_command("clearsessions")
    system = Actor.system()
    return {
        "清除过期的消息": purge_messages(now=now),
        "清除咨询人的联系方式": forget_askers(actor=system, now=now),
        "销毁过了保存期限的证件材料": purge_identity_papers(actor=system, now=now),
        "清除放着没有整理完的材料": purge_gatherings(actor=system, now=now),
        "销毁没有材料用到的文件": sweep_files(actor=system, now=now),
    }
