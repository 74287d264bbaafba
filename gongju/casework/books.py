"""The books of this installation: rulebooks, procedures and the calendar, loaded from files and read back by digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from gongju.casework.models import CalendarDay, ProcedureText, RulebookText
from gongju.errors import NotFound, Refusal
from gongju.rules.calendar import WorkCalendar
from gongju.rules.edition import Edition
from gongju.rules.holidays import published_calendar
from gongju.rules.procedure import Procedure
from gongju.rules.procedure_reading import read_procedure, read_procedures
from gongju.rules.reading import read_library_texts
from gongju.rules.wording import day_text

KEPT_EDITIONS = 64


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `load_books` added: keys of editions ("changping/2021-08") and of procedures, new ones alone."""

    editions: tuple[str, ...]
    procedures: tuple[str, ...]


@transaction.atomic
def load_books(*, now: datetime, rulebooks: Path, procedures: Path) -> Loaded:
    """Add every edition and procedure whose text is not yet in the tables; what is there is never touched.

    Raises RulebookFaults or ProcedureFaults, and then adds nothing.
    """
    return Loaded(_load_rulebooks(now, rulebooks), _load_procedures(now, procedures))


def _load_rulebooks(now: datetime, folder: Path) -> tuple[str, ...]:
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.toml"))}
    known = set(RulebookText.objects.values_list("digest", flat=True))
    fresh = [one for one in read_library_texts(texts).editions if one.digest not in known]
    RulebookText.objects.bulk_create(
        RulebookText(
            authority=one.authority,
            edition=one.edition,
            digest=one.digest,
            text=one.source,
            sources={path: texts[path] for path in one.paths},
            in_force=one.in_force,
            until=one.until,
            loaded_at=now,
        )
        for one in fresh
    )
    return tuple(one.key for one in fresh)


def _load_procedures(now: datetime, folder: Path) -> tuple[str, ...]:
    known = set(ProcedureText.objects.values_list("digest", flat=True))
    fresh = [one for one in read_procedures(folder) if one.digest not in known]
    ProcedureText.objects.bulk_create(
        ProcedureText(type=one.type, edition=one.edition, digest=one.digest, text=one.text, loaded_at=now)
        for one in fresh
    )
    return tuple(f"{one.type}/{one.edition}" for one in fresh)


def edition_for(authority: str, on: date) -> Edition:
    """The edition of the authority that counts on the day, by its latest loaded reading. Refusal if there is none.

    Serves (DC-003, LF-15).
    """
    digest = (
        RulebookText.objects.filter(Q(until__isnull=True) | Q(until__gte=on), authority=authority, in_force__lte=on)
        .order_by("-in_force", "-loaded_at", "-pk")
        .values_list("digest", flat=True)
        .first()
    )
    if digest is None:
        raise Refusal(
            "rulebook.none",
            f"{day_text(on)}没有施行中的办理规则。",
            where=authority,
            do="请向该区人力社保部门咨询。",
        )
    return edition_by_digest(digest)


@lru_cache(maxsize=KEPT_EDITIONS)
def edition_by_digest(digest: str) -> Edition:
    """The edition with that digest, read from the table alone and kept: a digest never means another text."""
    row = RulebookText.objects.filter(digest=digest).first()
    if row is None:
        raise NotFound("这份办理规则")
    editions = read_library_texts(row.sources).editions
    return next(one for one in editions if (one.authority, one.edition) == (row.authority, row.edition))


def rulebook_row(digest: str) -> RulebookText:
    """The row that a case points to, without its texts. NotFound if it was never loaded."""
    row = RulebookText.objects.filter(digest=digest).defer("text", "sources").first()
    if row is None:
        raise NotFound("这份办理规则")
    return row


def districts(on: date) -> tuple[Edition, ...]:
    """The edition in force of every authority that handles cases itself, by authority."""
    rows = (
        RulebookText.objects.filter(Q(until__isnull=True) | Q(until__gte=on), in_force__lte=on)
        .order_by("authority", "in_force", "loaded_at", "pk")
        .values_list("authority", "digest")
    )
    editions = [edition_by_digest(digest) for digest in dict(rows).values()]
    return tuple(one for one in editions if one.extends)


def readings(authority: str, on: date) -> Iterator[Edition]:
    """Every loaded reading of every edition that has come into force by the day, the one to count first."""
    rows = RulebookText.objects.filter(authority=authority, in_force__lte=on)
    for digest in rows.order_by("-in_force", "-loaded_at", "-pk").values_list("digest", flat=True):
        yield edition_by_digest(digest)


def editions() -> tuple[Edition, ...]:
    """Every loaded edition of every authority that handles cases itself, each by its latest reading, in order."""
    rows = RulebookText.objects.order_by("authority", "in_force", "loaded_at", "pk").values_list(
        "authority", "edition", "digest"
    )
    latest = {(authority, edition): digest for authority, edition, digest in rows}
    return tuple(one for digest in latest.values() if (one := edition_by_digest(digest)).extends)


def procedure_for(type: str) -> Procedure:
    """The procedure that new cases of a type follow: the newest edition, by its latest loaded text."""
    digest = (
        ProcedureText.objects.filter(type=type)
        .order_by("-edition", "-loaded_at", "-pk")
        .values_list("digest", flat=True)
        .first()
    )
    if digest is None:
        raise NotFound("这类业务")
    return procedure_by_digest(digest)


def procedures() -> tuple[Procedure, ...]:
    """The procedure that new cases follow, of every business there is, by type. One query, once each is read."""
    rows = ProcedureText.objects.order_by("type", "edition", "loaded_at", "pk").values_list("type", "digest")
    return tuple(procedure_by_digest(digest) for digest in dict(rows).values())


@lru_cache(maxsize=KEPT_EDITIONS)
def procedure_by_digest(digest: str) -> Procedure:
    """The procedure with that digest, read from the table alone and kept."""
    row = ProcedureText.objects.filter(digest=digest).first()
    if row is None:
        raise NotFound("这类业务")
    return read_procedure(row.text, f"procedures/{row.type}/{row.edition}.toml")


def procedure_row(digest: str) -> ProcedureText:
    """The row that a new case points to, without its text. NotFound if it was never loaded."""
    row = ProcedureText.objects.filter(digest=digest).defer("text").first()
    if row is None:
        raise NotFound("这类业务")
    return row


def work_calendar() -> WorkCalendar:
    """Working days as known now: the library's, overridden by the days an office has set. One query."""
    return _calendar(tuple(CalendarDay.objects.values_list("day", "working", "document")))


@lru_cache(maxsize=4)
def _calendar(days: tuple[tuple[date, bool, str], ...]) -> WorkCalendar:
    """A year counts as published once days are entered from its notice, that is, with the notice's number."""
    from_notices = {day.year for day, _, document in days if document}
    return published_calendar().overridden({day: working for day, working, _ in days}, from_notices)
