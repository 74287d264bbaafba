"""Writing comparisons: asked, answered or not; the breaker of each office; looks by hand. Called by actions alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db.models import F, Q

from gongju.registries.models import Comparison, HandCheck, OfficeState
from gongju.registries.office import Answer, Compared, Level, Question
from gongju.sealing_fields import keyring

FAILURES_TO_SHUT = 3
"""So many failures in a row, and the office is left alone for a while."""
SHUT_FOR = timedelta(seconds=30)
"""For how long at first; each further failure doubles it, up to LONGEST_SHUT. Then one question tries the way."""
LONGEST_SHUT = timedelta(minutes=15)
DOUBLINGS = 10
PURPOSE = "registries.comparison.question"


def digest_of(question: Question) -> str:
    """The keyed digest by which a question is known again."""
    written = json.dumps([question.key, question.claims], ensure_ascii=False, sort_keys=True, default=str)
    return keyring().digest(written, purpose=PURPOSE)


def ask(*, about: str, about_id: int, office: str, question: Question, now: datetime) -> Comparison:
    """Put a question in the place of the one before."""
    retire(about=about, about_id=about_id, office=office)
    return Comparison.objects.create(
        about=about,
        about_id=about_id,
        office=office,
        asked_at=now,
        question_digest=digest_of(question),
        key=question.key,
        claims=question.claims,
    )


def retire(*, about: str, about_id: int, office: str) -> None:
    """What was asked is asked no longer."""
    Comparison.objects.filter(about=about, about_id=about_id, office=office, current=True).update(current=False)


def keep_answer(
    comparison: Comparison, *, answer: Answer, items: Iterable[Compared], level: Level, source: str, now: datetime
) -> bool:
    """Keep what the office said; False when the question is no longer the current one."""
    row = Comparison.objects.filter(pk=comparison.pk, current=True, answered_at__isnull=True).first()
    if row is None:
        return False
    row.level, row.answered_at, row.tried_at, row.tries = level, now, now, row.tries + 1
    row.as_of, row.source = answer.as_of, source
    row.record, row.items = dict(answer.record), [asdict(one) for one in items]
    row.save(update_fields=["level", "answered_at", "tried_at", "tries", "as_of", "source", "record", "items"])
    return True


def keep_unavailable(comparison_id: int, *, now: datetime, tried: bool) -> None:
    """The office gave no answer; `tried`: it was asked, and not just left alone."""
    rows = Comparison.objects.filter(pk=comparison_id, answered_at__isnull=True)
    if tried:
        rows.update(level=Level.UNAVAILABLE, tries=F("tries") + 1, tried_at=now)
    else:
        rows.exclude(level=Level.UNAVAILABLE).update(level=Level.UNAVAILABLE)


def admit(office: str, *, now: datetime, probe: timedelta) -> datetime | None:
    """None where the office may be asked now, else until when it is left alone.

    When its time has run out a single question goes ahead: others wait for as long as that one may take.
    """
    state = OfficeState.objects.filter(office=office, shut_until__isnull=False).first()
    if state is None or state.shut_until is None:
        return None
    if state.shut_until > now:
        return state.shut_until
    gone_ahead = OfficeState.objects.filter(pk=state.pk, shut_until=state.shut_until).update(shut_until=now + probe)
    return None if gone_ahead else now + probe


def failed(office: str, *, now: datetime, why: str, wait: timedelta) -> OfficeState:
    """Count a failure; after several in a row, or where it asks for a `wait`, the office is left alone."""
    state, _ = OfficeState.objects.get_or_create(office=office)
    OfficeState.objects.filter(pk=state.pk).update(failures=F("failures") + 1, last_error=why[:300])
    OfficeState.objects.filter(pk=state.pk, failing_since__isnull=True).update(failing_since=now)
    state.refresh_from_db()
    if state.failures >= FAILURES_TO_SHUT or wait:
        over = min(max(state.failures - FAILURES_TO_SHUT, 0), DOUBLINGS)
        shut = min(SHUT_FOR * 2**over, LONGEST_SHUT) if state.failures >= FAILURES_TO_SHUT else wait
        state.shut_until = now + max(shut, wait)
        state.save(update_fields=["shut_until"])
    return state


def succeeded(office: str) -> bool:
    """The office answers; True when it was failing until now."""
    failing = Q(failures__gt=0) | Q(shut_until__isnull=False)
    mended = OfficeState.objects.filter(failing, office=office)
    return bool(mended.update(failures=0, failing_since=None, shut_until=None, last_error=""))


def keep_hand_check(*, case_number: str, comparison: Comparison, reason: str, by_id: int, now: datetime) -> HandCheck:
    """An officer looked into it as it stands."""
    return HandCheck.objects.create(
        case_number=case_number, comparison=comparison, level=comparison.level, reason=reason, by_id=by_id, at=now
    )
