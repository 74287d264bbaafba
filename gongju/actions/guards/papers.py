"""Guards about papers: those due are handed in, and an officer found each of them fit."""

from collections.abc import Iterable, Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.casework.models import HandedIn
from gongju.clock import BEIJING
from gongju.documents.models import Version
from gongju.documents.month_marks import best_span
from gongju.rules.materials import MaterialDue, missing_materials, span_text, windows

INDIVIDUAL = "individual"


def own_papers_complete(matter: Matter) -> Iterator[Objection]:
    """Every paper due from the applicant is handed in."""
    yield from _missing(matter, [one for one in matter.due if one.material.by == INDIVIDUAL])
    yield from _unscanned(matter)
    yield from _stale(matter)


def all_papers_complete(matter: Matter) -> Iterator[Objection]:
    """Every paper due is handed in, whoever hands it in (DC-180)."""
    yield from _missing(matter, matter.due)
    yield from _unscanned(matter)
    yield from _stale(matter)


def originals_received(matter: Matter) -> Iterator[Objection]:
    """The office has the sealed papers that are brought to it on paper (DX-069, DX-169, AMB-91)."""
    here = {paper.material for paper in matter.handed_in if paper.original_on is not None}
    for one in matter.due:
        if one.material.brought_to and one.material.code not in here:
            yield Objection(
                "papers.no_original",
                f"还没有收到《{one.material.title}》的纸质原件。",
                "请单位把盖章的原件报送属地部门；收到后在材料里登记。",
            )


def papers_fit(matter: Matter) -> Iterator[Objection]:
    """An officer has looked at every paper and found it fit."""
    waiting = [one for one in matter.handed_in if one.state != HandedIn.State.FIT]
    if waiting:
        yield Objection("papers.not_fit", f"还有 {len(waiting)} 份材料没有核验为“符合”。", "请逐份核验后再继续。")


def _missing(matter: Matter, due: Iterable[MaterialDue]) -> Iterator[Objection]:
    for one in missing_materials(due, {paper.material for paper in matter.handed_in}):
        yield Objection("papers.missing", f"缺少材料：{one.material.title}。", "请上传后再提交。")


def _unscanned(matter: Matter) -> Iterator[Objection]:
    """A file is usable once a scanner found it clean, where there is a scanner."""
    for paper in matter.handed_in:
        if paper.version.scan == Version.Scan.WAITING:
            yield Objection("papers.unscanned", f"“{paper.version.document.title}”还在查毒。", "请过几分钟再提交。")
        elif paper.version.scan == Version.Scan.INFECTED:
            yield Objection("papers.infected", f"“{paper.version.document.title}”查出病毒。", "请换一个文件后再提交。")


def _stale(matter: Matter) -> Iterator[Objection]:
    """Records must cover the months asked for on the day of each submission, also of one made anew (CY-Q36c).

    Judged by the months that their owner has confirmed; a record of which nothing was read, or that was read from a
    picture, is left to the officer.
    """
    today = matter.now.astimezone(BEIJING).date()
    for one in matter.due:
        spans = windows(one.material.look_back, today)
        papers = [paper for paper in matter.handed_in if paper.material == one.material.code]
        if not spans or not papers or not all(_is_read_surely(paper) for paper in papers):
            continue
        months = {month for paper in papers for month in paper.version.facts["months"]}
        if best_span(months, spans)[1]:
            asked = "，或".join(map(span_text, spans))
            yield Objection(
                "papers.months", f"“{one.material.title}”的月份不是最新的，要覆盖{asked}。", "请更新后再提交。"
            )


def _is_read_surely(paper: HandedIn) -> bool:
    return "months" in paper.version.facts and not paper.version.facts.get("seen")
