"""Effects of sending back for correction, and of the answer to it."""

from gongju.actions.answer_by import answer_by
from gongju.actions.matter import Matter
from gongju.casework import paper_records
from gongju.journal.refs import SubjectRef


def issue_correction(matter: Matter) -> tuple[SubjectRef, ...]:
    """Tell all faults of the round at once (一次性告知), to be mended by a day where the rulebook has one (DC-178)."""
    paper_records.issue_correction(matter.case, now=matter.now, due_on=answer_by(matter))
    return ()


def answer_correction(matter: Matter) -> tuple[SubjectRef, ...]:
    """Note that what was sent back has come in again."""
    paper_records.answer_correction(matter.case, now=matter.now)
    return ()
