"""Guards of a request for quota: the round is open, nothing stands against it, each applicant named qualifies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.actions.suitability import suitability_of
from gongju.quota import rounds
from gongju.quota.models import Round
from gongju.rules.verdict import Outcome
from gongju.rules.wording import day_text

PLACES = "requested_places"
"""The fact that says how many places are asked for."""


def round_open(matter: Matter) -> Iterator[Objection]:
    """A round is open today; otherwise when the next one opens (DC-010, DX-009, CY-Q09a, CY-Q17c)."""
    if rounds.open_round(matter.edition, matter.today) is not None:
        return
    coming = [one for one in rounds.standings(matter.edition, matter.today) if one.opens is not None]
    if not coming:
        yield Objection("quota.round_closed", "现在不在申报期内，开始时间以区里的通知为准。", "可以先填好保存。")
        return
    first = min(coming, key=lambda one: str(one.opens))
    days = f"{_words(first.opens)}至{_words(first.closes)}{'（暂定）' if first.provisional else ''}"
    yield Objection("quota.round_closed", f"现在不在申报期内，下一次申报时间是{days}。", "可以先填好保存，到时再上报。")


def not_asked_yet(matter: Matter) -> Iterator[Objection]:
    """One request for a round; where the rules know a further one, it may come when the first is decided (CY-Q12b)."""
    standing = rounds.open_round(matter.edition, matter.today)
    if standing is None or standing.row is None or standing.entry.again:
        return
    other = rounds.asked_in(standing.row, matter.employer.pk, matter.case)
    if other is not None:
        yield Objection("quota.asked_already", f"本期已经申报过（{other.case.number}），每期申报一次。")


def places_asked(matter: Matter) -> Iterator[Objection]:
    """At least one place is asked for (CY-Q12c)."""
    if matter.held.get(PLACES) == 0:
        yield Objection("quota.no_places", "申报的数量是 0。", "请填写需要的数量。")


def nothing_unmet(matter: Matter) -> Iterator[Objection]:
    """No criterion is plainly unmet, each told in its own words (CY-Q07c, CY-Q10b, CY-Q14a, CY-Q22, DX-020)."""
    for one in matter.undecided:
        if one.outcome == Outcome.UNMET:
            yield Objection("verdict.unmet", one.sentence)


def applicants_fit(matter: Matter) -> Iterator[Objection]:
    """Nobody is named who plainly does not qualify, or has left since (DX-010)."""
    if not any(one.named for one in matter.edition.rounds):
        return
    for one in suitability_of(matter.employer, rounds.named_in(matter.case), now=matter.now):
        if not one.employed:
            yield Objection("quota.applicant_left", f"{one.person.name}已经不是本单位关联的员工。", "请从名单中去掉。")
        elif one.outcome == Outcome.UNMET:
            why = "；".join(each.title for each in one.unmet)
            yield Objection("quota.applicant_unfit", f"{one.person.name}不符合新办条件：{why}。", "请从名单中去掉。")


def may_withdraw(matter: Matter) -> Iterator[Objection]:
    """A reported request is the employer's to withdraw, unless the rules leave that to the office (CY-Q17a)."""
    if matter.case.stage == matter.procedure.opening.first:
        return
    for one in matter.edition.rounds:
        if one.no_withdrawal:
            yield Objection("quota.ask_district_to_return", one.no_withdrawal)


def being_published(matter: Matter) -> Iterator[Objection]:
    """Places are granted with the whole round, never one request by itself (DC-015, CY-Q09b)."""
    request = rounds.request_of(matter.case)
    row = request.round if request else None
    if request is None or request.places is None or row is None or row.state != Round.State.PUBLISHING:
        yield Objection("quota.not_published", "数量随本轮分配结果一起公布，不单独批复。", "请到“指标”的分配页面办理。")


def _words(day: date | None) -> str:
    return day_text(day) if day else ""
