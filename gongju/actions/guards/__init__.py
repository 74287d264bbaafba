"""What may stand against a move, by the names that procedure files use; one module for each subject."""

from collections.abc import Callable, Iterable

from gongju.actions.guards import (
    answers,
    appointment,
    changes,
    comparisons,
    employer,
    employment,
    findings,
    hearing,
    papers,
    particulars,
    permit,
    person,
    quota,
    rounds,
    sanction,
    service,
    verdict,
)
from gongju.actions.matter import Matter
from gongju.actions.objection import Objection

Guard = Callable[[Matter], Iterable[Objection]]

GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        answers.answers_complete,
        answers.facts_complete,
        appointment.appointment_come,
        employer.employer_complete,
        changes.change_stated,
        comparisons.comparisons_settled,
        changes.children_differ,
        changes.permit_valid,
        employer.employer_open,
        employer.employer_serves,
        employer.not_open_yet,
        employer.settled_in_old_district,
        employer.territorial_office_chosen,
        employment.employed,
        findings.faults_answered,
        findings.faults_named,
        findings.no_open_faults,
        hearing.answer_term_over,
        hearing.heard,
        papers.all_papers_complete,
        papers.originals_received,
        papers.own_papers_complete,
        papers.papers_fit,
        particulars.particulars_changed,
        permit.permit_lives,
        permit.permit_over,
        permit.permit_renewable,
        permit.permit_transferable,
        person.holds_no_permit,
        person.profile_complete,
        quota.place_free,
        service.request_named,
        service.request_possible,
        rounds.applicants_fit,
        rounds.being_published,
        rounds.may_withdraw,
        rounds.not_asked_yet,
        rounds.nothing_unmet,
        rounds.places_asked,
        rounds.round_open,
        verdict.cautions_acknowledged,
        sanction.no_sanction,
        verdict.criteria_decided,
        verdict.fit_or_restricted,
        verdict.not_plainly_unmet,
        verdict.records_allow,
        verdict.restriction_provided,
    )
}
