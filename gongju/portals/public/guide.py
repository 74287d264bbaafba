"""A district's guide as it stands on the page, taken from its rulebook: nothing here but arranging."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from gongju.portals.shared.papers import notes_of
from gongju.rules.branches import walk
from gongju.rules.calendar import WorkCalendar
from gongju.rules.criterion import Criterion
from gongju.rules.describing_entries import BY, needs_of
from gongju.rules.edition import Edition
from gongju.rules.entries import Caution, Parameter, Question, Step
from gongju.rules.materials import MaterialDue
from gongju.rules.outcome import Outcome
from gongju.rules.paper_entries import Material
from gongju.rules.scalar import Prepared
from gongju.rules.terms import TermDate, terms_of
from gongju.rules.tree import Constant, Fact, Node
from gongju.rules.wording import value_text
from gongju.rules.worked import CriterionExample


@dataclass(frozen=True, slots=True)
class Open:
    """An open question of the text: what is asked, how it is read here, and why."""

    question: Question
    reading: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the law on the day: 1.5 倍标准, 17,906 元, how it came about."""

    label: str
    text: str
    how: str
    note: str = ""
    assumed: bool = False
    """Its number, or the day it begins, stands in no document (推定)."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A criterion with the figures it is measured by, its open question and its worked examples."""

    criterion: Criterion
    open: Open | None
    examples: tuple[tuple[CriterionExample, Outcome], ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as listed: `needs` are its requirements in words, `open` an open question about it."""

    material: Material
    needs: tuple[str, ...]
    open: Open | None = None
    depends: tuple[str, ...] = ()
    """What decides whether it is due, where it is not due in any case: 随往子女人数."""

    @property
    def by(self) -> str:
        """Who hands it in."""
        return BY.get(self.material.by, self.material.by)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Papers that stand together: for everyone, for one of several options, or for one pathway."""

    title: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A group of which one option suffices."""

    title: str
    options: tuple[Bundle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperList:
    """All papers of a business: for everyone, by choice, by pathway, by circumstance."""

    always: tuple[Paper, ...]
    choices: tuple[Choice, ...]
    ways: tuple[Bundle, ...]
    sometimes: tuple[Paper, ...]

    @property
    def any(self) -> bool:
        """Whether the rulebook lists any paper."""
        return bool(self.always or self.choices or self.ways or self.sometimes)


@dataclass(frozen=True, slots=True)
class Warned:
    """What is told when a case is handed in and stands in nobody's way; facts stand by their names."""

    caution: Caution
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One business of one district on one day."""

    conditions: tuple[Stated, ...]
    exclusions: tuple[Stated, ...]
    ways: tuple[Stated, ...]
    figures: tuple[Figure, ...]
    papers: PaperList
    steps: tuple[Step, ...]
    terms: tuple[TermDate, ...]
    cautions: tuple[Warned, ...]
    open: tuple[Open, ...]

    @property
    def assumed(self) -> bool:
        """Whether a figure of today is assumed."""
        return any(one.assumed for one in self.figures)


def guide_of(edition: Edition, business: str, calendar: WorkCalendar, on: date) -> Guide:
    """The guide of a business. UnknownBusiness for a name the edition does not have."""
    stated = [_stated(edition, item, on) for item in edition.rule_set(business, on).prepared]
    steps, terms = edition.steps_of(business), terms_of(edition, business, calendar, on)
    return Guide(
        conditions=_of_kind(stated, "condition"),
        exclusions=_of_kind(stated, "exclusion"),
        ways=_of_kind(stated, "pathway"),
        figures=figures_of(edition, business, on),
        papers=papers_of(edition, business),
        steps=steps,
        terms=terms,
        cautions=tuple(_warned(edition, one, on) for one in edition.cautions if business in one.business),
        open=_questions(edition, [*(one.question for one in steps), *(one.term.question for one in terms)]),
    )


def _of_kind(stated: Iterable[Stated], kind: str) -> tuple[Stated, ...]:
    return tuple(one for one in stated if one.criterion.kind == kind)


def _warned(edition: Edition, caution: Caution, on: date) -> Warned:
    """A caution for everyone: a figure as it is on the day, a fact by its label."""
    figures = {name: _held_text(edition.parameters[name], held) for name, held in edition.constants(on).items()}
    labels = {name: spec.label for name, spec in edition.facts.items()}
    named = {name: value.label for name, value in edition.values.items()}
    return Warned(caution, caution.text.format_map({**labels, **named, **figures}))


def _stated(edition: Edition, item: Prepared, on: date) -> Stated:
    criterion = item.criterion
    examples = [(one, Outcome(one.outcome)) for one in edition.criterion_examples if one.criterion == criterion.code]
    return Stated(criterion, open_of(edition, criterion.question), tuple(examples), _figures(edition, item.shown, on))


def open_of(edition: Edition, question_id: str) -> Open | None:
    """The open question with that id, as it is read in this edition; None where there is none."""
    question = edition.questions.get(question_id)
    if question is None:
        return None
    taken = edition.readings.get(question.id, question.recommended)
    others = tuple(text for key, text in question.readings.items() if key != taken)
    return Open(question, question.readings[taken], others)


def _questions(edition: Edition, ids: Iterable[str]) -> tuple[Open, ...]:
    found = (open_of(edition, one) for one in dict.fromkeys(ids))
    return tuple(one for one in found if one is not None)


def figures_of(edition: Edition, business: str, on: date) -> tuple[Figure, ...]:
    """The parameters that the criteria of a business look at, as they stand on the day."""
    return _figures(edition, [tree for item in edition.rule_set(business, on).prepared for tree in item.shown], on)


def _figures(edition: Edition, trees: Iterable[Node], on: date) -> tuple[Figure, ...]:
    nodes = (node for tree in trees for node in walk(tree))
    used = {node.name: node for node in nodes if isinstance(node, Constant) and node.name in edition.parameters}
    assumed = edition.assumed_figures(on)
    return tuple(
        Figure(one.label, _held_text(one, node), node.how, one.note, name in assumed)
        for name, node in used.items()
        for one in (edition.parameters[name],)
    )


def _held_text(parameter: Parameter, held: Constant) -> str:
    return value_text(held.value, held.type, parameter.unit)


def assumed_criteria(edition: Edition, business: str, on: date) -> frozenset[str]:
    """The codes of the criteria measured by a figure that is assumed on the day."""
    return frozenset(
        item.criterion.code
        for item in edition.rule_set(business, on).prepared
        if any(one.assumed for one in _figures(edition, item.shown, on))
    )


def papers_of(edition: Edition, business: str) -> PaperList:
    """Every paper the business may ask for, arranged for reading."""
    materials = edition.materials_of(business)
    paper = _paper_maker(edition)
    alone = [one for one in materials if not one.group and not one.pathway]
    return PaperList(
        always=tuple(paper(one) for one in alone if not one.when),
        sometimes=tuple(paper(one) for one in alone if one.when),
        choices=tuple(
            Choice(edition.groups[group].title, _bundles(members, lambda one: one.option, paper))
            for group, members in _gathered(materials, lambda one: one.group).items()
        ),
        ways=_bundles([one for one in materials if not one.group], lambda one: _way_title(edition, one), paper),
    )


def _paper_maker(edition: Edition) -> Callable[[Material], Paper]:
    return lambda material: Paper(
        material, needs_of(material), open_of(edition, material.question), _depends(edition, material)
    )


def _depends(edition: Edition, material: Material) -> tuple[str, ...]:
    """The labels of what decides whether a paper is due; of a group the option says it already."""
    when = edition.whens.get(material.code)
    if when is None or material.group:
        return ()
    named = dict.fromkeys(node.spec.name for node in walk(when) if isinstance(node, Fact))
    return tuple(edition.facts[name].label for name in named)


def _bundles(
    materials: Iterable[Material], key: Callable[[Material], str], paper: Callable[[Material], Paper]
) -> tuple[Bundle, ...]:
    found = _gathered(materials, key)
    return tuple(Bundle(title, tuple(paper(one) for one in members)) for title, members in found.items())


def _gathered(materials: Iterable[Material], key: Callable[[Material], str]) -> dict[str, list[Material]]:
    """By key, in order; those without one are left out."""
    found: dict[str, list[Material]] = {}
    for material in materials:
        if key(material):
            found.setdefault(key(material), []).append(material)
    return found


def _way_title(edition: Edition, material: Material) -> str:
    return " 或 ".join(edition.criterion(code).title for code in material.pathway)


@dataclass(frozen=True, slots=True)
class Due:
    """A paper due for a situation, with its requirements on the day; `why` says on what an uncertain one depends."""

    material: Material
    needs: tuple[str, ...]
    why: str = ""

    @property
    def by(self) -> str:
        """Who hands it in."""
        return BY.get(self.material.by, self.material.by)


@dataclass(frozen=True, slots=True)
class DuePapers:
    """The papers of a situation: those needed in any case, and those that depend on what is not answered yet."""

    certain: tuple[Due, ...]
    open: tuple[Due, ...]


def due_papers(edition: Edition, due: Iterable[MaterialDue]) -> DuePapers:
    """Arranged for the list that a person prints."""
    rows = [(one, Due(one.material, notes_of(one), _why(edition, one))) for one in due]
    return DuePapers(
        certain=tuple(row for one, row in rows if one.certain),
        open=tuple(row for one, row in rows if not one.certain),
    )


def _why(edition: Edition, one: MaterialDue) -> str:
    if one.ways:
        return f"按“{'、'.join(edition.criterion(code).title for code in one.ways)}”申报时要"
    if one.group and not one.certain:
        return f"选“{one.material.option}”的要交"
    return one.material.option
