"""Files that are two things at once: what one program shows as a page is a program or an archive to another."""

import zipfile
from io import BytesIO
from typing import Final

from gongju.documents.refusal import file_refused
from gongju.errors import BadInput

_HEAD: Final = 1024
_ACTING: Final = (b"<html", b"<script", b"<!doctype", b"<svg", b"<?php", b"#!/")


def check_one_thing(content: bytes, *, begins_with: bytes) -> None:
    """Raise `BadInput` for a file that is something else besides; `begins_with`: how the thing it should be begins."""
    head = content[:_HEAD].lower()
    if any(mark in head for mark in _ACTING):
        raise _refused("网页或脚本")
    if b"%pdf-" in head and not begins_with.startswith(b"%PDF"):
        raise _refused("PDF")
    if begins_with.startswith(b"%PDF") and _begins_otherwise(content):
        raise _refused("图片、程序或压缩包")
    if zipfile.is_zipfile(BytesIO(content)):
        raise _refused("压缩包")


def _begins_otherwise(content: bytes) -> bool:
    """Whether more than the few bytes of a careless scanner stand before the PDF."""
    before = content[: content.find(b"%PDF-")].lstrip(b"\xef\xbb\xbf\x00\t\n\r\x0c ")
    return len(before) > 0 and not before.isascii()


def _refused(what: str) -> BadInput:
    return file_refused(f"文件里还藏着{what}，不能使用。请打印成PDF，或重新扫描后再上传。")
