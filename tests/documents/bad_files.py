"""A corpus of files that nobody may hand in, each made here and told with the word that its refusal must hold."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, PngImagePlugin

from tests.documents.papers import (
    REFUSED_PDFS,
    cut_short,
    endless_pattern,
    forms_in_forms,
    good_pdf,
    picture,
    picture_bomb,
    saved,
    unpacking_bomb,
    write_page,
    written_pdf,
)

Made = Callable[[], bytes]


def _changed(change: Callable[[pikepdf.Pdf], None], **how: object) -> bytes:
    pdf = written_pdf()
    change(pdf)
    return saved(pdf, **how)


def _root(key: str, value: object) -> Made:
    return lambda: _changed(lambda pdf: pdf.Root.__setitem__(key, value))


def _page(key: str, value: object) -> Made:
    return lambda: _changed(lambda pdf: pdf.pages[0].obj.__setitem__(key, value))


def _annotation(**kind: Any) -> Made:
    return _page("/Annots", Array([Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **kind)]))


def _action(name: str, **more: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{name}"), **more)


def _with_size(width: float, height: float) -> Made:
    return _page("/MediaBox", Array([0, 0, width, height]))


def _pages(drawn: bytes, pages: int = 1) -> Made:
    def made() -> bytes:
        pdf = pikepdf.new()
        for _ in range(pages):
            write_page(pdf, drawn)
        return saved(pdf)

    return made


def scan(pixels: tuple[int, int]) -> bytes:
    """A page filled by a picture of so many pixels."""
    pdf = pikepdf.new()
    grey = bytes(random.Random(7).randrange(256) for _ in range(pixels[0] * pixels[1]))
    image = pdf.make_stream(grey, Type=Name.XObject, Subtype=Name.Image, Width=pixels[0], Height=pixels[1])
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    page = write_page(pdf, b"q 595 0 0 842 0 0 cm /Im Do Q")
    page.obj.Resources.XObject = Dictionary(Im=image)
    return saved(pdf)


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return out.getvalue()


def _nested(depth: int) -> bytes:
    """Arrays in arrays, written by hand: a library would refuse to write them."""
    body = b"<< /Type /Catalog /Pages 2 0 R /Deep " + b"[" * depth + b"]" * depth + b" >>"
    return by_hand(body, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R >>")


def by_hand(*bodies: bytes) -> bytes:
    """A PDF of these objects, the first of which is the catalog."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, len(out))


