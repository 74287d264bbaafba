"""Effects of handing in: what was known is kept, and other offices are asked for what they know."""

from gongju.actions.asking_offices import ask_about_employer, ask_about_person
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


def ask_offices(matter: Matter) -> tuple[SubjectRef, ...]:
    """Ask again what other offices were not asked lately (DC-215, DX-225); the worker does it afterwards."""
    if matter.case.person is not None:
        ask_about_person(matter.case.person, now=matter.now)
    elif matter.case.employer is not None:
        ask_about_employer(matter.case.employer, now=matter.now)
    return ()
