"""Made-up scans: one specimen PDF per paper, with the facts an officer looks for."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from gongju.papers.printing import set_in_type


def specimen(
    *,
    title: str,
    lines: list[tuple[str, str]],
    dated: date,
    seal: str = "样例专用章",
    annotation: str = "",
    handler: str = "",
    pages: int = 1,
) -> bytes:
    """PDF bytes of one specimen paper; `lines` are (name, value) rows, `annotation` is written on every page."""
    data = {
        "title": title,
        "lines": [list(line) for line in lines],
        "dated": f"{dated.year}年{dated.month}月{dated.day}日",
        "seal": seal,
        "annotation": annotation,
        "handler": handler,
        "pages": pages,
    }
    return set_in_type("specimen", data, dated=datetime.combine(dated, time(9), ZoneInfo("Asia/Shanghai")))
