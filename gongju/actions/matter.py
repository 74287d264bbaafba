"""A case as one move sees it: who, when, by which books, and what is known, each gathered once and only when asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.actions import judge
from gongju.actions.comparisons import Standing, kept_of, standings, told
from gongju.actions.objection import Objection
from gongju.actions.old_holder import old_employer_objections, old_holder_objections
from gongju.actions.transfers import TOLD, facts_of_transfers
from gongju.casework import books
from gongju.casework import queries as casework
from gongju.casework.models import Case, Finding, HandedIn, Snapshot, Waiver
from gongju.employers import queries as employers
from gongju.employers.models import Employer, EmployerAccess, Employment
from gongju.facts import FactValue, content_as_json
from gongju.people.models import Person
from gongju.permits import queries as permits
from gongju.permits.facts import CHANGED
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from gongju.quota import queries as quota
from gongju.registries.models import Comparison
from gongju.registries.office import Office
from gongju.registries.queries import is_answered
from gongju.registries.social_insurance import OFFICE as SOCIAL_INSURANCE
from gongju.rules.cautions import Told, cautions_for
from gongju.rules.edition import Edition
from gongju.rules.entries import REQUIRED, WHERE_SET
from gongju.rules.facts import Facts, FactSpec
from gongju.rules.materials import MaterialDue, materials_due, paper_questions
from gongju.rules.procedure import Procedure
from gongju.rules.questions import remaining_questions
from gongju.rules.verdict import CriterionResult, Outcome, Verdict

THEIRS = ("access", "employment", "kept_comparisons", "owed", "permit", "permit_state")
"""What a Matter knows of person and employer, whatever the business."""
LEVELS = (Outcome.UNMET, Outcome.NOT_KNOWN, Outcome.TO_BE_JUDGED, Outcome.MET)


@dataclass(frozen=True, kw_only=True)
class Matter:
    """`reason` is what the actor says with the move. Nothing here writes.

    `acknowledged`: codes of the cautions the actor has taken note of; None while nothing is done yet but looked at.
    """

    actor: Actor
    now: datetime
    case: Case
    procedure: Procedure
    edition: Edition
    reason: str = ""
    acknowledged: frozenset[str] | None = None
    run: str = ""
    """What many moves belong to that are made as one; kept with the journal's entry."""

    @property
    def today(self) -> date:
        """The calendar day of the move."""
        return localdate(self.now)

    @property
    def person(self) -> Person:
        """The person the case is about. Only a person's business may ask."""
        if self.case.person is None:
            raise LookupError(f"{self.case.type} has no person")
        return self.case.person

    @property
    def employer(self) -> Employer:
        """The employer the case is at."""
        if self.case.employer is None:
            raise LookupError(f"{self.case.type} has no employer")
        return self.case.employer

    @cached_property
    def day_judged(self) -> date:
        """The day whose rules count."""
        return judge.day_judged(self.case, self.edition, self.now)

    @cached_property
    def facts(self) -> tuple[FactValue, ...]:
        """What is known, with source and trust."""
        return judge.known_facts(self.case, self.edition, self.day_judged, self.told_by_offices)

    @cached_property
    def kept_comparisons(self) -> tuple[Comparison, ...]:
        """What other offices answered about the parties."""
        return kept_of(self.case)

    @cached_property
    def comparisons(self) -> tuple[Standing, ...]:
        """How what is stated compares with what other offices know."""
        return standings(self.case, self.edition, self.kept_comparisons)

    @cached_property
    def told_by_offices(self) -> Mapping[FactValue, Office]:
        """What other offices told, and which did, as far as no officer lets something else stand."""
        uscc = self.case.employer.uscc if self.case.employer else ""
        by_office = told(self.comparisons, uscc=uscc, on=self.day_judged)
        return {**by_office, **dict.fromkeys(self._told_with_permit(), SOCIAL_INSURANCE)}

    def _told_with_permit(self) -> Iterator[FactValue]:
        """What the months of insurance and the permit's employers tell together, where the rules look at it."""
        counting = (one.comparison for one in self.comparisons if one.comparison and not one.is_passed_over)
        insured = next((one for one in counting if one.office == SOCIAL_INSURANCE.code), None)
        if insured is None or not is_answered(insured, self.day_judged) or not self.case.person_id:
            return
        looked_at = {spec.name for spec in self.edition.rule_set(self.case.type, self.day_judged).facts_used}
        if looked_at & TOLD and self.permit is not None:
            found = facts_of_transfers(self.permit, insured.known.record, self.day_judged)
            yield from (one for one in found if one.name in looked_at)

    @cached_property
    def held(self) -> Facts:
        """What is known, as the rules take it."""
        return judge.held(self.facts)

    @cached_property
    def verdict(self) -> Verdict:
        """What the rulebook says of these facts."""
        return judge.verdict_on(self.case, self.edition, self.day_judged, self.facts)

    @cached_property
    def undecided(self) -> tuple[CriterionResult, ...]:
        """The criteria still in the way: not met, and no officer has decided on them."""
        return undecided(self.verdict, self.waived)

    @cached_property
    def open_questions(self) -> tuple[FactSpec, ...]:
        """The facts that matter for verdict or papers, or are asked for anyhow, and are not known; in their order."""
        open_ = set(remaining_questions(self.edition, self.case.type, self.day_judged, self.held))
        on = judge.day_handed_in(self.case, self.now)
        open_ |= set(paper_questions(self.edition, business=self.case.type, facts=self.held, on=on, due=self.due))
        asked = self.edition.business(self.case.type).asks
        open_ |= {self.edition.facts[name] for name in asked if name not in self.held}
        return tuple(spec for spec in self.edition.facts.values() if spec in open_)

    @cached_property
    def suggested(self) -> Mapping[str, list[str]]:
        """What the system found of several choices and this actor may add to, {fact name: choices}, in their order."""
        return {
            spec.name: [one for one in spec.choices if one in chosen]
            for spec in self.edition.facts.values()
            if spec.name == CHANGED and judge.is_said_by(spec, self.actor.kind)
            for chosen in [self.held.get(spec.name)]
            if isinstance(chosen, frozenset)
        }

    @property
    def questions(self) -> tuple[FactSpec, ...]:
        """Those of the open questions that are this actor's to answer."""
        return tuple(spec for spec in self.open_questions if judge.is_said_by(spec, self.actor.kind))

    @cached_property
    def due(self) -> tuple[MaterialDue, ...]:
        """The papers that these facts ask for, as of the day they are handed in."""
        on = judge.day_handed_in(self.case, self.now)
        return materials_due(self.edition, business=self.case.type, facts=self.held, on=on)

    @cached_property
    def handed_in(self) -> tuple[HandedIn, ...]:
        """The papers in the case now."""
        return tuple(casework.handed_in(self.case))

    @cached_property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """What was handed in, one for each submission, oldest first."""
        return tuple(casework.snapshots(self.case))

    @cached_property
    def open_findings(self) -> tuple[Finding, ...]:
        """The faults found and not yet cleared."""
        return tuple(casework.findings(self.case, open_only=True))

    @property
    def told_findings(self) -> tuple[Finding, ...]:
        """Those of them that the parties were told of in a notice; the others are still the office's own work."""
        return tuple(one for one in self.open_findings if one.told)  # type: ignore[attr-defined]  # annotated

    @cached_property
    def decisions(self) -> Mapping[str, Waiver]:
        """The officers' decisions by criterion, as far as what each was made on has not been altered since."""
        kept = casework.waived(self.case)
        return {code: one for code, one in kept.items() if not one.facts or one.facts == self.looked_at(code)}

    @property
    def waived(self) -> frozenset[str]:
        """Codes of the criteria an officer has decided."""
        return frozenset(self.decisions)

    def looked_at(self, criterion: str) -> dict[str, object]:
        """What a criterion looks at as it is known now, {name: content as JSON}, None for what is not known."""
        known = {fact.name: content_as_json(fact.value) for fact in self.facts}
        rules = self.edition.rule_set(self.case.type, self.day_judged)
        return {spec.name: known.get(spec.name) for spec in rules.facts_of(criterion)}

    @cached_property
    def employment(self) -> Employment | None:
        """The confirmed employment of the person at the employer of the case."""
        return Employment.objects.filter(
            person=self.person, employer=self.employer, state=Employment.State.CONFIRMED
        ).first()

    @cached_property
    def access(self) -> EmployerAccess | None:
        """What the employer may do in the district of the case; None where it never asked, or the case has none."""
        return employers.access(self.employer.pk, self.case.authority) if self.case.employer else None

    @cached_property
    def owed(self) -> tuple[Objection, ...]:
        """What a holder or an employer from the former system must complete before any business."""
        holder = old_holder_objections(self.person, self.today) if self.case.person else ()
        known = self.case.employer is not None and self.case.asked_by_id is None
        return (*holder, *(old_employer_objections(self.employer, self.today) if known else ()))

    @cached_property
    def permit(self) -> Permit | None:
        """The person's newest permit, whatever its state."""
        return permits.of_person(self.person.pk).first()

    @cached_property
    def permit_state(self) -> State | None:
        """What that permit is today."""
        return state_on(self.permit, self.today) if self.permit else None

    @cached_property
    def cautions(self) -> tuple[Told, ...]:
        """What the rulebook wants told before this is handed in."""
        return cautions_for(self.edition, business=self.case.type, facts=self.held, on=self.day_judged)

    @cached_property
    def takes_place(self) -> bool:
        """Whether the case takes a place of the employer's quota: as the rulebook says, today (AMB-22)."""
        need = self.edition.business(self.case.type).quota
        if need == WHERE_SET:
            return quota.is_set(self.employer.pk, self.case.authority, self.today)
        return need == REQUIRED

    def beside(self, case: Case, procedure: Procedure) -> Matter:
        """The same parties in another business: what is theirs whatever the business is not asked for again."""
        other = replace(self, case=case, procedure=procedure)
        other.__dict__.update({name: self.__dict__[name] for name in THEIRS if name in self.__dict__})
        return other


