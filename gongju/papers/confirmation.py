"""北京市工作居住证确认单: the paper that a holder prints and anyone can check by its QR code."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from gongju.papers import qr
from gongju.papers.printing import set_in_type


@dataclass(frozen=True)
class Child:
    """An accompanying child as printed: `identity` is masked already."""

    name: str
    identity: str


@dataclass(frozen=True)
class Confirmation:
    """What one confirmation says; every field is printed as given, identity numbers masked by the caller.

    `first_day` and `last_day` are both days of validity; `authority` is the office that approved;
    `address` is the full public address at which this paper is verified, with the signed claim behind its #; `page`
    is the short one to type by hand; `signature` says in words how the paper is signed.

    Serves (DC-088, DC-191, DX-088, CY-Q69a).
    """

    number: str
    name: str
    identity: str
    employer: str
    authority: str
    first_day: date
    last_day: date
    children: tuple[Child, ...]
    issued_at: datetime
    address: str
    page: str
    signature: str


def confirmation_pdf(paper: Confirmation) -> bytes:
    """One or more A4 pages as PDF/A-2b. Raises MissingGlyph for a character outside the embedded fonts."""
    data = asdict(paper) | {
        "first_day": _day(paper.first_day),
        "last_day": _day(paper.last_day),
        "issued_at": f"{_day(paper.issued_at)} {paper.issued_at:%H:%M}",
        "qr": qr.svg(paper.address),
    }
    return set_in_type("confirmation", data, dated=paper.issued_at)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
