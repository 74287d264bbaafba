"""A verdict, the papers due and the terms as lines of plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .advice import Advice
from .describing_entries import BY
from .edition import Edition
from .facts import FactSpec
from .materials import MaterialDue
from .outcome import Outcome
from .terms import TermDate
from .verdict import CriterionResult, Verdict
from .wording import day_text

MARKS = {Outcome.MET: "✓", Outcome.UNMET: "✗", Outcome.NOT_KNOWN: "？", Outcome.TO_BE_JUDGED: "△"}
KINDS = {"condition": "共同条件", "exclusion": "不具备申报资格的情形", "pathway": "还要符合下列条件之一"}
EXCLUDED = {Outcome.MET: "没有这种情形", Outcome.UNMET: "有这种情形"}
TYPES = {
    "truth": "是或否",
    "count": "个数",
    "number": "数",
    "money": "金额",
    "duration": "时长",
    "day": "日期",
    "month": "月份",
    "choice": "单选",
    "choices": "多选",
    "text": "文字",
}


def verdict_lines(edition: Edition, verdict: Verdict) -> Iterator[str]:
    """The verdict, then every criterion with its reason and clause."""
    title = edition.business(verdict.business).title
    yield f"{edition.name}·{title}，按 {day_text(verdict.on)}判断（{edition.title}）"
    yield f"结论：{verdict.outcome.label}"
    for kind, heading in KINDS.items():
        of_kind = [one for one in verdict.criteria if one.kind == kind]
        if of_kind:
            yield ""
            yield heading
            for one in of_kind:
                yield from _criterion_lines(one)


def _criterion_lines(one: CriterionResult) -> Iterator[str]:
    label = EXCLUDED.get(one.outcome, one.outcome.label) if one.kind == "exclusion" else one.outcome.label
    yield f"  {MARKS[one.outcome]} {one.title}：{label}"
    yield f"      {one.sentence}"
    if one.standard and one.outcome is not Outcome.MET:
        yield f"      {one.standard}"
    yield f"      依据：{one.clause}"


def advice_lines(advice: Advice) -> Iterator[str]:
    """What would make it a yes: plans cheapest first, the first day by time alone, what an officer decides."""
    if advice.plans:
        yield ""
        yield "怎样才能符合（任选一种，从容易的开始）"
        for number, plan in enumerate(advice.plans, 1):
            tail = "，再由经办人员判断" if plan.outcome is Outcome.TO_BE_JUDGED else ""
            if plan.outcome is Outcome.NOT_KNOWN:
                tail = "，其余还要看没有填的几项"
            yield f"  {number}. {'；'.join(change.sentence for change in plan.changes)}{tail}"
    if advice.first_day is not None:
        yield ""
        yield f"什么都不变，最早 {day_text(advice.first_day)}可以。{advice.first_day_reason}"
    if advice.officer:
        yield ""
        yield advice.officer


def material_lines(due: Iterable[MaterialDue]) -> Iterator[str]:
    """The papers: what is due first, then what depends on answers still open."""
    listed = list(due)
    for certain, heading in ((True, "要交的材料"), (False, "视情况要交的材料")):
        chosen = [one for one in listed if one.certain is certain]
        if chosen:
            yield ""
            yield heading
            for one in chosen:
                yield from _material_lines(one)


def _material_lines(one: MaterialDue) -> Iterator[str]:
    paper = one.material
    yield f"  · {paper.title}（{BY[paper.by]}上传；{paper.clause}）"
    if one.group and not one.certain:
        yield f"      {one.group}——{paper.option}"
    if one.look_back_text:
        yield f"      月份：{one.look_back_text}"
    if paper.annotation:
        pages = "每页" if paper.every_page else ""
        yield f"      {paper.signature}{pages}写“{paper.annotation}”并签字，{pages}盖{paper.seal}"
    if paper.note:
        yield f"      {paper.note}"


def term_lines(terms: Iterable[TermDate]) -> Iterator[str]:
    """Each term with a worked date."""
    yield ""
    yield "时限（以这一天为例）"
    for one in terms:
        yield f"  · {one.term.title}：{one.sentence}"
        yield f"      {one.term.sentence}依据：{one.term.clause}"


def fact_lines(facts: Iterable[FactSpec]) -> Iterator[str]:
    """Every fact with type, unit, question and source."""
    for spec in facts:
        unit = f"，{spec.unit}" if spec.unit else ""
        yield f"{spec.name}  {spec.label}（{TYPES[spec.type]}{unit}；来源：{spec.source}）"
        yield f"    {spec.ask}"
        if spec.choices:
            yield f"    可填：{'、'.join(spec.choices)}"
        if spec.hint:
            yield f"    {spec.hint}"


def edition_lines(edition: Edition) -> Iterator[str]:
    """An edition at a glance: header, what each business has, open questions, what is left out."""
    yield f"{edition.key}  {edition.title}"
    begun = f"自 {day_text(edition.in_force)}{'（推定）' if edition.assumed else ''}施行"
    yield f"  {begun}，{day_text(edition.checked_on)}核对；摘要 {edition.digest[:16]}"
    for name, business in edition.businesses.items():
        counts = (
            f"{len(edition.criteria_of(name))} 条条件、{len(edition.materials_of(name))} 份材料、"
            f"{len(edition.terms_of(name))} 个时限"
        )
        yield f"  {name}  {business.title}：{counts}"
    yield f"  未决问题 {len(edition.questions)} 个，例子 {len(edition.examples) + len(edition.criterion_examples)} 个"
    if edition.accounts_for:
        yield f"  覆盖 {edition.accounts_for[0]} 至 {edition.accounts_for[-1]}，共 {len(edition.accounts_for)} 条"
    for one in edition.not_modelled:
        yield f"  没有写进规则：{one.what}——{one.why}"
