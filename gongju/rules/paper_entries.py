"""The papers that a rulebook asks for (LF-11)."""

from dataclasses import dataclass
from datetime import date

from .entries import Cited


@dataclass(frozen=True, slots=True)
class LookBack:
    """So many whole months, the last of them `ends[0]` months before the month of the day (others also accepted).

    `since` and `until` (first days of months): the paper is for months of that time alone, another one for the rest.
    """

    months: int
    ends: tuple[int, ...]
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Remaining:
    """A paper must still be valid so many months after it is handed in; `soft` where the text says 一般."""

    months: int
    soft: bool


BROUGHT_TO = {"territorial": "属地部门"}
"""Kinds of office to which a paper itself may have to be brought."""


@dataclass(frozen=True, slots=True)
class Material:
    """One paper that a business asks for."""

    code: str
    title: str
    business: tuple[str, ...]
    by: str
    clause: str
    rows: Cited
    when: str | None = None
    pathway: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    """Alternative documents for this one slot; empty: the title is the document."""
    group: str = ""
    """Id of a group of which any one option suffices."""
    option: str = ""
    """The option of the group this paper belongs to; papers of one option are all needed."""
    upload_where: str = ""
    form: str = ""
    original: bool = False
    seals: tuple[str, ...] = ()
    """Kinds of seal of which any one must be on it."""
    every_page: bool = False
    signature: str = ""
    annotation: str = ""
    freshness: int | None = None
    """Months before the day of handing in that the paper's own date may lie back."""
    remaining: Remaining | None = None
    length: int | None = None
    """Months that a lease or a contract must run in all."""
    look_back: LookBack | None = None
    average_of: str = ""
    """The fact that states the average of a month over these months; what is read from the paper is held to it."""
    template: str = ""
    brought_to: str = ""
    """Kind of office (BROUGHT_TO) to which the sealed paper itself is brought; its scan is handed in all the same."""
    must_state: tuple[str, ...] = ()
    advisable: bool = False
    """Asked for as a warning only; a file without it is not sent back."""
    identity: bool = False
    """It proves who somebody is: its copy is destroyed once nothing needs it and the settings' term is over."""
    from_contract: bool = False
    """The contract that the employer uploaded when it confirmed the employment is this paper."""
    note: str = ""
    question: str = ""

    @property
    def seal(self) -> str:
        """The seals in words."""
        return "或".join(self.seals)


@dataclass(frozen=True, slots=True)
class Group:
    """Papers of which any one option suffices."""

    id: str
    title: str
    rows: Cited = ()
