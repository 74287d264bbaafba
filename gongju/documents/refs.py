"""How a document names its holder: kind and id."""

from dataclasses import dataclass

from django.db.models import TextChoices


class HolderKind(TextChoices):
    """What may hold documents."""

    PERSON = "person", "个人"
    EMPLOYER = "employer", "单位"
    EMPLOYMENT = "employment", "单位关联"
    CASE = "case", "业务"
    LOGIN = "login", "账号"


@dataclass(frozen=True)
class HolderRef:
    """One holder: `kind` of `HolderKind`, `id` its key as text (a case by its number)."""

    kind: str
    id: str

    def __post_init__(self) -> None:
        """Refuse a kind that holds nothing, and an id that would name nobody."""
        if self.kind not in set(HolderKind) or not self.id:
            raise ValueError(f"no holder of documents: {self.kind!r} {self.id!r}")
