"""The kinds of papers a person may keep: whatever a business of their district asks of them, once each."""

from gongju import clock
from gongju.access.actor import Actor
from gongju.casework import books
from gongju.employers import queries as employers

PHOTO = "photo"
OTHER = "other"


def kinds(actor: Actor) -> dict[str, str]:
    """Code to title, in the order of the rulebook; of several papers with one title the first counts."""
    linked = employers.confirmed(actor.person_id or 0)
    today = clock.today()
    editions = (books.edition_for(linked.employer.authority, today),) if linked else books.districts(today)[:1]
    found: dict[str, str] = {}
    for edition in editions:
        for material in edition.materials:
            if material.by == "individual" and material.title not in found.values():
                found[material.code] = material.title
    return {**found, PHOTO: "证件照片", OTHER: "其他材料"}
