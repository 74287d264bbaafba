"""Judge a case: gather what is known with source and trust, ask the rulebook once, keep what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from gongju.access.actor import AGENT, PERSON, STAFF
from gongju.casework import books, records
from gongju.casework.models import Case, VerdictKept
from gongju.casework.queries import expedite_of, latest_snapshot
from gongju.employers import profile as particulars
from gongju.employers.facts import TRANSFERRED, facts_of_employment, facts_of_leaving
from gongju.employers.facts import facts_of as facts_of_employer
from gongju.employers.models import Employer, Employment
from gongju.employers.proposals import facts_of as facts_of_proposal
from gongju.facts import FactValue, Source, Trust, fact_from_json, most_trusted
from gongju.people import profile
from gongju.people.facts import facts_of as facts_of_person
from gongju.permits import facts as changes
from gongju.permits import queries as permits
from gongju.quota import facts as quota
from gongju.rules.edition import Edition
from gongju.rules.facts import Facts, FactSpec, FactTable
from gongju.rules.given import read_fact
from gongju.rules.materials import facts_of_papers
from gongju.rules.procedure import AGENT as AGENT_PARTY
from gongju.rules.verdict import Verdict, assess
from gongju.sanctions.facts import facts_of as facts_of_sanctions

SAID_BY: Mapping[str, tuple[str, Source, Trust]] = {
    "本人": (PERSON, Source.APPLICANT, Trust.STATED),
    "单位": (AGENT, Source.EMPLOYER, Trust.STATED),
    "主管部门": (STAFF, Source.OFFICER, Trust.VERIFIED),
    "系统": (STAFF, Source.OFFICER, Trust.VERIFIED),
}
"""For each source that rulebooks/facts.toml names: who may answer it in a case, and how that counts."""
EXPEDITED = "urgent_for_school"
"""The fact that a case is expedited; a business whose papers hang on it grants expediting."""


def known_facts(case: Case, edition: Edition, on: date, told: Iterable[FactValue] = ()) -> tuple[FactValue, ...]:
    """Everything known for a verdict on the case, the most trusted value of each fact, in the rulebook's order.

    What the records know outweighs an equally trusted answer: of equals the later one stands. `told`: what other
    offices told.
    """
    said = tuple(answered(case.answers, edition.facts))
    found = (
        *_recorded(case, on),
        *told,
        *_of_quota(case, edition, on),
        *_of_changes(case, edition, on),
        *_of_expedite(case, edition),
        *_of_leaving(case, edition),
    )
    gathered = (*said, *_added_up(said, found))
    best = most_trusted(tuple(fact for fact in gathered if fact.name in edition.facts))
    return tuple(best[name] for name in edition.facts if name in best)


def _recorded(case: Case, on: date) -> Iterable[FactValue]:
    if case.person is not None:
        yield from facts_of_person(case.person, on)
        yield from changes.facts_of(case.person, on, employer=case.employer)
    if case.employer is not None:
        yield from _of_employer(case, case.employer, on)
        yield from facts_of_sanctions(case.employer.pk, on)
    if case.employer is not None and case.person_id is None:
        yield from facts_of_proposal(case.employer, case.number)
    if case.person is not None and case.employer is not None:
        employment = Employment.objects.filter(
            person=case.person, employer=case.employer, state=Employment.State.CONFIRMED
        ).first()
        if employment is not None:
            yield from facts_of_employment(employment, on)


def _of_employer(case: Case, employer: Employer, on: date) -> Iterable[FactValue]:
    """What is known of the employer; what it states itself as it was handed in, where the case stands by that."""
    found = facts_of_employer(employer, case.authority, on)
    handed_in = latest_snapshot(case) if stands_by_snapshot(case) else None
    if handed_in is None:
        return found
    stated = particulars.form().fact_names
    kept = (fact_from_json(one) for one in handed_in.facts)
    said = [fact for fact in kept if fact.name in stated and fact.source == Source.EMPLOYER]
    return [*said, *(fact for fact in found if fact.source != Source.EMPLOYER)]


def stands_by_snapshot(case: Case) -> bool:
    """Whether the employer's particulars count as they were handed in, whatever became of them since (DC-015)."""
    if case.person_id is not None or case.submitted_at is None:
        return False
    procedure = books.procedure_by_digest(case.procedure.digest)
    return not procedure.holds_particulars and AGENT_PARTY not in procedure.stage(case.stage).edits


