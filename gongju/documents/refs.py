"""How a document names its holder and an upload its limits."""

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

MEGABYTE = 1024 * 1024


class HolderKind(StrEnum):
    """What may hold documents."""

    PERSON = "person"
    EMPLOYER = "employer"
    EMPLOYMENT = "employment"
    CASE = "case"


@dataclass(frozen=True)
class HolderRef:
    """One holder: `kind` of `HolderKind`, `id` its key as text (a case by its number)."""

    kind: str
    id: str

    def __post_init__(self) -> None:
        """Refuse a kind that holds nothing, and an id that would name nobody."""
        if self.kind not in set(HolderKind) or not self.id:
            raise ValueError(f"no holder of documents: {self.kind!r} {self.id!r}")


@dataclass(frozen=True)
class Limits:
    """What one upload may be at most: `size` in bytes, `pages`, `pixels` of one picture, `objects` inside a PDF."""

    size: int
    pages: int
    pixels: int = 80_000_000
    objects: int = 100_000


def limits_here() -> Limits:
    """Return the limits of this installation."""
    return Limits(size=settings.GONGJU.upload_limit, pages=settings.GONGJU.upload_pages)