def matter_of(
    *,
    actor: Actor,
    now: datetime,
    case: Case,
    reason: str = "",
    acknowledged: frozenset[str] | None = None,
    run: str = "",
) -> Matter:
    """The case by its own books: the procedure it was opened under, the edition it was first handed in under."""
    digest = case.rulebook.digest if case.rulebook else ""
    edition = books.edition_by_digest(digest) if digest else books.edition_for(case.authority, localdate(now))
    procedure = books.procedure_by_digest(case.procedure.digest)
    return Matter(
        actor=actor,
        now=now,
        case=case,
        procedure=procedure,
        edition=edition,
        reason=reason,
        acknowledged=acknowledged,
        run=run,
    )


def undecided(verdict: Verdict, decided: frozenset[str]) -> tuple[CriterionResult, ...]:
    """The criteria still in the way: of pathways the best ones, and only where none is met or decided."""
    in_the_way = [one for one in verdict.criteria if one.outcome != Outcome.MET and not _settled(one, decided)]
    ways = [one for one in verdict.criteria if one.kind == "pathway"]
    best = max((LEVELS.index(one.outcome) for one in ways), default=0)
    carried = not ways or any(one not in in_the_way for one in ways)
    return tuple(
        one for one in in_the_way if one.kind != "pathway" or (not carried and LEVELS.index(one.outcome) == best)
    )


def _settled(one: CriterionResult, decided: frozenset[str]) -> bool:
    """A decision counts only for what is an officer's to decide: facts that made it plainly unmet since outweigh it."""
    return one.code in decided and one.outcome == Outcome.TO_BE_JUDGED
