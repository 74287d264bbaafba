"""Reading rounds: which of a rulebook's rounds is open on a day, and what was asked for in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongju.casework import books
from gongju.casework.models import Case
from gongju.errors import NotFound
from gongju.people.models import Person
from gongju.quota.models import Lot, NamedApplicant, QuotaRequest, Round
from gongju.rules.edition import Edition
from gongju.rules.entries import QuotaRound
from gongju.rules.rounds import RoundDates, last_day_of_places, next_round, round_on


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStanding:
    """A round of the rulebook on a day: the one open, else the next to open. None: the notice is not out yet.

    `row` is what the office has written of it, its last batch. `provisional`: the days rest on a year without published
    holidays.
    """

    entry: QuotaRound
    on: date
    first_day: date
    opens: date | None
    closes: date | None
    decided: date | None
    provisional: bool
    row: Round | None

    @property
    def is_open(self) -> bool:
        """Whether one may declare on the day, its last day included."""
        return self.opens is not None and self.closes is not None and self.opens <= self.on <= self.closes


def standings(edition: Edition, on: date) -> tuple[RoundStanding, ...]:
    """Every round of the edition as it stands on the day."""
    return tuple(standing_of(edition, one, on) for one in edition.rounds)


def open_round(edition: Edition, on: date) -> RoundStanding | None:
    """The round in which one may declare on the day."""
    return next((one for one in standings(edition, on) if one.is_open), None)


def standing_of(edition: Edition, entry: QuotaRound, on: date) -> RoundStanding:
    """One round: by the working calendar, or where the office gives notice each time by what it has written."""
    calendar = books.work_calendar()
    if entry.opens is None:
        row = _announced(edition.authority, entry, on)
        dates = round_on(entry, row.first_day if row else on, calendar)
        return _standing(entry, on, dates, row, row.opens if row else None, row.closes if row else None)
    dates = next_round(entry, on, calendar)
    opens, closes = dates.opens, dates.closes
    row = last_batch(edition.authority, entry.code, dates.first_day)
    return _standing(entry, on, dates, row, opens.day if opens else None, closes.day if closes else None)


def _standing(  # noqa: PLR0917  (private, read once)
    entry: QuotaRound, on: date, dates: RoundDates, row: Round | None, opens: date | None, closes: date | None
) -> RoundStanding:
    return RoundStanding(
        entry=entry,
        on=on,
        first_day=dates.first_day,
        opens=opens,
        closes=closes,
        decided=dates.decided.day if dates.decided else None,
        provisional=any(day.provisional for day in (dates.opens, dates.closes) if day is not None),
        row=row,
    )


def _announced(authority: str, entry: QuotaRound, on: date) -> Round | None:
    rows = Round.objects.filter(authority=authority, code=entry.code, closes__gte=on)
    return rows.order_by("opens", "first_day", "-batch").first()


def last_batch(authority: str, code: str, first_day: date) -> Round | None:
    """The latest batch of a period; None where nobody has written of the period or asked in it."""
    return Round.objects.filter(authority=authority, code=code, first_day=first_day).order_by("batch").last()


def edition_of(row: Round) -> Edition:
    """The rulebook of a round: that of the day it began, or the last before it that knows such a round (DC-003).

    What was asked for goes on by the rules it was asked under when a later edition has no such round any more.
    """
    on = row.opens or row.first_day
    edition = books.edition_for(row.authority, on)
    known = (one for one in (edition, *books.readings(row.authority, on)) if row.code in _codes(one))
    found = next(known, None)
    if found is None:
        raise NotFound("这一轮分配的办理规则")
    return found


def _codes(edition: Edition) -> frozenset[str]:
    return frozenset(one.code for one in edition.rounds)


def titles_of(authority: str, on: date) -> dict[str, str]:
    """How each round is called that an edition has had up to the day; the latest name counts."""
    said = [(one.code, one.title) for edition in books.readings(authority, on) for one in edition.rounds]
    return dict(reversed(said))


def dates_of(row: Round, entry: QuotaRound) -> RoundDates:
    """The days of the period that a round is in."""
    return round_on(entry, row.first_day, books.work_calendar())


def days_of_places(row: Round, entry: QuotaRound, granted: date) -> tuple[date, date]:
    """First and last day of places that this round grants on the day (CY-Q09c, CY-Q21, DC-010)."""
    last = last_day_of_places(entry, granted)
    if last is not None:
        return granted, last
    dates = dates_of(row, entry)
    if dates.places_from is None or dates.places_to is None:
        raise LookupError(f"{entry.code} grants places for neither days nor a period")
    return dates.places_from, dates.places_to


def request_of(case: Case) -> QuotaRequest | None:
    """What the case asks for, once it was handed in."""
    return QuotaRequest.objects.select_related("round").filter(case=case).first()


def in_hand(case: Case) -> QuotaRequest | None:
    """The case's request while an office has it in hand and it has no lot yet."""
    found = QuotaRequest.objects.select_related("round").filter(case=case, round__isnull=False)
    return found.filter(lot__isnull=True).first()


def on_the_board(row: Round) -> QuerySet[QuotaRequest]:
    """The requests of a round that an office has in hand or has decided, in the order of their numbers."""
    found = QuotaRequest.objects.filter(round=row).select_related("case__employer", "case__procedure", "set_by", "lot")
    return found.defer("case__procedure__text").order_by("case__number")


def undecided(row: Round) -> QuerySet[QuotaRequest]:
    """Those on the board that have no lot yet."""
    return on_the_board(row).filter(lot__isnull=True)


def is_again(employer_id: int, authority: str, on: date, case: Case) -> bool:
    """Whether an earlier request of the employer was decided this year, a number of 0 included (CY-Q12a, CY-Q12b)."""
    lots = Lot.objects.filter(employer_id=employer_id, authority=authority, first_day__year=on.year)
    return lots.exclude(request__case=case).exists()


def asked_in(row: Round, employer_id: int, case: Case) -> QuotaRequest | None:
    """Another request of the employer in the round's period, whatever its batch, that is in hand or decided."""
    period = {"round__authority": row.authority, "round__code": row.code, "round__first_day": row.first_day}
    found = QuotaRequest.objects.filter(case__employer_id=employer_id, **period).exclude(case=case)
    return found.select_related("case").order_by("case__number").first()


def named_in(case: Case) -> list[Person]:
    """Those the request names, in the order in which they were named."""
    return [one.person for one in NamedApplicant.objects.filter(case=case).select_related("person")]
