"""How a document names its holder: kind and id; what is to become of files that are gathered."""

from dataclasses import dataclass
from uuid import UUID

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Aim:
    """What is to become of a gathering: a paper of that kind and title, or a version of the document it `replaces`.

    Once merged it is handed in to `case_number` as `material`, where these are told, in the place of the handed-in
    paper with the key `instead_of`.
    """

    kind: str
    title: str
    replaces: UUID | None = None
    case_number: str = ""
    material: str = ""
    instead_of: int | None = None
