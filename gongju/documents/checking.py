"""The gate for uploads, by content, size and pages: what comes through may be kept, the rest is told why not."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from gongju.documents.apart import Apart, GaveUp
from gongju.documents.frames import Frame
from gongju.documents.limits import MEGABYTE, Limits, limits_here
from gongju.documents.refusal import file_refused
from gongju.documents.sniffing import SUFFIXES, media_type, stranger

LONGEST_NAME = 100
SECONDS = 20
_examiner = Apart(seconds=SECONDS)
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]+')


@dataclass(frozen=True)
class Checked:
    """An upload that may be kept: `content` as it came or repaired, `viewing` the PDF to see, `notes` in Chinese."""

    content: bytes
    viewing: bytes
    media_type: str
    pages: int
    file_name: str
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Return SHA-256 of the content in hexadecimal."""
        return sha256(self.content).hexdigest()

    def noting(self, note: str) -> "Checked":
        """The same with one more note."""
        return replace(self, notes=(*self.notes, note))


def check_upload(content: bytes, name: str, *, limits: Limits | None = None) -> Checked:
    """Return the upload ready to be kept; `BadInput` (field `file`) with the reason and what to do instead."""
    limits = limits or limits_here()
    if not content:
        raise file_refused("文件是空的。请重新选择文件。")
    if len(content) > limits.size:
        raise file_refused(
            f"文件有{_megabytes(len(content))}MB，最多{limits.size // MEGABYTE}MB。请压缩或分成几个文件。"
        )
    kind = media_type(content)
    if not kind:
        raise file_refused(_why_not(content))
    answer = _examined(content, kind, limits)
    kept, viewing = answer.files
    found = answer.text("kind")
    return Checked(kept, viewing, found, answer.whole("pages"), _clean_name(name, found), answer.texts("notes"))


def merge(files: Sequence[bytes], places: Sequence[tuple[int, int, int]]) -> bytes:
    """One PDF of pages of these: (file, page from 1, degrees to turn it by) for each; `BadInput` when it cannot be."""
    numbers = [number for place in places for number in place]
    try:
        return _examiner.ask("merge", {"places": numbers}, files).files[0]
    except GaveUp as fault:
        raise file_refused("这些文件合并不了。请减少页数，或打印成PDF后再上传。") from fault


def text_lines(content: bytes) -> list[list[tuple[float, float, str]]]:
    """The lines of text in a PDF, each of cells (left, right, text); none where it has no text or cannot be read."""
    try:
        return lines_of(_examiner.ask("lines", {}, [content]).told["lines"])
    except GaveUp:
        return []


def lines_of(told: object) -> list[list[tuple[float, float, str]]]:
    """The same as they came through a pipe or from a file."""
    lines = told if isinstance(told, list) else []
    return [[(float(left), float(right), str(text)) for left, right, text in line] for line in lines]


def stamp(content: bytes, mark: bytes) -> bytes:
    """The PDF with a mark (a PDF of one page) over each page; `BadInput` when it cannot be."""
    try:
        return _examiner.ask("stamp", {}, [content, mark]).files[0]
    except GaveUp as fault:
        raise file_refused("这份文件加不上水印，不能下载。请在页面里查看。") from fault


def _examined(content: bytes, kind: str, limits: Limits) -> Frame:
    """What the process beside this one finds: none of the libraries that read strangers' files runs in this one."""
    try:
        answer = _examiner.ask("examine", {"kind": kind, **asdict(limits)}, [content])
    except GaveUp as fault:
        raise file_refused("文件内部过于复杂，检查不完。请打印成PDF，或重新扫描后再上传。") from fault
    if refused := answer.text("refused"):
        raise file_refused(refused)
    return answer


def _why_not(content: bytes) -> str:
    known = stranger(content)
    lead = f"这是{known}，" if known else "这不是PDF、JPG、PNG或HEIC文件，"
    return f"{lead}请另存为PDF、JPG或PNG后再上传。"


def _clean_name(name: str, kind: str) -> str:
    """Keep the name that the person gave, without folders and signs that act, with the ending of what it is."""
    shown = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = _NOT_IN_NAMES.sub("", shown).strip(". ")
    stem = re.sub(r"\.(pdf|jpe?g|png|hei[cf])$", "", stem, flags=re.IGNORECASE)[:LONGEST_NAME].strip(". ")
    return f"{stem or '未命名'}.{SUFFIXES[kind]}"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}"
