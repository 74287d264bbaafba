"""To whom a sentence is said: a rulebook addresses the applicant (您), anybody else is told of one (申请人).

Chinese bends no verb, so the one word is all that differs. `soundness` holds every sentence to it: 您 stands there for
the applicant and nobody else, and no value that is put into a sentence has it.
"""

from __future__ import annotations

import re

ADDRESSED, TOLD_OF = "您", "申请人"
_ANOTHER = re.compile(f"{ADDRESSED}(?:们|好|单位|的单位)")
"""您 as a greeting, for several people or for a firm."""


def told_of(sentence: str) -> str:
    """The sentence as others than the applicant read it."""
    return sentence.replace(ADDRESSED, TOLD_OF)


def addresses_another(sentence: str) -> bool:
    """Whether 您 stands in it for somebody else than the applicant."""
    return _ANOTHER.search(sentence) is not None
