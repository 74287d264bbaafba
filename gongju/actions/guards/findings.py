"""Guards about faults found: named before a return, answered before resubmitting, cleared before going on."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.casework.models import Finding


def faults_named(matter: Matter) -> Iterator[Objection]:
    """A return for correction lists at least one open fault of this round: all of them at once."""
    if not any(one.round == matter.case.round for one in matter.open_findings):
        yield Objection("findings.none", "补正通知还没有列出问题。", "请先对条件、材料或填写内容列出全部问题。")


def no_open_faults(matter: Matter) -> Iterator[Objection]:
    """No fault found is still open (DC-180)."""
    if matter.open_findings:
        count = len(matter.open_findings)
        yield Objection("findings.open", f"还有 {count} 个问题没有解决。", "请逐项核对，解决的标为已解决，或退回补正。")


def faults_answered(matter: Matter) -> Iterator[Objection]:
    """Each paper found faulty has been replaced since."""
    for finding in matter.open_findings:
        if finding.about_kind == Finding.About.MATERIAL and not _replaced(matter, finding):
            title = matter.edition.material(finding.about).title
            yield Objection("findings.unanswered", f"材料“{title}”还没有按通知更换。", "请上传新的文件后再提交。")


def _replaced(matter: Matter, finding: Finding) -> bool:
    return any(one.material == finding.about and one.at > finding.at for one in matter.handed_in)
