"""A QR code of an address, as SVG."""

import io

import segno

SHORT = 120


def svg(text: str) -> str:
    """SVG of the QR code of `text`, with a quiet zone; a part of it may be soiled or folded away.

    A quarter of a short text; with a signed claim behind it less, so that a phone still reads the finer squares.
    """
    grade = "q" if len(text) <= SHORT else "m"
    out = io.BytesIO()
    segno.make(text, error=grade, micro=False).save(out, kind="svg", border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()
