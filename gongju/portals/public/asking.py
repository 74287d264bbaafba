"""The self-check: what was answered, what is asked next, what came out. Nothing of it is kept anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongju.forms.checking import UNSURE
from gongju.portals.shared.fields import field_of_fact
from gongju.portals.shared.forms import Box, Form, Sent
from gongju.portals.shared.parsing import value_text
from gongju.rules.advice import Advice, Plan, advise
from gongju.rules.edition import Edition
from gongju.rules.facts import Facts, FactSpec
from gongju.rules.outcome import Outcome
from gongju.rules.questions import live_facts, remaining_questions
from gongju.rules.verdict import CriterionResult, Verdict, assess

ASKING, SKIPPED, NEXT, SKIP, CHANGE, ALL, TRAIL = "asking", "skipped", "next", "skip", "change", "all", "trail"
KEPT = ("truth", "choice", "choices", "count", "number", "money", "duration")
ADVISED = (Outcome.UNMET, Outcome.TO_BE_JUDGED)
UNANSWERED = "请先回答这一问；不清楚的可以跳过"


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact answered: its short name, and the answer in words; not `known`: skipped."""

    name: str
    label: str
    text: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """Everything the page shows. `question` is None when nothing is left to ask; `carried` goes into hidden inputs."""

    question: Box | None
    previous: str
    """The question asked before this one, "" at the first."""
    left: int
    answers: tuple[Answer, ...]
    carried: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    """The answers that may stand in an address: options and figures. Days are left out: a birthday tells who one is."""
    facts: Facts
    verdict: Verdict
    advice: Advice | None
    further: bool
    """The verdict stands, but criteria are left that further questions would settle."""

    @property
    def begun(self) -> bool:
        """Whether anything was answered or skipped."""
        return bool(self.answers)

    @property
    def known(self) -> tuple[Answer, ...]:
        """What was answered."""
        return tuple(one for one in self.answers if one.known)

    @property
    def skipped(self) -> tuple[Answer, ...]:
        """What was skipped."""
        return tuple(one for one in self.answers if not one.known)

    @property
    def number(self) -> int:
        """Which question this is, counted from 1."""
        return len([one for one in self.answers if not self.question or one.name != self.question.name]) + 1

    @property
    def known_of(self) -> tuple[int, int]:
        """How many of the conditions have come to a result, and how many there are; the pathways count as one."""
        single = [one.outcome for one in self.verdict.criteria if one.kind != "pathway"]
        ways = [one.outcome for one in self.verdict.criteria if one.kind == "pathway"]
        open_ways = Outcome.NOT_KNOWN in ways and Outcome.MET not in ways
        settled = sum(outcome is not Outcome.NOT_KNOWN for outcome in single) + (bool(ways) and not open_ways)
        return settled, len(single) + bool(ways)

    @property
    def lacking(self) -> tuple[CriterionResult, ...]:
        """The criteria in the way; a pathway stands in the way only where none is left."""
        unmet = self.verdict.of(Outcome.UNMET)
        return tuple(one for one in unmet if one.kind != "pathway")

    @property
    def no_way_left(self) -> bool:
        """Whether every pathway is unmet."""
        ways = [one.outcome for one in self.verdict.criteria if one.kind == "pathway"]
        return bool(ways) and all(outcome is Outcome.UNMET for outcome in ways)

    @property
    def short_of(self) -> int:
        """How many things are in the way: each criterion, and the pathways together."""
        return len(self.lacking) + self.no_way_left

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans that change more than the day; mere waiting is told by the first day."""
        plans = self.advice.plans if self.advice else ()
        return tuple(plan for plan in plans if any(change.fact != "on" for change in plan.changes))

    @property
    def to_judge(self) -> tuple[CriterionResult, ...]:
        """What an officer decides."""
        return self.verdict.of(Outcome.TO_BE_JUDGED)


def inquire(edition: Edition, business: str, on: date, sent: Sent) -> Inquiry:
    """Read what the page sent, judge it, and find what to ask next."""
    form = _form(edition, business, on, sent)
    facts, skipped = form.values, _skipped(form, sent)
    verdict = assess(edition, business, on, facts)
    deciding = _names(remaining_questions(edition, business, on, facts), skipped)
    others = [] if deciding else _names(_unsettled(edition, business, on, facts), skipped)
    waiting = deciding or (others if ALL in sent or _mendable(verdict) else [])
    asked = _asked(form, sent, waiting)
    trail = _trail(form, skipped, sent)
    return Inquiry(
        question=form[asked] if asked else None,
        previous=_before(trail, asked),
        left=len([name for name in waiting if name != asked]),
        answers=tuple(_answers(edition, form, skipped)),
        carried=_carried(form, skipped, asked, trail, sent),
        kept=tuple(pair for box in form if box.value is not None and box.field.type in KEPT for pair in box.sent_again),
        facts=facts,
        verdict=verdict,
        further=bool(others) and not waiting,
        advice=advise(edition, business=business, on=on, facts=facts) if verdict.outcome in ADVISED else None,
    )


def _names(specs: Iterable[FactSpec], skipped: set[str]) -> list[str]:
    return [spec.name for spec in specs if spec.name not in skipped]


def _unsettled(edition: Edition, business: str, on: date, facts: Facts) -> tuple[FactSpec, ...]:
    """The facts that would settle criteria the verdict no longer hangs on; of pathways only while none is met."""
    rules = edition.rule_set(business, on)
    pairs = tuple(zip(rules.prepared, rules.outcomes(facts), strict=True))
    met = any(item.criterion.kind == "pathway" and outcome is Outcome.MET for item, outcome in pairs)
    unknown = (item for item, outcome in pairs if outcome is Outcome.NOT_KNOWN)
    left = (item for item in unknown if not (met and item.criterion.kind == "pathway"))
    return tuple(dict.fromkeys(spec for item in left for tree in item.trees for spec in live_facts(tree, facts)))


def _mendable(verdict: Verdict) -> bool:
    """Whether all that is unmet is a condition one may come to meet, so that the others are worth looking at too."""
    unmet = verdict.of(Outcome.UNMET)
    return verdict.outcome is Outcome.UNMET and all(one.kind != "exclusion" for one in unmet)


@dataclass(frozen=True, slots=True)
class Answered:
    """What the page of the self-check sent: the facts, and everything that leads back to where one was."""

    facts: Facts
    carried: tuple[tuple[str, str], ...]


def answered(edition: Edition, business: str, on: date, sent: Sent) -> Answered:
    """The answers that were sent, those that cannot be read left out."""
    form = _form(edition, business, on, sent)
    skipped = _skipped(form, sent)
    return Answered(form.values, _carried(form, skipped, "", _trail(form, skipped, sent), sent))


def _form(edition: Edition, business: str, on: date, sent: Sent) -> Form:
    specs = edition.rule_set(business, on).facts_used
    return Form([field_of_fact(edition.facts[spec.name], big=True) for spec in specs], sent)


def _last(sent: Sent, name: str) -> str:
    return (sent.getlist(name) or [""])[-1]


def _skipped(form: Form, sent: Sent) -> set[str]:
    """Facts that the person is not sure of: not asked again unless wanted."""
    said = {box.name for box in form if box.typed.parts == (UNSURE,)}
    named = {*sent.getlist(SKIPPED), *sent.getlist(SKIP)} & set(form.boxes)
    return (said | named) - set(form.values)


def _asked(form: Form, sent: Sent, waiting: list[str]) -> str:
    """What is asked: what is to be changed, what could not be read, what was left blank, else the next one."""
    change, asking = _last(sent, CHANGE), _last(sent, ASKING)
    if change in form.boxes:
        return change
    if form.faults:
        return form.faults[0].name
    if NEXT in sent and asking in waiting and form[asking].typed.blank:
        form.blame(asking, UNANSWERED)
        return asking
    return waiting[0] if waiting else ""


def _answers(edition: Edition, form: Form, skipped: set[str]) -> Iterable[Answer]:
    for name, box in form.boxes.items():
        if box.value is not None:
            yield Answer(name, edition.facts[name].label, value_text(box.field, box.value), known=True)
        elif name in skipped:
            yield Answer(name, edition.facts[name].label, "不清楚", known=False)


def _trail(form: Form, skipped: set[str], sent: Sent) -> tuple[str, ...]:
    """The questions answered or skipped so far, in the order in which they were asked."""
    named = dict.fromkeys((*sent.getlist(TRAIL), _last(sent, ASKING)))
    return tuple(name for name in named if name in form.values or name in skipped)


def _before(trail: tuple[str, ...], asked: str) -> str:
    earlier = trail[: trail.index(asked)] if asked in trail else trail
    return earlier[-1] if earlier and asked else ""


def _carried(
    form: Form, skipped: set[str], asked: str, trail: tuple[str, ...], sent: Sent
) -> tuple[tuple[str, str], ...]:
    """The answers and what is skipped, without what is asked on this page; the way here, and the wish for more."""
    held = (box for box in form if box.name != asked and not box.fault and box.value is not None)
    return (
        *(pair for box in held for pair in box.sent_again),
        *((SKIPPED, name) for name in sorted(skipped - {asked})),
        *((TRAIL, name) for name in trail),
        *(((ALL, "1"),) if ALL in sent else ()),
    )
