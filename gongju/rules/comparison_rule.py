"""What a rulebook says about comparisons with the records of other offices."""

from dataclasses import dataclass

COMPARED = ("public_security", "market_regulation", "education", "social_insurance", "tax")
"""The offices with whose records what is stated may be compared."""


@dataclass(frozen=True, slots=True)
class ComparisonRule:
    """What follows from a comparison with another office's records, for some businesses. `code`: one of COMPARED."""

    code: str
    business: tuple[str, ...]
    title: str
    clause: str
    rows: tuple[str, ...]
    holds: bool = False
    """What does not agree, or was not answered, is looked into before the review is passed."""
    by_hand: bool = False
    """An officer may do so by hand and go on."""