def _of_quota(case: Case, edition: Edition, on: date) -> Iterable[FactValue]:
    """What the lots know, where the rules of this business look at it."""
    looked_at = {spec.name for spec in edition.rule_set(case.type, on).facts_used}
    if case.person is None:
        looked_at |= {name for one in edition.rounds for name in one.figures}
    if case.employer is not None and looked_at & quota.TOLD:
        yield from quota.facts_of(case.employer.pk, case.authority, on, looked_at & quota.TOLD)
    if case.person is None and quota.NAMED in looked_at:
        yield from quota.facts_of_request(case)


def _of_changes(case: Case, edition: Edition, on: date) -> Iterable[FactValue]:
    """What differs between profile and permit, where the rules of this business look at it (CY-Q91)."""
    looked_at = {spec.name for spec in edition.rule_set(case.type, on).facts_used}
    looked_at |= facts_of_papers(edition, case.type)
    permit = permits.held_on(case.person_id, on) if case.person_id and looked_at & changes.TOLD else None
    if permit is not None and case.person is not None:
        yield from changes.facts_of_changes(permit, profile.contents(case.person), on)


def _of_expedite(case: Case, edition: Edition) -> Iterable[FactValue]:
    """Whether the case is expedited, where the papers of this business hang on it (DC-195)."""
    if EXPEDITED in facts_of_papers(edition, case.type):
        asked = case.pk is not None and expedite_of(case) is not None
        yield FactValue(EXPEDITED, asked, Source.SYSTEM, Trust.CONFIRMED)


def _of_leaving(case: Case, edition: Edition) -> Iterable[FactValue]:
    """How the person left the former employer, where a paper of this business hangs on it (CY-Q79)."""
    if case.person_id is not None and TRANSFERRED in facts_of_papers(edition, case.type):
        yield from facts_of_leaving(case.person_id)


def _added_up(said: Iterable[FactValue], found: Iterable[FactValue]) -> Iterable[FactValue]:
    """Where of several choices the system found some itself, those that a party names besides count too (DC-081)."""
    named = {fact.name: fact.value for fact in said if isinstance(fact.value, frozenset)}
    for fact in found:
        besides = named.get(fact.name, frozenset())
        if isinstance(fact.value, frozenset) and not besides <= fact.value:
            yield replace(fact, value=besides | fact.value, source=Source.APPLICANT)
        else:
            yield fact


def answered(answers: Mapping[str, Any], specs: FactTable) -> Iterable[FactValue]:
    """The answers given in the case itself; one that an edition no longer knows, or reads otherwise, is not known."""
    for name, value in answers.items():
        if name not in specs or value in ("", None):
            continue
        _, source, trust = SAID_BY.get(specs[name].source, SAID_BY["本人"])
        try:
            held = read_fact(specs[name], value)
        except ValueError:
            continue
        yield FactValue(name=name, value=held, source=source, trust=trust)


def is_said_by(spec: FactSpec, kind: str) -> bool:
    """Whether an actor of that kind may answer for the fact in a case."""
    return spec.source in SAID_BY and SAID_BY[spec.source][0] == kind


def day_judged(case: Case, edition: Edition, now: datetime) -> date:
    """The day whose rules and figures count: of submission or acceptance, as the rulebook says; today until then.

    Serves (DX-043, DX-158, DX-171, LF-15).
    """
    moment = case.accepted_at if edition.judged_on.get(case.type) == "acceptance" else case.submitted_at
    return localdate(moment or now)


def day_handed_in(case: Case, now: datetime) -> date:
    """The day whose windows and terms papers are held against: of the first submission; today until then."""
    return localdate(case.submitted_at or now)


def held(facts: Iterable[FactValue]) -> Facts:
    """The facts as the rules take them: name to held value."""
    return {fact.name: fact.value for fact in facts}  # type: ignore[misc]


def verdict_on(case: Case, edition: Edition, on: date, facts: Iterable[FactValue]) -> Verdict:
    """The verdict, reached and not kept."""
    return assess(edition, case.type, on, held(facts))


def keep(
    case: Case, edition: Edition, *, now: datetime, moment: str, facts: tuple[FactValue, ...], verdict: Verdict
) -> VerdictKept:
    """Keep a verdict with the facts it saw, so that it is shown from there and can be run again."""
    return records.keep_verdict(
        case,
        now=now,
        moment=moment,
        edition_digest=edition.digest,
        facts=facts,
        verdict=verdict.as_json(),
        outcome=verdict.outcome.value,
    )


def judged_again(kept: VerdictKept, edition: Edition) -> Verdict:
    """The verdict run again on exactly the facts it saw; it must equal the one kept (LF-15)."""
    there = Verdict.from_json(kept.verdict)
    return assess(edition, there.business, there.on, held(map(fact_from_json, kept.facts)))
