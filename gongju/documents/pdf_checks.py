"""Whether a PDF may be kept: it opens without a password, holds pages and nothing that acts or hides in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from gongju.documents.limits import MEGABYTE, Limits
from gongju.documents.page_checks import check_pages
from gongju.documents.refusal import file_refused
from gongju.documents.two_at_once import check_one_thing
from gongju.errors import BadInput

REPAIRED = "文件结构有损坏，已自动修复，请在预览中核对是否完整。"
_HOW = "请打印成不含密码、脚本和附件的PDF，或重新扫描后再上传。"
_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToE",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
    "/GoTo3DView",
    "/GoToR",
}
_HARMLESS = {"/GoTo", "/Named"}
"""What may happen by itself when a file or a page is opened: turning to a page."""
_HIDING = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D", "/PS"}

# A few kilobytes may unpack to gigabytes; qpdf stops there instead of filling the memory.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=64 * MEGABYTE,
    run_length_max_memory=64 * MEGABYTE,
    png_max_memory=64 * MEGABYTE,
    tiff_max_memory=64 * MEGABYTE,
    parser_max_container_size=200_000,
    parser_max_nesting=100,
    dct_max_memory=256 * MEGABYTE,
    dct_max_progressive_scans=200,
    max_stream_filters=5,
)


@dataclass(frozen=True)
class CheckedPdf:
    """A PDF that may be kept: its pages, its bytes, written anew if the file was damaged, and notes in Chinese.

    The damaged bytes are not kept: another reader might find in them what ours did not.
    """

    pages: int
    content: bytes
    notes: tuple[str, ...]


def check_pdf(content: bytes, limits: Limits) -> CheckedPdf:
    """Return what may be kept; `BadInput` with a sentence about what stands against it."""
    check_one_thing(content, begins_with=b"%PDF-")
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages, kept = _checked(pdf, content, limits)
        notes = check_pages(kept)
    except BadInput:
        raise
    except pikepdf.PasswordError as fault:
        raise file_refused(f"文件加了打开密码，经办人看不了。{_HOW}") from fault
    except Exception as fault:  # a broken file may raise anything in a library that reads it
        raise file_refused("文件已损坏，打不开。请重新导出或扫描后再上传。") from fault
    return CheckedPdf(pages, kept, notes if kept is content else (REPAIRED, *notes))


def _checked(pdf: pikepdf.Pdf, content: bytes, limits: Limits) -> tuple[int, bytes]:
    """How many pages, and the bytes to keep."""
    if pdf.is_encrypted:
        raise file_refused(f"文件加了限制打印或修改的密码。{_HOW}")
    if len(pdf.objects) > limits.objects:
        raise file_refused("文件内部过于复杂，无法检查。请重新扫描后再上传。")
    pages = len(pdf.pages)
    if not 1 <= pages <= limits.pages:
        raise file_refused(_page_fault(pages, limits))
    for part in _parts(pdf):
        _check_part(part, limits)
    # Warnings come up while objects are read, so they are asked for last.
    if content.startswith(b"%PDF-") and not pdf.get_warnings():
        return pages, content
    return pages, _written_anew(pdf)


def _page_fault(pages: int, limits: Limits) -> str:
    if not pages:
        return "文件里没有任何一页。请重新导出或扫描后再上传。"
    return f"文件有{pages}页，最多{limits.pages}页。请只保留需要的页，或分成几个文件。"


def _parts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every dictionary and stream of the file, also those written inside others."""
    yield pdf.trailer
    waiting = [part for part in pdf.objects if isinstance(part, pikepdf.Object)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            waiting += [inner for inner in dict(part.items()).values() if _written_inside(inner)]
        elif isinstance(part, pikepdf.Array):
            waiting += [inner for inner in part if _written_inside(inner)]


def _written_inside(inner: object) -> bool:
    # What stands by itself is yielded by itself; following it from here as well might go round for ever.
    return isinstance(inner, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array) and not inner.is_indirect


def _check_part(part: pikepdf.Object, limits: Limits) -> None:
    if _acts(part):
        raise file_refused(f"文件里有会自动运行的内容（脚本、启动程序或提交表单）。{_HOW}")
    if _holds_a_file(part) or _word(part, "/Subtype") in _HIDING:
        raise file_refused(f"文件里夹带了别的文件或音视频。{_HOW}")
    if _word(part, "/Subtype") == "/Image" and _pixels(part) > limits.pixels:
        raise file_refused("文件里有尺寸过大的图片，无法显示。请用300dpi重新扫描。")


def _acts(part: pikepdf.Object) -> bool:
    if _word(part, "/S") in _ACTIONS or any(key in part for key in ("/XFA", "/JS", "/JavaScript")):
        return True
    opening = [part.get("/OpenAction"), *_inner(part.get("/AA"))]
    return any(_word(one, "/S") not in _HARMLESS for one in opening if isinstance(one, pikepdf.Dictionary))


def _inner(part: object) -> list[object]:
    return [value for _, value in part.items()] if isinstance(part, pikepdf.Dictionary) else []


def _holds_a_file(part: pikepdf.Object) -> bool:
    """Whether a file lies in this one, or the bytes of a part lie in a file elsewhere."""
    if isinstance(part, pikepdf.Stream) and "/F" in part:
        return True
    return any(key in part for key in ("/EmbeddedFiles", "/Collection")) or (
        "/EF" in part and ("/F" in part or "/UF" in part)
    )


def _word(part: pikepdf.Object, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _pixels(image: pikepdf.Object) -> int:
    return int(image.get("/Width", 0)) * int(image.get("/Height", 0))


def _written_anew(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
