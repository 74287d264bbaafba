"""Effect of a change of the employer's particulars: what was proposed counts from now on."""

from gongju.actions.matter import Matter
from gongju.employers import profile, proposals, records
from gongju.journal.refs import SubjectRef


def change_employer_particulars(matter: Matter) -> tuple[SubjectRef, ...]:
    """Take over what the case proposes; a former name stays known with its last day (LF-07, AMC-37, CY-Q43a)."""
    employer, proposed = matter.employer, proposals.of_case(matter.case.number)
    if proposed is None:
        return ()
    for part, content in proposals.parts_after(employer, proposed).items():
        kept, checked = profile.check_part(part, content, on=matter.today)
        records.save_part(employer.pk, part, now=matter.now, content=kept, **checked.as_json())
    changed = {one.field for one in proposals.changes(employer, proposed)}
    if "name" in changed:
        name = str(proposed["name"]).strip()
        records.rename(employer, name=name, on=matter.today, case_number=matter.case.number)
    if "uscc" in changed:
        records.recode(employer, uscc="".join(str(proposed["uscc"]).split()).upper())
    return ()
