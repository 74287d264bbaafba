"""教育: whether the highest domestic degree and diploma are on record (CP-157, DC-185, DX-177, CY-Q88a).

The office says itself from which day on its records reach; an earlier degree is left to an officer (CY-Q88c, SC-52).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from gongju.facts import FactValue, Source, Trust
from gongju.registries.office import PERSON, Answer, Compared, Known, Level, Office, Question, Stated, compared

DEGREES = ("学士", "硕士", "博士")
LEVELS = ("大学专科", "大学本科", "硕士研究生", "博士研究生")
PASSED, PORT_FAILED, BY_HAND = "比对通过", "教委端口异常", "需人工审核"
EARLIER = "早于可查询的范围"


def question(stated: Stated) -> Question | None:
    """The highest degree and the highest diploma, each where it was gained in this country."""
    rows = stated.rows.get("education", ())
    degree, diploma = _highest(rows, "degree", DEGREES), _highest(rows, "level", LEVELS)
    claims = {
        **({"degree": _claim(degree, "degree")} if _domestic(degree) else {}),
        **({"diploma": _claim(diploma, "level")} if _domestic(diploma) else {}),
    }
    if not claims or not stated.identity_number:
        return None
    return Question({"name": stated.name, "identity_number": stated.identity_number}, claims)


def _highest(rows: Iterable[Mapping[str, Any]], name: str, order: tuple[str, ...]) -> Mapping[str, Any]:
    known = [row for row in rows if row.get(name) in order]
    return max(known, key=lambda row: order.index(row[name]), default={})


def _domestic(row: Mapping[str, Any]) -> bool:
    return bool(row) and row.get("abroad") is False and "school" in row and "to" in row


def _claim(row: Mapping[str, Any], name: str) -> dict[str, str]:
    return {"level": str(row[name]), "school": str(row["school"]), "on": f"{row['to']:%Y-%m}"}


def compare(claims: Mapping[str, Any], answer: Answer) -> tuple[Compared, ...]:
    """Level and school of each; the record that agrees best is the one shown."""
    return (
        *_compared("degree", "学位", claims.get("degree"), answer, "awarded_on"),
        *_compared("diploma", "学历", claims.get("diploma"), answer, "graduated_on"),
    )


def _compared(item: str, label: str, claim: Mapping[str, str] | None, answer: Answer, day: str) -> Iterator[Compared]:
    if claim is None:
        return
    stated = f"{claim['level']}，{claim['school']}"
    records = [one for one in answer.record.get(f"{item}s", []) if one["level"] == claim["level"]]
    said = [f"{one['level']}，{one['school']}" for one in records]
    best = next((one for one in said if compared(item, label, stated, one).level == Level.AGREES), next(iter(said), ""))
    if not best and claim["on"] < str(answer.record.get("records_from", ""))[:7]:
        yield Compared(item, label, stated, EARLIER, Level.NO_RECORD)
    else:
        yield compared(item, label, stated, best)


def facts(known: Known, uscc: str) -> Iterable[FactValue]:
    """Valid or not, the words of the platform, and the degree itself where the record agrees."""
    if known.level == Level.UNAVAILABLE:
        if "degree" in known.claims:
            yield FactValue("degree_comparison", PORT_FAILED, Source.SYSTEM, Trust.VERIFIED)
        return
    for item, invalid, fact in (
        ("degree", "degree_invalid", "degree"),
        ("diploma", "diploma_invalid", "education_level"),
    ):
        if item in known.claims:
            good = known.agrees(item)
            yield _told(invalid, not good)
            if good:
                yield _told(fact, known.claims[item]["level"])
    if "degree" in known.claims:
        yield _told("degree_comparison", PASSED if known.agrees("degree") else BY_HAND)
        yield from _awarded(known)


def _awarded(known: Known) -> Iterator[FactValue]:
    """The day on the certificate, where the record agrees."""
    claim = known.claims["degree"]
    days = [one["awarded_on"] for one in known.record.get("degrees", []) if one["level"] == claim["level"]]
    if known.agrees("degree") and len(days) == 1:
        yield _told("degree_date", date.fromisoformat(days[0]))


def _told(name: str, value: bool | str | date) -> FactValue:
    return FactValue(name, value, Source.REGISTER, Trust.VERIFIED)


OFFICE = Office(
    code="education",
    title="教育",
    about=PERSON,
    path="/v1/education",
    parts=frozenset({"education"}),
    shape={
        "records_from": "day",
        "degrees": [{"level": DEGREES, "school": "text", "awarded_on": "day", "certificate?": "text"}],
        "diplomas": [{"level": LEVELS, "school": "text", "graduated_on": "day", "certificate?": "text"}],
    },
    question=question,
    compare=compare,
    facts=facts,
    words={Level.UNAVAILABLE: PORT_FAILED, Level.DIFFERS: BY_HAND, Level.NO_RECORD: BY_HAND},
)
