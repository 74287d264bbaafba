"""The page docs/procedures.md: each business with its stages drawn, its moves, papers and days by district, walks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .edition import Edition
from .paper_entries import Material
from .procedure import OFFICE, Procedure, Stage, Transition, Walk

HEAD = """# Procedures

Generated from `procedures/` by `gongju write_procedures`; do not edit. One section for each business type:
its stages, a drawing, its moves with their guards and effects, what each district's rulebook of today makes of it
(stages, papers, days), and the worked walks, which are tests. What a guard asks and an effect does stands at the end.
A stage marked *optional* applies only where a rulebook lists it; elsewhere a case goes on by the move named beside it.
"""
BY = {"individual": "个人材料", "employer": "单位材料"}


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says besides the files: parties by name, and what each guard and each effect is for."""

    parties: Mapping[str, str]
    guards: Mapping[str, str]
    effects: Mapping[str, str]


def page(procedures: Iterable[Procedure], editions: Iterable[Edition], words: Words) -> str:
    """The whole page as Markdown, in the order given; `editions`: the one in force of each district."""
    there = tuple(editions)
    sections = (line for each in procedures for line in _section(each, there, words.parties))
    told = (*_told("What guards ask", words.guards), *_told("What effects do", words.effects))
    return "\n".join([HEAD, *sections, *told]).rstrip() + "\n"


def _told(title: str, names: Mapping[str, str]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| name | |"
    yield "|---|---|"
    for name, sentence in sorted(names.items()):
        yield f"| `{name}` | {sentence} |"
    yield ""


def _section(procedure: Procedure, editions: tuple[Edition, ...], parties: Mapping[str, str]) -> Iterator[str]:
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
    yield f"Started by {_who(procedure.opening.who, parties)}; {about}{exclusive}{free}{guards}.\n"
    yield from _drawing(procedure, parties)
    yield from _stages(procedure.stages.values(), parties)
    yield from _moves(procedure.transitions.values(), parties)
    yield from _districts(procedure, editions)
    yield "### Walks\n"
    for walk in procedure.walks:
        yield from _walk(procedure, walk)


def _districts(procedure: Procedure, editions: tuple[Edition, ...]) -> Iterator[str]:
    """What each district makes of the business, in the words of its rulebook."""
    yield "### In the districts\n"
    for edition in editions:
        business = edition.businesses.get(procedure.type)
        if business is None:
            yield f"- **{edition.name}**（{edition.edition}）：没有这项业务"
            continue
        way = " → ".join(one.title for one in procedure.applying(business.stages) if one.turn == OFFICE)
        yield f"- **{edition.name}**（{edition.edition}）：{way}{'；凭预约受理' if business.appointment else ''}"
        for by, label in BY.items():
            papers = dict.fromkeys(_paper(one) for one in edition.materials_of(procedure.type) if one.by == by)
            if papers:
                yield f"  - {label}：{'；'.join(papers)}"
        for term in edition.terms_of(procedure.type):
            yield f"  - {term.title}：{term.sentence}"
    yield ""


def _paper(material: Material) -> str:
    """Its title; which ones depend on the person's answers is said, the conditions stand in the guide."""
    depends = bool(material.when or material.pathway or material.group)
    return f"{material.title}（按情况）" if depends else material.title


def _drawing(procedure: Procedure, parties: Mapping[str, str]) -> Iterator[str]:
    """A mermaid drawing; moves that lead from many stages to one end are drawn as one note, to keep it readable."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for first in procedure.opening.firsts:
        yield f"    [*] --> {first}"
    for stage in procedure.stages.values():
        yield f'    state "{stage.title}" as {stage.name}'
    for move in procedure.transitions.values():
        if len(move.sources) > 2:
            yield f"    note right of {move.to}: {move.title} （{_who(move.who, parties)}），从任一未办结的阶段"
            continue
        for source in move.sources:
            yield f"    {source} --> {move.to}: {move.title}"
    for stage in procedure.stages.values():
        if stage.is_final:
            yield f"    {stage.name} --> [*]"
    yield "```\n"


def _stages(stages: Iterable[Stage], parties: Mapping[str, str]) -> Iterator[str]:
    yield "| stage | title | whose turn | may edit | legal clock | |"
    yield "|---|---|---|---|---|---|"
    for stage in stages:
        clock = "runs" if stage.clock else ""
        turn, edits = _who([stage.turn] if stage.turn else [], parties), _who(stage.edits, parties)
        yield f"| `{stage.name}` | {stage.title} | {turn} | {edits} | {clock} | {_nature(stage)} |"
    yield ""


def _nature(stage: Stage) -> str:
    if stage.is_final:
        return f"ends as `{stage.outcome}`"
    return f"optional, skipped by `{stage.skip_by}`" if stage.skip_by else ""


def _moves(moves: Iterable[Transition], parties: Mapping[str, str]) -> Iterator[str]:
    yield "| move | title | who | from → to | guards | effects | |"
    yield "|---|---|---|---|---|---|---|"
    for move in moves:
        way = f"{_names(move.sources)} → `{move.to}`"
        who, guards, effects = _who(move.who, parties), _names(move.guards), _names(move.effects)
        yield f"| `{move.name}` | {move.title} | {who} | {way} | {guards} | {effects} | {_asks(move)} |"
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


def _who(names: Iterable[str], parties: Mapping[str, str]) -> str:
    return "、".join(parties.get(name, name) for name in names)


def _names(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names)
