"""A verdict as the reasons tree draws it: conditions, exclusions, and the pathways as one group."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from django.utils.safestring import SafeString

from gongju.rules.addressing import told_of
from gongju.rules.outcome import OUTCOMES, Outcome
from gongju.rules.verdict import CriterionResult, Verdict

from .parts import Reason

SOFT = "原则上"
DECIDED = "经办人认定"
ASSUMED = "标准推定"
ASSUMED_NOTE = "这个标准的数字或起始日期原文没有写明，是推定的，区里可能更正。"
PATHWAYS = "以下条件满足一项"
EXCLUSION_WORDS: Mapping[Outcome, str] = {Outcome.MET: "不属于", Outcome.UNMET: "属于"}
"""Whoever an exclusion does not apply to does not "fulfil" it."""


def reasons_of(
    verdict: Verdict,
    *,
    decided: Mapping[str, str] | None = None,
    extra: Mapping[str, SafeString] | None = None,
    assumed: Collection[str] = (),
    to_others: bool = False,
) -> tuple[Reason, ...]:
    """The rows of a verdict.

    `decided`: criterion -> reason an officer gave for letting it count; `extra`: markup; `assumed`: the criteria that
    are measured by a figure no document states; `to_others`: whoever reads is not the applicant.
    """
    rows = _reasons(_told_to_others(verdict) if to_others else verdict, decided, extra)
    return tuple(_marked(row, {one.title for one in verdict.criteria if one.code in assumed}) for row in rows)


def _told_to_others(verdict: Verdict) -> Verdict:
    return replace(verdict, criteria=tuple(replace(one, sentence=told_of(one.sentence)) for one in verdict.criteria))


def _marked(row: Reason, assumed: Collection[str]) -> Reason:
    inner = tuple(_marked(one, assumed) for one in row.inner)
    if row.inner or row.title not in assumed:
        return replace(row, inner=inner)
    return replace(row, mark="，".join(filter(None, (row.mark, ASSUMED))), note=f"{row.note}{ASSUMED_NOTE}")


def _reasons(
    verdict: Verdict, decided: Mapping[str, str] | None, extra: Mapping[str, SafeString] | None
) -> tuple[Reason, ...]:
    decided, extra = decided or {}, extra or {}
    single = [_row(one, decided, extra) for one in verdict.criteria if one.kind != "pathway"]
    ways = [one for one in verdict.criteria if one.kind == "pathway"]
    return (*single, _group(ways, decided, extra)) if ways else tuple(single)


def word_of(one: CriterionResult) -> str:
    """The word of a criterion's tag."""
    own = EXCLUSION_WORDS.get(one.outcome) if one.kind == "exclusion" else None
    return own or one.outcome.label


def _row(one: CriterionResult, decided: Mapping[str, str], extra: Mapping[str, SafeString]) -> Reason:
    said = decided.get(one.code)
    looked = any(seen.text for seen in one.seen)
    return Reason(
        outcome=Outcome.MET if said else one.outcome,
        word=DECIDED if said else word_of(one),
        title=one.title,
        sentence=f"{one.sentence}认定理由：{said}" if said else one.sentence,
        clause=one.clause,
        mark=SOFT if one.soft else "",
        seen=one.seen if looked else (),
        standard=one.standard,
        note=f"条文可作两种理解，这里取其中一种（编号 {one.question}），见办事指南。"
        if one.question and looked
        else "",
        extra=extra.get(one.code, ""),
    )


def _group(ways: Iterable[CriterionResult], decided: Mapping[str, str], extra: Mapping[str, SafeString]) -> Reason:
    rows = tuple(_row(one, decided, extra) for one in ways)
    best = max((Outcome(row.outcome) for row in rows), key=OUTCOMES.index)
    ordered = tuple(sorted(rows, key=lambda row: -OUTCOMES.index(Outcome(row.outcome))))
    return Reason(
        outcome=best,
        word=best.label,
        title=PATHWAYS,
        inner=ordered,
        folded=_folded(best, ordered),
    )


def _folded(best: Outcome, rows: tuple[Reason, ...]) -> str:
    """The words behind which a group is folded away: when one holds already, or nothing is known of any."""
    if best is Outcome.MET:
        return f"满足：{rows[0].title}（查看全部 {len(rows)} 项）"
    untouched = all(Outcome(row.outcome) is Outcome.NOT_KNOWN and not row.seen for row in rows)
    return f"查看全部 {len(rows)} 项" if untouched else ""