def _tree(kids: bytes, *more: bytes) -> Made:
    return lambda: by_hand(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages " + kids + b" >>", *more)


def _many_objects() -> bytes:
    return _changed(
        lambda pdf: pdf.Root.__setitem__("/X", Array([pdf.make_indirect(Array([])) for _ in range(100_500)]))
    )


def _filters(count: int) -> bytes:
    """A stream packed many times over."""
    drawn = b" " * 1000
    for _ in range(count):
        drawn = zlib.compress(drawn)

    def packed(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, b"")
        stream.write(drawn, filter=Array([Name.FlateDecode] * count))
        pdf.pages[0].obj.Contents = stream

    return _changed(packed)


def _content_bomb() -> bytes:
    """A page whose drawing unpacks to forty megabytes."""
    return _pages(b"0 0 m 1 1 l S\n" * 3_000_000)()


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + _chunk(b"IEND", b"")


def _moving_png() -> bytes:
    frames = [Image.new("RGB", (900, 900), colour) for colour in ("white", "black", "red")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def _png_that_tells_much() -> bytes:
    told = PngImagePlugin.PngInfo()
    for number in range(70):
        told.add_text(f"k{number}", " " * 1_000_000, zip=True)
    return picture("PNG", pnginfo=told)


def _jpeg_of(size: tuple[int, int]) -> bytes:
    """A small JPEG whose head claims another size."""
    whole = bytearray(picture())
    at = whole.index(b"\xff\xc0")
    whole[at + 5 : at + 9] = struct.pack(">HH", size[1], size[0])
    return bytes(whole)


def _plain(kind: str, colour: str = "white") -> Made:
    def made() -> bytes:
        out = io.BytesIO()
        Image.new("RGB", (1200, 1600), colour).save(out, kind)
        return out.getvalue()

    return made


ACTIVE: dict[str, tuple[Made, str]] = {
    "script when a page opens": (_page("/AA", Dictionary(O=_action("JavaScript", JS=String("x")))), "自动运行"),
    "script when printing": (_root("/AA", Dictionary(WP=_action("JavaScript", JS=String("x")))), "自动运行"),
    "script without its name": (_root("/OpenAction", Dictionary(JS=String("x"))), "自动运行"),
    "script behind a step": (
        _root("/OpenAction", _action("GoTo", D=Array([]), Next=_action("JavaScript", JS=String("x")))),
        "自动运行",
    ),
    "script in the names": (_root("/Names", Dictionary(JavaScript=Dictionary(Names=Array([])))), "自动运行"),
    "program when opened": (_root("/OpenAction", _action("Launch", F=String("a.exe"))), "自动运行"),
    "page on the net when opened": (_root("/OpenAction", _action("URI", URI=String("http://127.0.0.1/"))), "自动运行"),
    "other file when opened": (_root("/OpenAction", _action("GoToR", F=String("b.pdf"))), "自动运行"),
    "data brought in": (_annotation(Subtype=Name.Link, A=_action("ImportData", F=String("x"))), "自动运行"),
    "film": (_annotation(Subtype=Name.Movie), "夹带"),
    "rich media": (_annotation(Subtype=Name.RichMedia), "夹带"),
    "screen": (_annotation(Subtype=Name.Screen), "夹带"),
    "sound": (_annotation(Subtype=Name.Sound), "夹带"),
    "solid": (_annotation(Subtype=Name("/3D")), "夹带"),
    "file pinned to a page": (_annotation(Subtype=Name.FileAttachment), "夹带"),
    "form of XFA": (_root("/AcroForm", Dictionary(XFA=String("<xdp/>"), Fields=Array([]))), "自动运行"),
    "portfolio": (_root("/Collection", Dictionary(View=Name.D)), "夹带"),
    "stream kept in another file": (
        lambda: _changed(lambda pdf: pdf.Root.__setitem__("/X", pdf.make_stream(b"", F=String("/etc/passwd")))),
        "夹带",
    ),
    "program for a printer": (
        lambda: _changed(lambda pdf: pdf.Root.__setitem__("/X", pdf.make_stream(b"", Subtype=Name.PS))),
        "夹带",
    ),
}

TWO_AT_ONCE: dict[str, tuple[Made, str]] = {
    "PDF and archive": (lambda: good_pdf() + _archive(), "压缩包"),
    "archive and PDF": (lambda: _archive() + good_pdf(), "压缩文件"),
    "page of the net before a PDF": (lambda: b"<html><script>x</script></html>" + good_pdf(), "网页"),
    "page of the net in a PDF's remark": (lambda: good_pdf()[:9] + b"%<script>x</script>\n" + good_pdf()[9:], "网页"),
    "JPEG and PDF": (lambda: picture()[:20] + b"\xff\xfe\x00\x10%PDF-1.7\n....." + picture()[20:], "PDF"),
    "JPEG and archive": (lambda: picture() + _archive(), "压缩包"),
    "PNG and archive": (lambda: picture("PNG") + _archive(), "压缩包"),
    "GIF and PDF": (lambda: b"GIF89a" + good_pdf(), "GIF"),
    "program and PDF": (lambda: b"MZ\x90\x00" + good_pdf(), "程序"),
    "shell script and PDF": (lambda: b"#!/bin/sh\nexit\n" + good_pdf(), "程序"),
    "bytes of anything before a PDF": (lambda: bytes(range(128, 256)) + good_pdf(), "藏着"),
}

BROKEN: dict[str, tuple[Made, str]] = {
    "nothing": (lambda: b"", "空的"),
    "a blank": (lambda: b" ", "不是PDF"),
    "only the first line": (lambda: b"%PDF-1.7\n", "打不开"),
    "only a head of a PNG": (lambda: b"\x89PNG\r\n\x1a\n", "打不开"),
    "only a head of a JPEG": (lambda: b"\xff\xd8\xff\xe0", "打不开"),
    "PDF cut short": (lambda: cut_short(good_pdf()), "。"),
    "JPEG cut short": (lambda: cut_short(picture()), "打不开"),
    "PNG cut short": (lambda: cut_short(picture("PNG")), "打不开"),
    "catalog that is none": (lambda: by_hand(b"42"), "打不开"),
    "page tree that bites its tail": (_tree(b"/Kids [2 0 R] /Count 1"), "。"),
    "page tree that is a number": (lambda: by_hand(b"<< /Type /Catalog /Pages 7 >>"), "。"),
    "page that is missing": (_tree(b"/Kids [9 0 R] /Count 1"), "。"),
    "pages by count alone": (_tree(b"/Kids [] /Count 5"), "没有任何一页"),
    "deep nesting": (lambda: _nested(20_000), "。"),
    "PNG with a wrong sum": (lambda: picture("PNG").replace(b"IDAT", b"IDAX", 1), "打不开"),
    "PNG of no size": (lambda: _png(0, 0), "打不开"),
    "PNG without a picture": (lambda: _png(900, 900), "打不开"),
    "PNG of an unknown depth": (lambda: _png(900, 900, _chunk(b"IDAT", zlib.compress(b"")), depth=7), "打不开"),
}

BOMBS: dict[str, tuple[Made, str]] = {
    "stream that unpacks to hundreds of megabytes": (unpacking_bomb, "。"),
    "pattern without end": (endless_pattern, "复杂"),
    "forms in forms": (forms_in_forms, "复杂"),
    "very many objects": (_many_objects, "过于复杂"),
    "packed thirty times": (lambda: _filters(30), "。"),
    "drawing of forty megabytes": (_content_bomb, "。"),
    "PNG of many pixels": (picture_bomb, "像素过多"),
    "PNG that claims thousands of millions": (lambda: _png(60_000, 60_000, _chunk(b"IDAT", b"")), "像素过多"),
    "PNG that tells seventy megabytes": (_png_that_tells_much, "打不开"),
    "JPEG that claims many pixels": (lambda: _jpeg_of((60_000, 60_000)), "像素过多"),
    "thousands of pages": (lambda: saved(written_pdf(3000)), "3000页"),
}

UNREADABLE: dict[str, tuple[Made, str]] = {
    "blank page": (_pages(b""), "空白"),
    "blank pages": (_pages(b"", 4), "空白"),
    "nearly blank page": (_pages(b"300 400 2 2 re f"), "空白"),
    "white writing": (_pages(b"1 1 1 rg 0 0 500 500 re f"), "空白"),
    "huge page": (_with_size(14_400, 14_400), "过大"),
    "page of an endless side": (_with_size(595, 10_000_000), "过大"),
    "tiny page": (_with_size(20, 20), "过小"),
    "coarse scan": (lambda: scan((120, 170)), "不清晰"),
    "picture of one dot": (lambda: picture(size=(1, 1)), "太小"),
    "tiny picture": (lambda: picture(size=(90, 120)), "太小"),
    "strip": (lambda: picture(size=(300, 9000)), "狭长"),
    "white picture": (_plain("JPEG"), "空白"),
    "black picture": (_plain("JPEG", "black"), "空白"),
    "moving PNG": (_moving_png, "会动"),
}

STRANGERS: dict[str, tuple[Made, str]] = {
    "SVG named PNG": (lambda: b'<svg xmlns="x"><script>x</script></svg>', "SVG"),
    "SVG behind a declaration": (lambda: b'<?xml version="1.0"?>\n<svg/>', "SVG"),
    "page of the net": (lambda: b"<!DOCTYPE html><html>", "网页"),
    "GIF": (_plain("GIF"), "GIF"),
    "BMP": (_plain("BMP"), "BMP"),
    "TIFF": (_plain("TIFF"), "TIFF"),
    "WebP": (_plain("WEBP"), "WebP"),
    "archive": (_archive, "压缩文件"),
    "empty archive": (lambda: b"PK\x05\x06" + bytes(18), "压缩文件"),
    "packed file": (lambda: b"\x1f\x8b\x08" + bytes(30), "压缩文件"),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word"),
    "program": (lambda: b"MZ" + bytes(100), "程序"),
    "program of another kind": (lambda: b"\x7fELF" + bytes(100), "程序"),
    "PostScript": (lambda: b"%!PS-Adobe-3.0\nshowpage\n", "PostScript"),
    "text": ("本人承诺以上属实".encode, "不是PDF"),
}


BAD_FILES: dict[str, tuple[Made, str]] = {
    **REFUSED_PDFS,
    **ACTIVE,
    **TWO_AT_ONCE,
    **BROKEN,
    **BOMBS,
    **UNREADABLE,
    **STRANGERS,
}
