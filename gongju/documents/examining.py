"""One file looked through and made ready to be kept; done by `bench`, apart from everything else."""

from gongju.documents.frames import Frame
from gongju.documents.limits import Limits
from gongju.documents.pdf_checks import check_pdf
from gongju.documents.picture_checks import check_picture
from gongju.documents.sniffing import PDF


def examined(asked: Frame) -> Frame:
    """Answer pages and notes with the content to keep and the PDF to look at; raises `BadInput` with the reason."""
    limits = Limits(
        size=asked.whole("size"),
        pages=asked.whole("pages"),
        pixels=asked.whole("pixels"),
        objects=asked.whole("objects"),
    )
    content = asked.files[0]
    if asked.text("kind") == PDF:
        pdf = check_pdf(content, limits)
        return Frame({"kind": PDF, "pages": pdf.pages, "notes": list(pdf.notes)}, (pdf.content, pdf.content))
    picture = check_picture(content, limits)
    told = {"kind": picture.media_type, "pages": 1, "notes": list(picture.notes)}
    return Frame(told, (picture.content, picture.viewing))
