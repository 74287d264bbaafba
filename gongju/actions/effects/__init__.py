"""What follows from a move, by the names that procedure files use; one module for each subject.

An effect returns the subjects it changed besides the case, so that the journal's one entry names them too.
"""

from collections.abc import Callable

from gongju.actions.effects import (
    access,
    authority,
    changes,
    correction,
    particulars,
    permit,
    quota,
    rounds,
    service,
    submission,
)
from gongju.actions.matter import Matter
from gongju.journal.refs import SubjectRef

Effect = Callable[[Matter], tuple[SubjectRef, ...]]

EFFECTS: dict[str, Effect] = {
    effect.__name__: effect
    for effect in (
        access.open_access,
        authority.take_over_employer,
        authority.take_over_restricted,
        changes.change_children,
        changes.change_particulars,
        correction.answer_correction,
        correction.issue_correction,
        particulars.change_employer_particulars,
        permit.accept_renewal,
        permit.cancel_permit,
        permit.issue_permit,
        permit.renew_permit,
        permit.resume_permit,
        quota.give_place_back,
        quota.reserve_place,
        quota.use_place,
        service.serve_request,
        rounds.grant_places,
        rounds.join_round,
        rounds.leave_round,
        submission.ask_offices,
        submission.take_snapshot,
    )
}
