"""Effects of handing in: what was known is kept."""

from gongju.actions.matter import Matter
from gongju.casework import records
from gongju.employers import profile as employer_profile
from gongju.journal.refs import SubjectRef
from gongju.people import profile


def take_snapshot(matter: Matter) -> tuple[SubjectRef, ...]:
    """Keep facts, profile and employer's particulars as they are at this submission (CY-Q85)."""
    case = matter.case
    records.take_snapshot(
        case,
        now=matter.now,
        facts=matter.facts,
        profile=profile.contents(case.person) if case.person else {},
        employer=employer_profile.contents(case.employer) if case.employer else {},
    )
    return ()
