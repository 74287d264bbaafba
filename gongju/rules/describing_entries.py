"""What an entry of a rulebook says, point by point in words: for comparing editions, and for lists of papers."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping

from .binding import bound
from .branches import rebuilt
from .criterion import Criterion
from .describing import written_out
from .edition import Edition
from .entries import Business, Contact, Information, Parameter, Question, StateChange, Step, Table, Term
from .paper_entries import BROUGHT_TO, Material
from .simplify import junction, simplified
from .terms import UNIT_WORDS
from .tree import All, Any, Compare, Constant, Node
from .wording import day_text

BY = {"individual": "本人", "employer": "单位", "former_employer": "原单位"}
KINDS = {"condition": "必须满足", "exclusion": "有此情形不能办", "pathway": "满足其中一项即可"}
DIRECTIONS = {"after": "之后", "before": "之前"}
MOMENTS = {"submission": "提交那天", "acceptance": "受理那天"}


def points_of(edition: Edition, entry: object) -> Mapping[str, str]:
    """What the entry says, point by point: label -> words. Points without words are left out."""
    points = _POINTS.get(type(entry))
    return {label: words for label, words in points(edition, entry).items() if words} if points else {}


def needs_of(paper: Material) -> tuple[str, ...]:
    """What the paper must be like whatever the day, one short sentence each without a full stop."""
    each = "每页" if paper.every_page else ""
    said = (
        paper.accepts and f"{'任选一种' if len(paper.accepts) > 1 else '交'}：{'、'.join(paper.accepts)}",
        paper.must_state and f"须写明：{'、'.join(paper.must_state)}",
        paper.seal and f"{each}加盖{paper.seal}",
        paper.annotation and f"{each}写“{paper.annotation}”并由{paper.signature}签字",
        paper.signature and not paper.annotation and f"由{paper.signature}签字",
        paper.freshness and f"日期在 {paper.freshness} 个月以内",
        paper.remaining and f"{'一般' if paper.remaining.soft else ''}还剩 {paper.remaining.months} 个月以上有效期",
        paper.length and f"期限共 {paper.length} 个月以上",
        paper.template and f"用{paper.template}的样式",
        paper.brought_to and f"纸质原件报送{BROUGHT_TO[paper.brought_to]}",
        paper.note.rstrip("。"),
    )
    return tuple(text for text in said if text)


def _criterion(edition: Edition, one: Criterion) -> dict[str, str]:
    decides = "不满足的由经办人员判断" if one.soft else "满足的由经办人员判断" if one.judge else ""
    rule = "；另一读法：".join(_required(one, _read(edition, tree)) for tree in one.trees) or "由经办人员判断"
    return {"要求": rule, "怎样算": KINDS[one.kind], "由谁定": decides}


def _required(one: Criterion, node: Node) -> str:
    """The node in words; a reading under which everybody meets the criterion asks for nothing."""
    if one.kind != "exclusion" and isinstance(node, Constant) and node.value is True:
        return "不作这条要求"
    return written_out(node)


def _read(edition: Edition, tree: Node) -> Node:
    """The tree with the readings of open questions that this edition takes; figures are named, not put in."""
    return _settled(bound(tree, edition.constants(edition.in_force), edition.readings, None))


def _settled(node: Node) -> Node:
    """The node without what asks for a reading: that is decided."""
    node = rebuilt(node, _settled)
    if isinstance(node, Compare) and isinstance(node.left, Constant) and isinstance(node.right, Constant):
        return simplified(node)
    return junction(node) if isinstance(node, All | Any) else node


def _material(edition: Edition, one: Material) -> dict[str, str]:
    when = edition.whens.get(one.code)
    window = f"往前 {one.look_back.months} 个月" if one.look_back else ""
    return {
        "谁交": BY[one.by],
        "什么时候要": written_out(_read(edition, when)) if when else "都要" if not one.pathway else "走相应条件的",
        "覆盖": window,
        "要求": "；".join(needs_of(one)),
        "形式": f"{'原件扫描' if one.original else ''}{one.form.upper()}",
        "传到哪里": one.upload_where,
        "说明": "缺了只提醒，不退回" if one.advisable else "",
    }


def _term(edition: Edition, one: Term) -> dict[str, str]:
    length = f"{one.from_label}{DIRECTIONS[one.direction]} {one.length} {UNIT_WORDS[one.unit]}"
    return {"多长": length, "怎样数": one.sentence, "过了会怎样": one.late}


def _parameter(edition: Edition, one: Parameter) -> dict[str, str]:
    return {f"自 {day_text(each.since)}": f"{each.value or each.rule} {one.unit}" for each in one.values}


def _table(edition: Edition, one: Table) -> dict[str, str]:
    return {f"{year} 年": f"{value} {one.unit}" for year, value in one.entries.items()}


def _business(edition: Edition, one: Business) -> dict[str, str]:
    return {"办什么": one.summary, "按哪天": MOMENTS[one.judged_on]}


def _contact(edition: Edition, one: Contact) -> dict[str, str]:
    return {"电话": "、".join(one.phones), "地址": one.address, "时间": one.hours, "邮箱": one.email}


def _text(edition: Edition, one: typing.Any) -> dict[str, str]:
    return {"内容": "；".join((one.text, *getattr(one, "items", ()))), "由谁": getattr(one, "by", "")}


def _question(edition: Edition, one: Question) -> dict[str, str]:
    return {"问题": one.text, "读法": one.readings[edition.readings.get(one.id, one.recommended)]}


_POINTS: Mapping[type, Callable[[Edition, typing.Any], dict[str, str]]] = {
    Criterion: _criterion,
    Material: _material,
    Term: _term,
    Parameter: _parameter,
    Table: _table,
    Business: _business,
    Contact: _contact,
    Step: _text,
    StateChange: _text,
    Information: _text,
    Question: _question,
}
