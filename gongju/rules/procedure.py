"""One business type as data: its stages, who may move it from where to where, and what that asks for and causes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

APPLICANT = "applicant"
AGENT = "agent"
SYSTEM = "system"
OFFICE = "office"
PERSON = "person"
EMPLOYER = "employer"

Turn: TypeAlias = Literal["applicant", "agent", "office", ""]
"""Whose move it is: the person's, the employer's agent's, an office's, or nobody's (a final stage)."""

About: TypeAlias = Literal["person", "employer"]
"""Whom a business is about."""

Moment: TypeAlias = Literal["submission", "acceptance", "approval", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a case can stand.

    `edits`: who may change answers and papers here. `clock`: the legal clock, once begun, runs here.
    `outcome`: what the case ended as; empty while it is open. `ongoing`: what people are told is going on.
    `skip_by`: the transition a case takes by itself where the rulebook does not list this stage.
    """

    name: str
    title: str
    ongoing: str = ""
    turn: Turn = ""
    edits: tuple[str, ...] = ()
    clock: bool = False
    outcome: str = ""
    skip_by: str = ""

    @property
    def is_final(self) -> bool:
        """Whether a case that stands here is decided or ended."""
        return bool(self.outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A move from any of `sources` to the stage `to`.

    `who`: parties or roles, any one of which may do it. `other_than`: moves whose doer on this case may not do
    this one (four eyes). `guards` must all agree; `effects` follow in order. `moment`: a verdict is reached and kept.
    `events`: what has legally happened, for terms that count from it. `confirm`: what is asked before it is done.
    `of_itself`: the system makes it as soon as its guards agree and somebody touches the case, or a daily run finds it.
    """

    name: str
    title: str
    who: tuple[str, ...]
    sources: tuple[str, ...]
    to: str
    guards: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    moment: Moment = ""
    needs_reason: bool = False
    other_than: tuple[str, ...] = ()
    of_itself: bool = False
    confirm: str = ""
    note: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """What one move comes to under a rulebook: where it ends, and the effects and events met on the way."""

    to: str
    effects: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkStep:
    """One step of a worked walk: `by` (a name), acting `as_`, does the move `does`, and the case `stands` there.

    `refused`: the step must be refused: "four_eyes", "not_here" or "not_yours"; then the case stays.
    """

    by: str
    as_: str
    does: str
    stands: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """A worked way through a procedure under a rulebook that lists the optional `stages`."""

    title: str
    stages: tuple[str, ...] = ()
    steps: tuple[WalkStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Who starts a case, what it is about, and what must hold for it.

    `who`: parties, any one of which may start it. `about`: PERSON (then an agent starts it for one of the confirmed
    staff) or EMPLOYER. `first`: the stage it begins at; `first_for` names another one for a party.
    """

    who: tuple[str, ...]
    about: About
    first: str
    first_for: Mapping[str, str] = field(default_factory=dict)
    guards: tuple[str, ...] = ()

    def first_of(self, party: str) -> str:
        """The stage at which a case begins that this party starts."""
        return self.first_for.get(party, self.first)

    @property
    def firsts(self) -> tuple[str, ...]:
        """Every stage at which a case may begin."""
        return tuple(dict.fromkeys(self.first_of(party) for party in self.who))


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One edition of one business type. `exclusive`: a person has one open case among all exclusive types.

    `holds_particulars`: an employer's own business in which 单位信息 stays as handed in until it is decided; where
    False the employer may go on editing, and the case stands by what it was handed in with.
    """

    type: str
    edition: str
    title: str
    summary: str
    exclusive: bool
    opening: Opening
    stages: Mapping[str, Stage]
    transitions: Mapping[str, Transition]
    holds_particulars: bool = True
    walks: tuple[Walk, ...] = ()
    rows: tuple[str, ...] = ()
    source: str = ""
    digest: str = ""
    text: str = field(default="", repr=False, compare=False)

    def stage(self, name: str) -> Stage:
        """The stage of that name; KeyError if the procedure has none."""
        return self.stages[name]

    @property
    def about_person(self) -> bool:
        """Whether the business is about a person, not an employer's own, whoever starts it."""
        return self.opening.about == PERSON

    def started_by(self, party: str) -> bool:
        """Whether that party may start it."""
        return party in self.opening.who

    def leaving(self, stage: str) -> tuple[Transition, ...]:
        """The moves that start at a stage, in the order of the file."""
        return tuple(move for move in self.transitions.values() if stage in move.sources)

    def desks(self, stage: str) -> frozenset[str]:
        """The kinds of office whose roles move a case from a stage: "district", "territorial", "city"."""
        roles = (name for move in self.leaving(stage) for name in move.who if "." in name)
        return frozenset(role.partition(".")[0] for role in roles)

    def optional_stages(self) -> tuple[str, ...]:
        """The stages that apply only where a rulebook lists them."""
        return tuple(stage.name for stage in self.stages.values() if stage.skip_by)

    def applying(self, listed: Collection[str]) -> tuple[Stage, ...]:
        """The stages a case may meet under a rulebook that lists these optional ones."""
        return tuple(stage for stage in self.stages.values() if not stage.skip_by or stage.name in listed)

    def leg(self, move: Transition, listed: Collection[str]) -> Leg:
        """Where a move ends under a rulebook that lists these optional stages; others are gone through by `skip_by`."""
        path = list(self._path(move, listed))
        return Leg(
            to=path[-1].to,
            effects=tuple(name for each in path for name in each.effects),
            events=tuple(name for each in path for name in each.events),
        )

    def _path(self, move: Transition, listed: Collection[str]) -> Iterator[Transition]:
        yield move
        stage = self.stages[move.to]
        if stage.skip_by and stage.name not in listed:
            yield from self._path(self.transitions[stage.skip_by], listed)


def did_other_part(move: Transition, doer: str, done: Iterable[tuple[str, str]]) -> str:
    """The earlier move by the same doer that bars this one (four eyes), or "".

    `done`: (move, doer) of the case so far.
    """
    return next((name for name, by in done if name in move.other_than and by == doer), "")
