"""The self-check: what was answered, what is asked next, what came out. Nothing of it is kept anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongju.portals.shared.fields import field_of_fact
from gongju.portals.shared.forms import Box, Form, Sent
from gongju.portals.shared.parsing import UNSURE, value_text
from gongju.rules.advice import Advice, Plan, advise
from gongju.rules.edition import Edition
from gongju.rules.facts import Facts, FactSpec
from gongju.rules.outcome import Outcome
from gongju.rules.questions import live_facts, remaining_questions
from gongju.rules.verdict import CriterionResult, Verdict, assess

ASKING, SKIPPED, NEXT, SKIP, CHANGE, ALL = "asking", "skipped", "next", "skip", "change", "all"
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
    left: int
    answers: tuple[Answer, ...]
    carried: tuple[tuple[str, str], ...]
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
    waiting = deciding or (others if ALL in sent else [])
    asked = _asked(form, sent, waiting)
    return Inquiry(
        question=form[asked] if asked else None,
        left=len([name for name in waiting if name != asked]),
        answers=tuple(_answers(edition, form, skipped)),
        carried=(*_carried(form, skipped, asked), *(((ALL, "1"),) if ALL in sent else ())),
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


def facts_sent(edition: Edition, business: str, on: date, sent: Sent) -> Facts:
    """The facts that the page of the self-check sent, those that cannot be read left out."""
    return _form(edition, business, on, sent).values


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


def _carried(form: Form, skipped: set[str], asked: str) -> Iterable[tuple[str, str]]:
    """The answers and what is skipped, without what is asked on this page."""
    for box in form:
        if box.name != asked and not box.fault and box.value is not None:
            yield from box.sent_again
    yield from ((SKIPPED, name) for name in sorted(skipped - {asked}))
