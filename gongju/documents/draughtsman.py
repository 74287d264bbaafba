"""Has pages drawn by a process beside this one."""

from gongju.documents.apart import Apart, GaveUp
from gongju.documents.drawing import SECONDS


class NotDrawn(RuntimeError):
    """The page asks for more time or memory than a page may, or cannot be read."""


class Draughtsman(Apart):
    """One drawing process, started when first needed; one page at a time."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        super().__init__(seconds=seconds)

    def draw(self, content: bytes, *, page: int, width: int) -> bytes:
        """Page `page` (from 0) as WebP; `NotDrawn` when it cannot be had."""
        try:
            return self.ask("draw", {"page": page, "width": width}, [content]).files[0]
        except GaveUp as fault:
            raise NotDrawn(f"page {page + 1} of a file of {len(content)} bytes") from fault
