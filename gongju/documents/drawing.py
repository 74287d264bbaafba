"""Draws pages of PDF files that strangers sent: a program of its own, without our keys and with bounded means.

Some hundred bytes of PDF can ask for hours of drawing or for all memory there is, and a fault in the library that draws
must not fall into our hands. So it reads requests from its standard input (`REQUEST`, then the file), answers on its
standard output (`ANSWER`, then a picture as WebP; none when it cannot), and ends with its input.
"""

import resource
import signal
import struct
import sys
from io import BytesIO
from typing import BinaryIO

import pypdfium2

REQUEST = struct.Struct(">III")  # bytes of the file, page from 0, width in pixels
ANSWER = struct.Struct(">I")  # bytes of the picture
SECONDS = 6
MOST_MEMORY = 1536 * 1024 * 1024
QUALITY = 80
# A strip of 1 cm by 20 m is a page, too; its picture must not fill the memory.
LONGEST_SIDE = 4320


def drawn(content: bytes, page: int, width: int) -> bytes:
    """The page as WebP, `width` pixels wide. Raises whatever the libraries raise."""
    out = BytesIO()
    pdf = pypdfium2.PdfDocument(content)
    try:
        sheet = pdf[page]
        across, down = sheet.get_size()
        scale = min(width / across, LONGEST_SIDE / down)
        sheet.render(scale=scale, may_draw_forms=True).to_pil().save(out, "WEBP", quality=QUALITY)
    finally:
        pdf.close()
    return out.getvalue()


def serve(asked: BinaryIO, told: BinaryIO) -> None:
    """Answer until nothing more is asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes our input
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    while len(head := asked.read(REQUEST.size)) == REQUEST.size:
        size, page, width = REQUEST.unpack(head)
        picture = _picture(asked.read(size), page, width)
        told.write(ANSWER.pack(len(picture)) + picture)
        told.flush()


def _picture(content: bytes, page: int, width: int) -> bytes:
    """Nothing when it cannot be drawn; the system ends this process when it takes too long and nobody else does."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + 2 * SECONDS, resource.RLIM_INFINITY))
    try:
        return drawn(content, page, width)
    except Exception:  # a strange file may raise anything in a library that reads it
        return b""


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
