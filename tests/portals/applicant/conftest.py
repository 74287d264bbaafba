"""The stage with its clock stopped, browsers of those on it, and files to hand in."""

import io
from collections.abc import Iterator

import img2pdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from gongju import clock
from tests import cast
from tests.cast import NOW, Stage
from tests.portals.conftest import browser_of


@pytest.fixture
def stage(db: None) -> Iterator[Stage]:
    with clock.set_clock(NOW):
        yield cast.set_the_stage()


@pytest.fixture
def lin(stage: Stage) -> Client:
    """林晓禾's browser."""
    return browser_of(stage.lin)


def scan(name: str = "扫描件.pdf", shade: int = 255) -> SimpleUploadedFile:
    """A one-page scan as a PDF."""
    picture = io.BytesIO()
    page = Image.new("RGB", (620, 877), (shade, shade, shade))
    page.paste("black", (60, 60, 500, 120))
    page.save(picture, "PNG")
    return SimpleUploadedFile(name, img2pdf.convert(picture.getvalue()), "application/pdf")


def photo(name: str = "照片.jpg") -> SimpleUploadedFile:
    """A small portrait as JPG."""
    picture = io.BytesIO()
    face = Image.new("RGB", (295, 413), (240, 240, 250))
    face.paste((90, 60, 50), (90, 100, 205, 300))
    face.save(picture, "JPEG")
    return SimpleUploadedFile(name, picture.getvalue(), "image/jpeg")
