"""Pages as text, and files and days as they are sent."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.documents.papers import good_pdf


def text(answer: object) -> str:
    """The page."""
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def a_pdf(name: str = "合同.pdf", pages: int = 1) -> SimpleUploadedFile:
    """A PDF with nothing wrong about it."""
    return SimpleUploadedFile(name, good_pdf(pages))


def a_word_file(name: str = "合同.docx") -> SimpleUploadedFile:
    """A file that is neither PDF nor picture, whatever it is called."""
    return SimpleUploadedFile(name, b"PK\x03\x04 word/document.xml")


def day(name: str, text_: str) -> dict[str, str]:
    """The three boxes of a day, from 2026-11-23; "" leaves them empty."""
    year, month, day_ = text_.split("-") if text_ else ("", "", "")
    return {f"{name}-year": year, f"{name}-month": month, f"{name}-day": day_}
