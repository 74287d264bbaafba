"""Writing what is handed in to a case and what officers find in it. Called by actions alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from gongju.casework.models import Case, Correction, Expedite, Finding, HandedIn, Waiver
from gongju.documents.models import Version
from gongju.errors import BadInput, MovedOn


def hand_in(case: Case, *, material: str, version: Version, now: datetime, instead_of: int | None = None) -> HandedIn:
    """Add a file version as a material, in place of others of the same document; twice is once. The case is held.

    `instead_of`: key of a paper of this material whose place it takes besides; nothing where it is there no more.
    """
    there = HandedIn.objects.filter(case=case, material=material, removed_at=None)
    there = there.filter(Q(version__document=version.document) | Q(pk=instead_of))
    kept = None
    for paper in there:
        if paper.version_id == version.pk:
            kept = paper
        else:
            take_back(paper.pk, now=now)
    return kept or HandedIn.objects.create(case=case, material=material, version=version, at=now)


def take_back(handed_in_id: int, *, now: datetime) -> None:
    """Take a paper out of its case. MovedOn when it was taken out already."""
    if not HandedIn.objects.filter(pk=handed_in_id, removed_at__isnull=True).update(removed_at=now):
        raise MovedOn("这份材料")


def mark(handed_in_id: int, *, state: str, remark: str = "") -> None:
    """Note whether a paper is fit; what is unfit needs a remark that says why."""
    if state == HandedIn.State.UNFIT and not remark.strip():
        raise BadInput.of("remark", "请写明这份材料哪里不符合。")
    if not HandedIn.objects.filter(pk=handed_in_id, removed_at__isnull=True).update(state=state, remark=remark):
        raise MovedOn("这份材料")


def receive_original(handed_in_id: int, *, on: date) -> None:
    """Note the day on which the paper itself came; noted again, the later word counts."""
    if not HandedIn.objects.filter(pk=handed_in_id, removed_at__isnull=True).update(original_on=on):
        raise MovedOn("这份材料")


def mark_pending_fit(case: Case) -> list[int]:
    """Note as fit every paper of the case that nobody has looked at; gives their keys. The case is held meanwhile.

    A paper with an open fault, after which no other came in its place, has been looked at.
    """
    lying = HandedIn.objects.filter(case=case, removed_at__isnull=True)
    newer = lying.filter(material=OuterRef("about"), at__gt=OuterRef("at"))
    faults = Finding.objects.filter(case=case, resolved_at=None, about_kind=Finding.About.MATERIAL)
    faulty = faults.exclude(Exists(newer)).values("about")
    pending = lying.filter(state=HandedIn.State.PENDING).exclude(material__in=faulty)
    keys = list(pending.order_by("pk").values_list("pk", flat=True))
    pending.filter(pk__in=keys).update(state=HandedIn.State.FIT)
    return keys


def find(
    case: Case,
    *,
    now: datetime,
    by_id: int,
    about_kind: str,
    about: str,
    fault: str,
    text: str,
    clause: str = "",
    page: int | None = None,
) -> Finding:
    """Note one fault, in the case's current round."""
    return Finding.objects.create(
        case=case,
        round=case.round,
        about_kind=about_kind,
        about=about,
        fault=fault,
        text=text,
        clause=clause,
        page=page,
        by_id=by_id,
        at=now,
    )


def resolve(finding_id: int, *, now: datetime) -> None:
    """Call a fault mended. MovedOn when it was already."""
    if not Finding.objects.filter(pk=finding_id, resolved_at__isnull=True).update(resolved_at=now):
        raise MovedOn("这条问题")


def issue_correction(case: Case, *, now: datetime, due_on: date | None = None) -> Correction:
    """Send all faults of the case's current round back at once (一次性告知)."""
    return Correction.objects.create(case=case, round=case.round, issued_at=now, due_on=due_on)


def answer_correction(case: Case, *, now: datetime) -> int:
    """Note that what was sent back has come in again; gives the number of corrections answered."""
    return Correction.objects.filter(case=case, answered_at__isnull=True).update(answered_at=now)


def note_reminder(correction_id: int, *, sent: int) -> bool:
    """Note how many reminders of a correction have gone out; False when as many had already."""
    waiting = Correction.objects.filter(pk=correction_id, answered_at__isnull=True, reminders__lt=sent)
    return bool(waiting.update(reminders=sent))


def expedite(case: Case, *, needed_by: date, ground: str, now: datetime) -> Expedite:
    """Ask for the case to be decided by a day; asked again, the later word counts."""
    row, _ = Expedite.objects.update_or_create(
        case=case, defaults={"needed_by": needed_by, "ground": ground, "asked_at": now}
    )
    return row


def drop_expedite(case: Case) -> bool:
    """Take the wish back; False when there was none."""
    return bool(Expedite.objects.filter(case=case).delete()[0])


def waive(case: Case, *, criterion: str, reason: str, by_id: int, now: datetime, facts: Mapping[str, object]) -> Waiver:
    """Let a soft criterion go, with the reason; a later decision on the same one takes the earlier one's place.

    `facts`: what the criterion looks at as it is known now, {name: content or None}.
    """
    if not reason.strip():
        raise BadInput.of("reason", "请写明不要求这一条的理由。")
    row, _ = Waiver.objects.update_or_create(
        case=case, criterion=criterion, defaults={"reason": reason, "by_id": by_id, "at": now, "facts": dict(facts)}
    )
    return row
