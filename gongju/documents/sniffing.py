"""What a file is, told from its first bytes: a name ending in .pdf proves nothing."""

from typing import Final

PDF, JPEG, PNG, HEIC = "pdf", "jpeg", "png", "heic"
SUFFIXES: Final = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
# Readers accept a PDF that begins within the first 1024 bytes; some scanners put a few bytes in front.
_PDF_BEGINS_WITHIN = 1024
_HEIC_BEGINS = (b"ftypheic", b"ftypheix", b"ftypmif1")
_STRANGERS = (
    (b"PK\x03\x04", "Word、Excel 或压缩文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 或 Excel 文件"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf\x27\x1c", "压缩文件"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"MZ", "程序文件"),
    (b"\x7fELF", "程序文件"),
    (b"#!/", "程序文件"),
    (b"PK\x05\x06", "压缩文件"),
    (b"\x1f\x8b", "压缩文件"),
    (b"%!PS", "PostScript 文件"),
    (b"8BPS", "Photoshop 文件"),
    (b"{\\rtf", "RTF 文件"),
)


def media_type(content: bytes) -> str:
    """Return pdf, jpeg, png or heic, or "" for anything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[4:12] in _HEIC_BEGINS:
        return HEIC
    if stranger(content):
        return ""
    return PDF if b"%PDF-" in content[:_PDF_BEGINS_WITHIN] else ""


def stranger(content: bytes) -> str:
    """Return in Chinese what a file is that we do not take, "" when we cannot tell."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP 图片"
    if content[:512].lstrip()[:9].lower().startswith((b"<!doctype", b"<html")):
        return "网页文件"
    if content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower() in (b"<svg ", b"<?xml"):
        return "SVG 图片或网页文件"
    return next((name for mark, name in _STRANGERS if content.startswith(mark)), "")
