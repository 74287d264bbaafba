"""What one upload may be at most."""

from dataclasses import dataclass

from django.conf import settings

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The bounds of one upload: `size` in bytes, `pages`, `pixels` of one picture, `objects` inside a PDF."""

    size: int
    pages: int
    pixels: int = 50_000_000
    objects: int = 100_000


def limits_here() -> Limits:
    """Return the limits of this installation."""
    return Limits(size=settings.GONGJU.upload_limit, pages=settings.GONGJU.upload_pages)


def scanner() -> str:
    """Return the address of the virus scanner of this installation; "" without one."""
    address: str = settings.GONGJU.scanner
    return address
