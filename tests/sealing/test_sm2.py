"""Why docs/secrecy.md refuses SM2 still holds of the locked library."""

from importlib.metadata import version

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import algorithms
from django.conf import settings


def test_the_locked_library_has_two_of_the_three_national_algorithms() -> None:
    assert hasattr(hashes, "SM3")
    assert hasattr(algorithms, "SM4")
    assert not [name for name in dir(ec) if "sm2" in name.lower()], "SM2 is there now: offer it (docs/secrecy.md)"


def test_the_page_names_the_version_that_was_looked_at() -> None:
    page = (settings.GONGJU.root / "docs" / "secrecy.md").read_text("utf-8")
    assert f"`cryptography` ({version('cryptography')})" in page
