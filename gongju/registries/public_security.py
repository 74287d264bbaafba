"""公安: whether a name belongs to an identity number (DC-183, DX-175).

The office says yes or no and never a name, so that nobody learns from us who bears a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gongju.facts import FactValue
from gongju.registries.office import PERSON, Answer, Compared, Known, Level, Office, Question, Stated

MATCHES, OTHER = "与登记一致", "与登记不一致"


def question(stated: Stated) -> Question | None:
    """Asked as soon as somebody is registered."""
    key = {
        "name": stated.name,
        "identity_kind": stated.identity_kind,
        "identity_number": stated.identity_number,
    }
    return Question(key, key) if all(key.values()) else None


def compare(claims: Mapping[str, Any], answer: Answer) -> tuple[Compared, ...]:
    """The number is on record or not; if it is, the name belongs to it or not."""
    if not answer.found:
        return (Compared("identity_number", "证件号码", "已填写", "没有记录", Level.NO_RECORD),)
    matches = answer.record["name_matches"]
    number = Compared("identity_number", "证件号码", "已填写", MATCHES, Level.AGREES)
    level, said = (Level.AGREES, MATCHES) if matches else (Level.DIFFERS, OTHER)
    return (number, Compared("name", "姓名", str(claims["name"]), said, level))


def facts(known: Known, uscc: str) -> Iterable[FactValue]:
    """None: name and number are no facts of a verdict."""
    return ()


OFFICE = Office(
    code="public_security",
    title="公安",
    about=PERSON,
    path="/v1/identity",
    parts=frozenset({"identity"}),
    shape={"name_matches": "truth"},
    question=question,
    compare=compare,
    facts=facts,
)
