"""Files as people hand them in, and as nobody should: made here, byte by byte."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

A4 = (595, 842)


WRITTEN = b"BT /F 12 Tf 60 760 Td 18 TL " + b"(Labour contract, made up for a test) Tj T* " * 8 + b"ET\n"


def written_pdf(pages: int = 1) -> pikepdf.Pdf:
    """Pages with some lines of text each."""
    pdf = pikepdf.new()
    for _ in range(pages):
        write_page(pdf)
    return pdf


def write_page(pdf: pikepdf.Pdf, drawn: bytes = WRITTEN, size: tuple[float, float] = A4) -> pikepdf.Page:
    pdf.add_blank_page(page_size=size)
    page = pdf.pages[-1]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    page.obj.Contents = pdf.make_stream(drawn)
    return page


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    out = BytesIO()
    pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def good_pdf(pages: int = 1) -> bytes:
    """A contract with links and a place to open at: nothing wrong with either."""
    pdf = written_pdf(pages)
    first = pdf.pages[0]
    pdf.Root.OpenAction = Array([first.obj, Name.XYZ, 0, 842, 0])
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI=String("x")))
    first.obj.Annots = Array([link])
    return saved(pdf)


def with_password(user: str = "", owner: str = "o") -> bytes:
    return saved(written_pdf(), encryption=pikepdf.Encryption(user=user, owner=owner))


def with_script() -> bytes:
    pdf = written_pdf()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    return saved(pdf)


def with_script_in_object_stream() -> bytes:
    pdf = written_pdf()
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_launch_on_page() -> bytes:
    pdf = written_pdf()
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("cmd.exe")))
    return saved(pdf)


def with_form_that_sends() -> bytes:
    pdf = written_pdf()
    push = Dictionary(S=Name.SubmitForm, F=String("http://127.0.0.1/"))
    button = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 1, 1], A=push))
    pdf.pages[0].obj.Annots = Array([button])
    pdf.Root.AcroForm = Dictionary(Fields=Array([button]))
    return saved(pdf)


def with_embedded_file() -> bytes:
    pdf = written_pdf()
    pdf.attachments["secret.exe"] = b"MZ"
    return saved(pdf)


def with_file_reached_by_a_page_alone() -> bytes:
    """The embedded file is named nowhere but in /AF of a page."""
    pdf = written_pdf()
    file = pdf.make_stream(b"MZ", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("x.exe"), UF=String("x.exe"), EF=Dictionary(F=file))
    pdf.pages[0].obj.AF = Array([pdf.make_indirect(spec)])
    return saved(pdf)


def with_huge_image() -> bytes:
    pdf = written_pdf()
    image = pdf.make_stream(
        zlib.compress(bytes(1000)), Type=Name.XObject, Subtype=Name.Image, Width=100_000, Height=100_000
    )
    image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceGray, 1, Name.FlateDecode
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=image)
    return saved(pdf)


def without_pages() -> bytes:
    return saved(pikepdf.new())


def with_broken_table(content: bytes | None = None) -> bytes:
    """The table of places at the end points elsewhere, as after a bad transfer."""
    whole = content or good_pdf()
    place = whole.rindex(b"startxref")
    return whole[:place] + b"startxref\n7\n%%EOF\n"


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def endless_pattern() -> bytes:
    """Under a kilobyte that asks for some hundred billion small drawings."""
    pdf = written_pdf()
    tile = pdf.make_stream(b"0 0 m 1 1 l S\n" * 2000, Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1)
    tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 1, 1]), 0.001, 0.001, Dictionary()
    pdf.pages[0].obj.Resources = Dictionary(Pattern=Dictionary(P=tile))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/Pattern cs /P scn 0 0 600 700 re f\n")
    return saved(pdf)


def forms_in_forms(depth: int = 12, width: int = 10) -> bytes:
    """Three kilobytes whose page draws a form ten times, which draws one ten times, and so on: all memory there is."""
    pdf = written_pdf()
    kind = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 100, 100]}
    form = pdf.make_stream(b"0 0 m 1 1 l S\n" * width, **kind)
    for _ in range(depth):
        form = pdf.make_stream(b"/A Do\n" * width, **kind, Resources=Dictionary(XObject=Dictionary(A=form)))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(A=form))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/A Do\n")
    return saved(pdf)


def unpacking_bomb(megabytes: int = 300) -> bytes:
    """An object stream of a few hundred kilobytes that unpacks to hundreds of megabytes."""
    body = b"5 0 " + b"<< /K (" + bytes([32]) * (megabytes * 1024 * 1024) + b") >>"
    packed = zlib.compress(body, 9)
    head = b"%PDF-1.5\n"
    objects = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n",
        b"4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
        + packed
        + b"\nendstream\nendobj\n",
    ]
    places, at = [], len(head)
    for piece in objects:
        places.append(at)
        at += len(piece)
    rows = b"\x00\x00\x00\x00\x00\x00" + b"".join(b"\x01" + place.to_bytes(4, "big") + b"\x00" for place in places)
    rows += b"\x02" + (4).to_bytes(4, "big") + b"\x00" + b"\x01" + at.to_bytes(4, "big") + b"\x00"
    table = b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n" % len(rows)
    return head + b"".join(objects) + table + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


def picture(kind: str = "JPEG", size: tuple[int, int] = (1200, 1600), mode: str = "RGB", **how: object) -> bytes:
    out = BytesIO()
    drawn = Image.new("L", size, "white")
    ImageDraw.Draw(drawn).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="black")
    made = drawn.point(lambda shade: shade * 256, "I").convert("I;16") if mode == "I;16" else drawn.convert(mode)
    if "A" in mode:
        made.putalpha(drawn.point(lambda shade: 255 - shade))
    made.save(out, kind, **how)
    return out.getvalue()


def turned_photo() -> bytes:
    """A photo taken upright with a camera that lies it down and says so in its data."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture(size=(1600, 1200), exif=exif)


def picture_bomb() -> bytes:
    """A PNG of a few kilobytes that claims 20000 × 20000 pixels."""
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


REFUSED_PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "password to open": (lambda: with_password(user="u"), "打开密码"),
    "password against printing": (with_password, "限制打印或修改"),
    "script": (with_script, "自动运行"),
    "script in an object stream": (with_script_in_object_stream, "自动运行"),
    "launch": (with_launch_on_page, "自动运行"),
    "form that sends": (with_form_that_sends, "自动运行"),
    "embedded file": (with_embedded_file, "夹带"),
    "embedded file behind a page": (with_file_reached_by_a_page_alone, "夹带"),
    "huge image": (with_huge_image, "尺寸过大"),
    "no pages": (without_pages, "没有任何一页"),
    "garbage": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 8, "打不开"),
}
