"""Reading enquiries: the desk of an office, one's own, answers kept ready, published help entries."""

from __future__ import annotations

import json
from datetime import datetime

from django.db.models import F, QuerySet

from gongju.enquiries.models import CannedAnswer, Enquiry, HelpEntry


def desk(enquiries: QuerySet[Enquiry]) -> QuerySet[Enquiry]:
    """Those that wait in front, the oldest first; then the answered ones, the newest first."""
    named = enquiries.select_related("person", "employer", "answered_by")
    return named.order_by(F("answered_at").desc(nulls_first=True), "at", "pk")


def of_person(person_id: int) -> QuerySet[Enquiry]:
    """A person's questions, the newest in front."""
    return Enquiry.objects.filter(person_id=person_id).order_by("-at", "-pk")


def of_employer(employer_id: int) -> QuerySet[Enquiry]:
    """An employer's questions, the newest in front."""
    return Enquiry.objects.filter(employer_id=employer_id).order_by("-at", "-pk")


def by_token(token: str) -> Enquiry | None:
    """The question at an address; None for one that was never given out."""
    return Enquiry.objects.filter(token=token).first()


def canned(authority: str) -> QuerySet[CannedAnswer]:
    """The answers an office keeps ready."""
    return CannedAnswer.objects.filter(authority=authority)


def published() -> QuerySet[HelpEntry]:
    """The help entries that are shown, in the order of their making."""
    return HelpEntry.objects.filter(withdrawn_at__isnull=True).order_by("at", "pk")


def as_file(entry: HelpEntry) -> str:
    """The text of the file `help/<topic>.md` that says the same, to be kept with the release."""
    head = [f"question = {_quoted(entry.question)}", f"part = {_quoted(entry.part)}", "order = 900"]
    if entry.authority:
        head.append(f"authority = {_quoted(entry.authority)}")
    return "\n".join(["+++", *head, "+++", entry.text.strip().replace("\r\n", "\n"), ""])


def _quoted(text: str) -> str:
    """As TOML writes it, without the signs that end a file's head."""
    return json.dumps(text, ensure_ascii=False).replace("+", "\\u002b")


def askers_before(moment: datetime) -> QuerySet[Enquiry]:
    """Visitors' questions answered before a moment whose name and phone number are still kept, the oldest first."""
    known = Enquiry.objects.filter(person__isnull=True, employer__isnull=True, forgotten_at__isnull=True)
    return known.filter(answered_at__lt=moment).order_by("pk")
