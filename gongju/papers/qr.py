"""A QR code of an address, as SVG."""

import io

import segno


def svg(text: str) -> str:
    """SVG of the QR code of `text`, with a quiet zone; a quarter of it may be soiled or folded away."""
    out = io.BytesIO()
    segno.make(text, error="q", micro=False).save(out, kind="svg", border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()
