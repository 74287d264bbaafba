"""How the journal names who acted and what was changed: kind and id, never a name or a number of a person."""

from dataclasses import dataclass
from enum import StrEnum

ONCE = "once"
"""What an entry's data calls the key of that which is told only once."""


class SubjectKind(StrEnum):
    """What has a chain of its own. Persons and offices have none: one busy chain would queue all writers.

    An employer's holds what it registers of itself and what is decided about it; its cases have their own.
    """

    CASE = "case"
    PERMIT = "permit"
    EMPLOYMENT = "employment"
    LOT = "lot"
    EMPLOYER = "employer"
    EMPLOYER_ACCESS = "employer_access"


class ActorKind(StrEnum):
    """A person signed in, the system by itself, the operator of the installation, or another office by its key."""

    USER = "user"
    SYSTEM = "system"
    OPERATOR = "operator"
    VERIFIER = "verifier"


@dataclass(frozen=True, order=True)
class SubjectRef:
    """One subject: `kind` of `SubjectKind`, `id` as its part names it (a case by its number), never empty."""

    kind: str
    id: str

    def __post_init__(self) -> None:
        """Refuse a kind without a chain, and an id that would name nothing."""
        if self.kind not in set(SubjectKind):
            raise ValueError(f"'{self.kind}' has no chain; write one of {', '.join(SubjectKind)}")
        if not self.id or not isinstance(self.id, str):
            raise ValueError(f"the id of a {self.kind} must be text that is not empty, not {self.id!r}")


@dataclass(frozen=True)
class ActorRef:
    """Who acted: `kind` of `ActorKind`; `id` is the user's key, or "system"."""

    kind: str
    id: str

    def __post_init__(self) -> None:
        """An action without an actor is an error."""
        if self.kind not in set(ActorKind) or not self.id:
            raise ValueError(f"no actor: {self.kind!r} {self.id!r}")


SYSTEM = ActorRef(ActorKind.SYSTEM, "system")
