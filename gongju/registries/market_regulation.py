"""市场监管: name, legal representative, scope, capital and district of an employer (DC-184, DX-176)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from gongju.facts import FactValue, Source, Trust
from gongju.registries.office import EMPLOYER, Answer, Compared, Known, Level, Office, Question, Stated, compared

PART = "registration"
TEXTS = {
    "legal_representative": "法定代表人（负责人）",
    "registered_district": "注册登记地",
    "business_scope": "经营（业务）范围",
}
CAPITAL = "paid_in_capital"
FEN_IN_TEN_THOUSAND = 1_000_000


def question(stated: Stated) -> Question | None:
    """Asked once there is a code; what is not filled in is not compared."""
    if not stated.uscc:
        return None
    row = next(iter(stated.rows.get(PART, ())), {})
    claims = {"name": stated.employer, **{name: str(row[name]) for name in TEXTS if row.get(name)}}
    if isinstance(row.get(CAPITAL), int):
        claims[CAPITAL] = row[CAPITAL]
    return Question({"uscc": stated.uscc}, claims)


def compare(claims: Mapping[str, Any], answer: Answer) -> tuple[Compared, ...]:
    """Item by item, as far as the employer states it."""
    if not answer.found:
        return (Compared("uscc", "统一社会信用代码", "已填写", "没有记录", Level.NO_RECORD),)
    record = answer.record
    code = Compared("uscc", "统一社会信用代码", "已填写", "有登记", Level.AGREES)
    texts = {"name": "单位名称", **TEXTS}
    found = [
        compared(item, label, claims[item], record.get(item, "")) for item, label in texts.items() if item in claims
    ]
    if CAPITAL in claims:
        said = _in_ten_thousands(record[CAPITAL]) if CAPITAL in record else ""
        found.append(compared(CAPITAL, "实缴资本", _in_ten_thousands(claims[CAPITAL]), said))
    return (code, *found)


def facts(known: Known, uscc: str) -> Iterable[FactValue]:
    """What agrees is known from the register; what differs stays as stated until somebody has looked into it."""
    for item in ("registered_district", CAPITAL):
        if known.agrees(item):
            yield FactValue(item, known.claims[item], Source.REGISTER, Trust.VERIFIED)


def _in_ten_thousands(fen: int) -> str:
    return f"{(Decimal(fen) / FEN_IN_TEN_THOUSAND).normalize():f} 万元"


OFFICE = Office(
    code="market_regulation",
    title="市场监管",
    about=EMPLOYER,
    path="/v1/enterprise",
    parts=frozenset({PART}),
    shape={
        "name": "text",
        "legal_representative?": "text",
        "business_scope?": "text",
        "paid_in_capital?": "money",
        "registered_district?": "text",
    },
    question=question,
    compare=compare,
    facts=facts,
)
