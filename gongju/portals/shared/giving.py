"""One paper given to a case: a file sent now or one kept, in the place of an earlier one where that is meant."""

from gongju import clock
from gongju.access.rules import Asked
from gongju.actions.documents import store_document
from gongju.actions.hand_in import document_renewed, hand_in
from gongju.actions.matter import Matter
from gongju.casework.models import HandedIn
from gongju.documents.refs import Aim
from gongju.errors import BadInput, Refusal
from gongju.portals.shared.pages import number_in
from gongju.portals.shared.papers import PaperRow, paper_rows


def give(request: Asked, case_number: str, row: PaperRow) -> str:
    """Hand in what was sent or chosen for this paper, and say what became of it. Raises BadInput, Refusal, NotFound."""
    old = replaced_by(request, row)
    version_id = _sent(request, row, old) or number_in(request.POST.get("version"))
    if not version_id:
        raise BadInput.of("file", f"请选择“{row.material.title}”要上传的文件，或者从附件里选一份。")
    hand_in(
        actor=request.actor,
        now=clock.now(),
        case_number=case_number,
        material=row.material.code,
        version_id=version_id,
        instead_of=old.pk if old else None,
    )
    return f"“{row.material.title}”已{'换上新的一份' if old else '交'}。"


def aim_of(request: Asked, case_number: str, row: PaperRow) -> Aim:
    """What is to become of files that are gathered for this paper."""
    old = replaced_by(request, row)
    return Aim(
        kind=row.material.code,
        title=row.material.title,
        replaces=document_renewed(request.actor, old) if old else None,
        case_number=case_number,
        material=row.material.code,
        instead_of=old.pk if old else None,
    )


def row_of(matter: Matter, code: str) -> PaperRow:
    """The paper of that code, due or handed in all the same; a refusal where it is neither."""
    found = next((row for row in paper_rows(matter) if row.material.code == code), None)
    if found is None:
        raise Refusal("papers.not_due", "这份材料现在不需要交。", do="请刷新页面，按列出的材料提交。")
    return found


def replaced_by(request: Asked, row: PaperRow) -> HandedIn | None:
    """The file of the row whose place is to be taken; None for one more beside those there are."""
    chosen = number_in(request.POST.get("instead_of"))
    return next((file for file in row.files if file.pk == chosen), None)


def _sent(request: Asked, row: PaperRow, old: HandedIn | None) -> int:
    """The version made of the file that was sent; 0 without one."""
    upload = request.FILES.get("file")
    if upload is None:
        return 0
    version = store_document(
        actor=request.actor,
        now=clock.now(),
        kind=row.material.code,
        title=row.material.title,
        upload=upload,
        document_id=document_renewed(request.actor, old) if old else None,
    )
    return int(version.pk)
