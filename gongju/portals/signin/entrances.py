"""The ways in: each is one OpenID provider of this installation, for one kind of user."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings

Kind = Literal["person", "agent", "staff"]


@dataclass(frozen=True)
class Entrance:
    """One way in. `issuer` is "" where nobody has set it up yet: the page then says so.

    `code` stands in addresses; `kind` is the only kind of user that may come in here.
    `claim` names the field of the identity token that pages show as the user's name; `employer_claim` the one that
    holds the 统一社会信用代码 of the certificate's employer, "" where the provider tells none.
    """

    code: str
    kind: Kind
    title: str
    issuer: str
    client_id: str
    client_secret: str
    claim: str
    employer_claim: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a provider stands behind it."""
        return bool(self.issuer)

    @property
    def origin(self) -> str:
        """Scheme and host of the issuer."""
        return origin_of(self.issuer)


def origin_of(address: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def entrances(*kinds: Kind) -> list[Entrance]:
    """All ways in for these kinds of user, in the order of the settings.

    Serves (CP-062, CP-067, CP-178, CP-179, DC-048, DC-054, DC-210, DC-211, DX-050, DX-051, DX-220, DX-221, SC-68).
    """
    return [entrance for entrance in settings.ENTRANCES if entrance.kind in kinds]


def open_entrance(code: str) -> Entrance | None:
    """The way in with this code, if a provider stands behind it."""
    return next((entrance for entrance in settings.ENTRANCES if entrance.code == code and entrance.is_open), None)
