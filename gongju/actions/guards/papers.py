"""Guards about papers: those due are handed in, and an officer found each of them fit."""

from collections.abc import Iterable, Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.casework.models import HandedIn
from gongju.documents.models import Version
from gongju.rules.materials import MaterialDue, missing_materials

INDIVIDUAL = "individual"


def own_papers_complete(matter: Matter) -> Iterator[Objection]:
    """Every paper due from the applicant is handed in."""
    yield from _missing(matter, [one for one in matter.due if one.material.by == INDIVIDUAL])
    yield from _unscanned(matter)


def all_papers_complete(matter: Matter) -> Iterator[Objection]:
    """Every paper due is handed in, whoever hands it in (DC-180)."""
    yield from _missing(matter, matter.due)
    yield from _unscanned(matter)


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
        elif not paper.version.is_usable:
            yield Objection("papers.infected", f"“{paper.version.document.title}”查出病毒。", "请换一个文件后再提交。")
