"""What makes no sense in a procedure that reads well: loose ends, unknown names, walks that come out otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeAlias

from .nearest import nearest
from .procedure import AGENT, APPLICANT, SYSTEM, Procedure, Stage, Transition
from .walking import failures

Nonsense: TypeAlias = tuple[str, str, str]
"""Key, what is wrong, what to write instead."""

OUTCOMES = ("approved", "refused", "rejected", "withdrawn", "closed")
ROLES = (
    "district.accept",
    "district.review",
    "district.approve",
    "district.quota",
    "territorial.review",
    "city.approve",
)
PARTIES = (APPLICANT, AGENT, SYSTEM, *ROLES)
EVENTS = ("submission", "enters_review", "reported", "acceptance", "review_passed", "intended_rejection", "decision")


def senseless(procedure: Procedure) -> Iterator[Nonsense]:
    """Every finding, in the order of the file; walks are gone through only where the rest holds together."""
    found = list(_structure(procedure))
    yield from found or [*_unreached(procedure), *_walks(procedure)]


def _structure(procedure: Procedure) -> Iterator[Nonsense]:
    yield from _opening(procedure)
    for stage in procedure.stages.values():
        yield from _stage(procedure, stage)
    for move in procedure.transitions.values():
        yield from _move(procedure, move)


def _opening(procedure: Procedure) -> Iterator[Nonsense]:
    opening = procedure.opening
    for party in opening.who:
        yield from _among("opening.who", party, (APPLICANT, AGENT))
    if APPLICANT in opening.who and not procedure.about_person:
        yield "opening.about", "本人发起的业务只能是关于本人的", '写 about = "person"，或删去这一行'
    for first in opening.firsts:
        yield from _among("opening.first", first, procedure.stages)
    for party in opening.first_for:
        yield from _among("opening.first_for", party, opening.who)


def _among(key: str, name: str, known: Collection[str]) -> Iterator[Nonsense]:
    if name not in known:
        meant = nearest(name, known)
        yield key, f"没有 {name!r}", f"是否要写 {meant}？" if meant else f"只能是：{'、'.join(known)}"


def _stage(procedure: Procedure, stage: Stage) -> Iterator[Nonsense]:
    key = f"stages.{stage.name}"
    for party in stage.edits:
        yield from _among(f"{key}.edits", party, PARTIES)
    if stage.is_final:
        yield from _among(f"{key}.outcome", stage.outcome, OUTCOMES)
        yield from _final(procedure, stage)
    else:
        yield from _ongoing(procedure, stage)
    if stage.skip_by:
        yield from _skip(procedure, stage)


def _final(procedure: Procedure, stage: Stage) -> Iterator[Nonsense]:
    if procedure.leaving(stage.name) or stage.turn or stage.clock or stage.skip_by:
        yield f"stages.{stage.name}", "已有结果，不应再有出路、轮到谁或计时", "去掉它们，或去掉 outcome"


def _ongoing(procedure: Procedure, stage: Stage) -> Iterator[Nonsense]:
    if not procedure.leaving(stage.name):
        yield f"stages.{stage.name}", "没有出路", "写一个从它出发的 transition，或写上 outcome"
    if not stage.turn:
        yield f"stages.{stage.name}.turn", "缺少这个键", "applicant、agent 或 office"


def _skip(procedure: Procedure, stage: Stage) -> Iterator[Nonsense]:
    key = f"stages.{stage.name}.skip_by"
    yield from _among(key, stage.skip_by, procedure.transitions)
    by = procedure.transitions.get(stage.skip_by)
    if by is not None and stage.name not in by.sources:
        yield key, f"{by.name} 不从这个阶段出发", "写一个从它出发的 transition"
    if by is not None and by.to in _skipped_before(procedure, stage):
        yield key, "跳过之后又回到这里", "让跳过的 transition 往前走"


def _skipped_before(procedure: Procedure, stage: Stage) -> set[str]:
    """The stages, this one among them, from which skipping alone leads to this one."""
    leading, found = {stage.name}, True
    while found:
        found = False
        for other in procedure.stages.values():
            by = procedure.transitions.get(other.skip_by)
            if by is not None and by.to in leading and other.name not in leading:
                leading.add(other.name)
                found = True
    return leading


def _move(procedure: Procedure, move: Transition) -> Iterator[Nonsense]:
    key = f"transitions.{move.name}"
    checks: tuple[tuple[str, tuple[str, ...], Collection[str]], ...] = (
        ("who", move.who, PARTIES),
        ("from", move.sources, procedure.stages),
        ("to", (move.to,), procedure.stages),
        ("other_than", move.other_than, procedure.transitions),
        ("events", move.events, EVENTS),
    )
    for name, written, known in checks:
        for each in written:
            yield from _among(f"{key}.{name}", each, known)
    if move.of_itself and (move.who != (SYSTEM,) or not move.guards):
        yield f"{key}.of_itself", "只有系统自己做的、有 guards 的才能自动发生", '写 who = ["system"] 和 guards'
    if not move.who or not move.sources:
        yield key, "who 和 from 至少各写一个", ""


def _unreached(procedure: Procedure) -> Iterator[Nonsense]:
    reached, waiting = set[str](), list(procedure.opening.firsts)
    while waiting:
        stage = waiting.pop()
        if stage not in reached:
            reached.add(stage)
            waiting += [move.to for move in procedure.leaving(stage)]
    for name in procedure.stages:
        if name not in reached:
            yield f"stages.{name}", "走不到这个阶段", "写一个到它的 transition，或删去它"


def _walks(procedure: Procedure) -> Iterator[Nonsense]:
    if not procedure.walks:
        yield "walks", "没有走一遍的例子", "至少写一个 [[walks]]"
    for number, walk in enumerate(procedure.walks, 1):
        for what in failures(procedure, walk):
            yield f"walks[{number}]（{walk.title}）", what, ""
