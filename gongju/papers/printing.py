"""Sets a template with its data into a PDF/A-2b by typst, with the fonts that travel with the package."""

import json
import re
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as fonts
import typst

TEMPLATES = Path(__file__).parent / "templates"

_UNDRAWN = re.compile(r'the text `?(?P<text>".*?")`? could not be displayed', re.DOTALL)
_compilers = threading.local()


class MissingGlyph(Exception):
    """A character that no embedded font can draw: nothing was printed, a person must supply a font.

    `text` is the character or the few characters as the compiler named them, e.g. `𠮷`.
    """

    def __init__(self, text: str) -> None:
        """Names the code points too, for what the screen cannot draw either."""
        super().__init__(f"no embedded font draws {text!r} ({', '.join(f'U+{ord(c):04X}' for c in text)})")
        self.text = text


def set_in_type(template: str, data: Mapping[str, object], *, dated: datetime) -> bytes:
    """PDF bytes of `templates/<template>.typ`, which reads `data` as JSON from `sys.inputs.data`.

    `dated` (aware) is the document's date of creation: the same input gives the same bytes.
    Raises MissingGlyph; a typst.TypstError means that the template itself is wrong.
    """
    try:
        pdf = _compiler().compile(
            input=TEMPLATES / f"{template}.typ",
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards="a-2b",
            timestamp=int(dated.timestamp()),
        )
    except typst.TypstError as fault:
        raise _named(fault) from fault
    return _one_document(pdf)


def _compiler() -> Any:
    """The compiler of this thread: one compiler does not serve two threads, and fonts are read once."""
    if not hasattr(_compilers, "own"):
        _compilers.own = typst.Compiler(
            root=TEMPLATES,
            font_paths=[fonts.serif_path().parent],
            ignore_system_fonts=True,
        )
    return _compilers.own


def _named(fault: typst.TypstError) -> Exception:
    found = _UNDRAWN.search(fault.message)
    return MissingGlyph(_unquoted(found["text"])) if found else fault


def _unquoted(quoted: str) -> str:
    """The characters of a typst string literal, which writes the odd ones as `\\u{20bb7}`."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), quoted[1:-1])


def _one_document(pdf: object) -> bytes:
    if not isinstance(pdf, bytes):
        raise TypeError(f"typst gave {type(pdf).__name__} where one PDF was asked for")
    return pdf
