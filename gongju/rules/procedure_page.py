"""The page docs/procedures.md, made from the procedure files: a drawing of the stages, every move, every walk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .procedure import Procedure, Stage, Transition, Walk

HEAD = """# Procedures

Generated from `procedures/` by `gongju write_procedures`; do not edit. One section for each business type:
its stages, a drawing, its moves with their guards and effects, and the worked walks, which are tests.
A stage marked *optional* applies only where a rulebook lists it; elsewhere a case goes on by the move named beside it.
"""


def page(procedures: Iterable[Procedure]) -> str:
    """The whole page as Markdown, in the order given."""
    return "\n".join([HEAD, *(line for each in procedures for line in _section(each))]).rstrip() + "\n"


def _section(procedure: Procedure) -> Iterator[str]:
    yield f"## {procedure.title} `{procedure.type}` ({procedure.edition})\n"
    yield f"{procedure.summary}\n"
    guards = f"; opening asks: {_names(procedure.opening.guards)}" if procedure.opening.guards else ""
    exclusive = "; one open case per person among exclusive types" if procedure.exclusive else ""
    about = "about a person" if procedure.about_person else "an employer's own"
    free = (
        ""
        if procedure.holds_particulars
        else "; stands by what it was handed in with, 单位信息 may be edited meanwhile"
    )
    yield f"Started by {_names(procedure.opening.who)}; {about}{exclusive}{free}{guards}.\n"
    yield from _drawing(procedure)
    yield from _stages(procedure.stages.values())
    yield from _moves(procedure.transitions.values())
    yield "### Walks\n"
    for walk in procedure.walks:
        yield from _walk(procedure, walk)


def _drawing(procedure: Procedure) -> Iterator[str]:
    """A mermaid drawing; moves that lead from many stages to one end are drawn as one note, to keep it readable."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for first in procedure.opening.firsts:
        yield f"    [*] --> {first}"
    for stage in procedure.stages.values():
        yield f'    state "{stage.title}" as {stage.name}'
    for move in procedure.transitions.values():
        if len(move.sources) > 2:
            yield f"    note right of {move.to}: {move.title} ({'、'.join(move.who)})，从任一未办结的阶段"
            continue
        for source in move.sources:
            yield f"    {source} --> {move.to}: {move.title}"
    for stage in procedure.stages.values():
        if stage.is_final:
            yield f"    {stage.name} --> [*]"
    yield "```\n"


def _stages(stages: Iterable[Stage]) -> Iterator[str]:
    yield "| stage | title | whose turn | may edit | legal clock | |"
    yield "|---|---|---|---|---|---|"
    for stage in stages:
        clock = "runs" if stage.clock else ""
        yield f"| `{stage.name}` | {stage.title} | {stage.turn} | {_names(stage.edits)} | {clock} | {_nature(stage)} |"
    yield ""


def _nature(stage: Stage) -> str:
    if stage.is_final:
        return f"ends as `{stage.outcome}`"
    return f"optional, skipped by `{stage.skip_by}`" if stage.skip_by else ""


def _moves(moves: Iterable[Transition]) -> Iterator[str]:
    yield "| move | title | who | from → to | guards | effects | |"
    yield "|---|---|---|---|---|---|---|"
    for move in moves:
        way = f"{_names(move.sources)} → `{move.to}`"
        guards, effects = _names(move.guards), _names(move.effects)
        yield f"| `{move.name}` | {move.title} | {_names(move.who)} | {way} | {guards} | {effects} | {_asks(move)} |"
    yield ""


def _asks(move: Transition) -> str:
    said = [
        "needs a reason" if move.needs_reason else "",
        f"four eyes: not by who did {_names(move.other_than)}" if move.other_than else "",
        "made by itself once its guards agree" if move.of_itself else "",
        f"verdict kept at {move.moment}" if move.moment else "",
        f"events: {_names(move.events)}" if move.events else "",
    ]
    return "; ".join(filter(None, said))


def _walk(procedure: Procedure, walk: Walk) -> Iterator[str]:
    listed = f" (rulebook lists {_names(walk.stages)})" if walk.stages else ""
    yield f"**{walk.title}**{listed}\n"
    for number, step in enumerate(walk.steps, 1):
        move = procedure.transitions[step.does].title
        end = f"refused: {step.refused}" if step.refused else procedure.stage(step.stands).title
        yield f"{number}. {step.by} (`{step.as_}`): {move} → {end}"
    yield ""


def _names(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names)
