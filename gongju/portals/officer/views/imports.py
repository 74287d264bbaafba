"""历史数据: old employers and permits from a table, looked at line by line before anything is written."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from gongju import clock
from gongju.access.rules import Asked, requires
from gongju.actions import import_employers as of_employers
from gongju.actions import import_permits as of_permits
from gongju.actions.import_table import ImportReport
from gongju.errors import BadInput
from gongju.portals.officer.frame import framed
from gongju.portals.officer.weight import weighs
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form
from gongju.portals.shared.pages import faulty, page

Verb = Callable[..., ImportReport]
KINDS: dict[str, tuple[str, tuple[str, ...], Verb]] = {
    "employers": ("原系统的单位", of_employers.COLUMNS, of_employers.import_employers),
    "permits": ("原系统的证件", (*of_permits.COLUMNS, of_permits.SUSPENDED), of_permits.import_permits),
}
"""What may be imported: title, columns, verb."""
TEXT, MOST = "text", 2_000_000
FILE = Field(
    name="file",
    label="表格文件",
    type="file",
    required=True,
    hint="在表格软件里另存为 CSV 格式。第一行是列名，日期写成 2023-05-15。",
)


def writes(request: Asked, **_kind: str) -> bool:
    """The confirmation of a table that was looked at."""
    return "confirm" in request.POST


@require_http_methods(["GET", "POST"])
@requires("officer.imports")
@weighs(writes)
def imports(request: Asked, kind: str = "employers") -> HttpResponse:
    """Choose a table, see what each line would come to, then confirm; run again it changes nothing twice."""
    title, columns, verb = KINDS.get(kind, KINDS["employers"])
    form = Form([FILE])
    report, content = table_sent(request, form, verb)
    if report is not None and report.done:
        messages.success(request, f"已导入：{report.summary}。")
    context = framed(
        request,
        kind=kind,
        kinds=[(name, one[0]) for name, one in KINDS.items()],
        title=title,
        columns=columns,
        form=form,
        report=report,
        content=content,
        optional=of_permits.SUSPENDED,
    )
    return (faulty if form.faults else page)(request, "officer/imports.html", context)


def table_sent(request: Asked, form: Form, verb: Verb) -> tuple[ImportReport | None, str]:
    """What `verb` makes of the table that was sent, with the table as text; what is wrong stands beside the box.

    (None, "") for a page that was only opened.
    """
    if request.method != "POST":
        return None, ""
    content = ""
    try:
        content = _as_text(request)
        report = verb(actor=request.actor, now=clock.now(), content=content.encode(), confirm="confirm" in request.POST)
    except BadInput as wrong:
        form.blame("file", wrong.message)
        return None, content
    return report, content


def _as_text(request: Asked) -> str:
    """Of the file sent now, or as it was looked at. BadInput: none was chosen, it is empty, or too large."""
    sent = request.FILES.get("file")
    raw: bytes = sent.read(MOST + 1) if sent is not None else str(request.POST.get(TEXT, "")).encode()
    if len(raw) > MOST:
        raise BadInput.of("file", f"表格超过 {MOST // 1_000_000} MB，请分开导入。")
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = raw.decode("gb18030", errors="replace")
    if not content.strip():
        raise BadInput.of("file", "请选择一个有内容的表格文件。")
    return content
