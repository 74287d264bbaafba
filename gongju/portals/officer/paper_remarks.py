"""What an officer is told about a paper: what the checks noticed, and whose cases hold the very same file."""

from collections.abc import Iterator, Mapping

from gongju.access.actor import Actor
from gongju.access.documents import same_file_elsewhere
from gongju.casework.models import HandedIn

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
    return (*paper.version.checks, *same, *_read(paper.version.facts))


def _read(facts: Mapping[str, object]) -> Iterator[str]:
    """What its owner has confirmed of a record, with the marks that were told then."""
    months, told = facts.get("months"), facts.get("marks")
    if isinstance(months, list) and months:
        yield (
            f"{facts.get('kind')}：{months[0]} 至 {months[-1]}，共 {len(months)} 个月，金额合计 {facts.get('sum')} 元，"
            f"{facts.get('confirmed_on')} 由提交人核对确认。"
        )
    yield from map(str, told if isinstance(told, list) else [])
