"""One edition of one authority's published rules, complete: its own entries over those it extends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from .comparison_rule import ComparisonRule
from .constants import assumed_on, constants_on
from .criterion import Criterion
from .entries import (
    Benefit,
    Business,
    Caution,
    Contact,
    Information,
    NotModelled,
    Parameter,
    Question,
    QuotaRound,
    StateChange,
    Step,
    Table,
    Term,
    Value,
)
from .expression import Scope
from .facts import FactTable
from .nearest import nearest
from .paper_entries import Group, Material
from .retirement import RetirementTable
from .ruleset import RuleSet
from .tree import Constant, Named, Node
from .worked import Base, CriterionExample, Example


class NoEditionInForce(LookupError):
    """No edition of that authority is in force on that day; the message says which there are."""


class UnknownBusiness(LookupError):
    """The edition does not handle that business; the message names those it does."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Edition:
    """What counts for one authority from `in_force` to `until` (None: until the next edition) (DC-003, LF-15)."""

    authority: str
    prefix: str
    """Two capital letters that case numbers begin with, as "CP"."""
    name: str
    edition: str
    title: str
    in_force: date
    checked_on: date
    until: date | None = None
    assumed: bool = False
    """The days it counts from and until stand in no document; `question` says what they rest on."""
    question: str = ""
    extends: str = ""
    office: str = ""
    """The name of the office in the field's words, e.g. 昌平区人力社保局."""
    facts: FactTable
    own_facts: tuple[str, ...] = ()
    """Names of the facts this edition adds to the shared ones, or words anew."""
    retirement: RetirementTable
    businesses: Mapping[str, Business] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    criteria: tuple[Criterion, ...] = ()
    materials: tuple[Material, ...] = ()
    cautions: tuple[Caution, ...] = ()
    comparisons: tuple[ComparisonRule, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    steps: tuple[Step, ...] = ()
    state_changes: tuple[StateChange, ...] = ()
    quota: tuple[Information, ...] = ()
    rounds: tuple[QuotaRound, ...] = ()
    contacts: tuple[Contact, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    information: tuple[Information, ...] = ()
    not_modelled: tuple[NotModelled, ...] = ()
    bases: Mapping[str, Base] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    criterion_examples: tuple[CriterionExample, ...] = ()
    accounts_for: tuple[str, ...] = ()
    """Ids of the requirement rows of which each must be cited somewhere in this edition."""
    readings: Mapping[str, str] = field(default_factory=dict)
    """The reading taken for each open question."""
    scope: Scope = field(default_factory=Scope)
    named: Mapping[str, Named] = field(default_factory=dict)
    whens: Mapping[str, Node] = field(default_factory=dict)
    """The checked tree of each material's `when`, by code."""
    paths: tuple[str, ...] = ()
    """Every file it is built from: itself, those it extends, the shared ones."""
    digest: str = ""
    """SHA-256 over the paths and texts of those files."""
    source: str = ""
    """The text of its own file."""

    @property
    def key(self) -> str:
        """authority/edition, as "changping/2021-08"."""
        return f"{self.authority}/{self.edition}"

    @property
    def judged_on(self) -> Mapping[str, str]:
        """For each business the moment whose day decides: "submission" or "acceptance"."""
        return {name: business.judged_on for name, business in self.businesses.items()}

    @property
    def stages(self) -> Mapping[str, tuple[str, ...]]:
        """For each business the stages of its procedure that this authority has."""
        return {name: business.stages for name, business in self.businesses.items()}

    def business(self, name: str) -> Business:
        """The business of that name. UnknownBusiness names the ones there are."""
        if name in self.businesses:
            return self.businesses[name]
        meant = nearest(name, self.businesses)
        hint = f"是否要写 {meant}？" if meant else f"可写：{'、'.join(self.businesses)}。"
        raise UnknownBusiness(f"{self.name}没有业务 {name!r}。{hint}")

    def criteria_of(self, business: str) -> tuple[Criterion, ...]:
        """The criteria of one business, in the order of the file."""
        return tuple(one for one in self.criteria if business in one.business)

    def materials_of(self, business: str) -> tuple[Material, ...]:
        """Every paper the business may ask for, whoever the person is."""
        return tuple(one for one in self.materials if business in one.business)

    def comparisons_of(self, business: str) -> Mapping[str, ComparisonRule]:
        """What follows from comparisons in one business, by the code of the office."""
        return {one.code: one for one in self.comparisons if business in one.business}

    def terms_of(self, business: str) -> tuple[Term, ...]:
        """The terms of one business."""
        return tuple(one for one in self.terms if business in one.business)

    def steps_of(self, business: str) -> tuple[Step, ...]:
        """The steps of one business, in order."""
        return tuple(one for one in self.steps if business in one.business)

    def term(self, code: str) -> Term:
        """The term with that code. KeyError if there is none."""
        return {one.code: one for one in self.terms}[code]

    def round(self, code: str) -> QuotaRound:
        """The round of quota with that code. KeyError if there is none."""
        return {one.code: one for one in self.rounds}[code]

    def material(self, code: str) -> Material:
        """The paper with that code. KeyError if there is none."""
        return {one.code: one for one in self.materials}[code]

    def criterion(self, code: str) -> Criterion:
        """The criterion with that code. KeyError if there is none."""
        return {one.code: one for one in self.criteria}[code]

    def is_in_force(self, on: date) -> bool:
        """Whether this edition counts on the day, as far as it says itself."""
        return self.in_force <= on and (self.until is None or on <= self.until)

    @property
    def figure_days(self) -> tuple[date, ...]:
        """The days from which some figure counts, in order."""
        return tuple(sorted({value.since for one in self.parameters.values() for value in one.values}))

    def constants(self, on: date) -> Mapping[str, Constant]:
        """Every parameter that has a value on the day."""
        return _constants(self, on)

    def assumed_figures(self, on: date) -> frozenset[str]:
        """The parameters whose figure on the day rests on a number or a day that no document states."""
        return assumed_on(self.parameters, on)

    def rule_set(self, business: str, on: date) -> RuleSet:
        """The criteria of a business with the constants of the day. UnknownBusiness for a name it does not have."""
        return _rule_set(self, business, on)

    def reading_as(self, readings: Mapping[str, str]) -> Edition:
        """This edition with other readings of open questions. KeyError for a question or reading it does not have."""
        for question, reading in readings.items():
            self.questions[question].readings[reading]
        return replace(self, readings={**self.readings, **readings})


@lru_cache(maxsize=512)
def _constants(edition: Edition, on: date) -> Mapping[str, Constant]:
    return constants_on(edition.parameters, edition.scope, edition.readings, on)


@lru_cache(maxsize=512)
def _rule_set(edition: Edition, business: str, on: date) -> RuleSet:
    edition.business(business)
    return RuleSet(
        criteria=edition.criteria_of(business),
        facts=edition.facts,
        constants=edition.constants(on),
        readings=edition.readings,
        values=edition.named,
        on=on,
    )


class Library:
    """All editions that were read, with the facts and the retirement table they share."""

    def __init__(self, editions: tuple[Edition, ...], facts: FactTable, retirement: RetirementTable) -> None:
        self.editions = tuple(sorted(editions, key=lambda one: (one.authority, one.in_force)))
        self.facts = facts
        self.retirement = retirement

    @property
    def authorities(self) -> tuple[str, ...]:
        """Every authority that has an edition, in order."""
        return tuple(dict.fromkeys(one.authority for one in self.editions))

    @property
    def districts(self) -> tuple[Edition, ...]:
        """The newest edition of each authority that handles cases itself (it extends the city's)."""
        newest = {one.authority: one for one in self.editions if one.extends}
        return tuple(newest.values())

    def edition(self, key: str) -> Edition:
        """The edition "authority/edition". NoEditionInForce names the nearest key."""
        found = {one.key: one for one in self.editions}
        if key in found:
            return found[key]
        meant = nearest(key, found)
        raise NoEditionInForce(
            f"没有规则 {key!r}。" + (f"是否要写 {meant}？" if meant else f"现有：{'、'.join(found)}。")
        )

    def in_force(self, authority: str, on: date) -> Edition:
        """The edition of the authority that counts on the day."""
        own = [one for one in self.editions if one.authority == authority]
        if not own:
            meant = nearest(authority, self.authorities)
            hint = f"是否要写 {meant}？" if meant else f"现有：{'、'.join(self.authorities)}。"
            raise NoEditionInForce(f"没有 {authority!r} 的规则。{hint}")
        counting = [one for one in own if one.is_in_force(on)]
        if counting:
            return counting[-1]
        spans = "；".join(f"{one.edition} 自 {one.in_force} 起" for one in own)
        raise NoEditionInForce(f"{own[0].name}在 {on} 没有施行中的规则。现有：{spans}。")
