"""What an officer is told about a paper: what the checks noticed, and whose cases hold the very same file."""

from gongju.access.actor import Actor
from gongju.access.documents import same_file_elsewhere
from gongju.casework.models import HandedIn
from gongju.portals.shared.papers import months_read

_NAMED = 3


def remarks_of(actor: Actor, paper: HandedIn | None) -> tuple[str, ...]:
    """One sentence each; () for a paper like any other."""
    if paper is None:
        return ()
    numbers, others = same_file_elsewhere(actor, paper)
    told = [f"业务 {number}" for number in numbers[:_NAMED]]
    if len(numbers) > _NAMED or others:
        told.append("其他区的业务" if not numbers else "其他业务")
    same = (f"同一个文件也交进了另一人的{'、'.join(told)}，请核对是否用错。",) if told else ()
    return (*paper.version.checks, *same, *months_read(paper.version.facts))
