"""What a criterion looked at, in words: the values seen, the standard they were held against, the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from .branches import facts_of, walk
from .facts import Facts, FactTable
from .kleene import possible
from .tree import Compare, Constant, Fact, Lookup, Named, Node, Pick, Rounded, Scale
from .units import Kind
from .wording import between_text, fact_text, span_text

UNKNOWN = "（未填）"


@dataclass(frozen=True, slots=True)
class Seen:
    """A value the rule looked at, as people write it; `text` is empty when it is not known."""

    name: str
    label: str
    text: str
    source: str


def seen_in(trees: tuple[Node, ...], facts: Facts) -> tuple[Seen, ...]:
    """The facts the trees look at, each once, in the order of the text."""
    specs = dict.fromkeys(spec for tree in trees for spec in facts_of(tree))
    return tuple(
        Seen(spec.name, spec.label, fact_text(spec, facts[spec.name]) if spec.name in facts else "", spec.source)
        for spec in specs
    )


def standard_of(tree: Node, facts: Facts) -> str:
    """The figure of the law a rule compares with, and how it came about; empty when there is none to show."""
    for node in walk(tree):
        if isinstance(node, Compare) and node.left.type.kind is Kind.QUANTITY:
            text = _side(node.right, node.left, facts) or _side(node.left, node.right, facts)
            if text:
                return text
    return ""


def _side(node: Node, against: Node, facts: Facts) -> str:
    if not _lawful(node):
        return ""
    figure = span_text(possible(node, facts), node.type, against.spec.unit if isinstance(against, Fact) else "")
    if not figure:
        return ""
    how = _how(_chosen(node, facts), facts)
    return f"标准 {figure}" + (f"（{how}）" if how else "")


def _lawful(node: Node) -> bool:
    """Whether the value comes from parameters or tables of the law rather than from a fact."""
    if isinstance(node, Constant):
        return bool(node.name)
    if isinstance(node, Named):
        return _lawful(node.node)
    if isinstance(node, Pick):
        return _lawful(node.then) or _lawful(node.other)
    if isinstance(node, Scale):
        return _lawful(node.value) or _lawful(node.factor)
    return isinstance(node, Lookup) or (isinstance(node, Rounded) and _lawful(node.value))


def _chosen(node: Node, facts: Facts) -> Node:
    """The branch that counts for these facts."""
    if isinstance(node, Named):
        return _chosen(node.node, facts)
    if isinstance(node, Pick):
        test = possible(node.condition, facts)
        return node if test is None else _chosen(node.then if test else node.other, facts)
    return node


def _how(node: Node, facts: Facts) -> str:
    if isinstance(node, Constant):
        return node.how or (node.label if node.name else "")
    if isinstance(node, Lookup):
        key = span_text(possible(node.key, facts), node.key.type)
        return f"{node.table.label}，{key}" if key else node.table.label
    if isinstance(node, Scale):
        sign = "÷" if node.divide else "×"
        return f"{_operand(node.value, facts)} {sign} {_operand(node.factor, facts)}"
    return _how(node.value, facts) if isinstance(node, Rounded) else ""


def _operand(node: Node, facts: Facts) -> str:
    chosen = _chosen(node, facts)
    text = span_text(possible(chosen, facts), chosen.type)
    label = chosen.label if isinstance(chosen, Constant) else ""
    return f"{label} {text}".strip() if text else (label or "…")


def sentence_of(template: str, specs: FactTable, facts: Facts, known: Mapping[str, Constant | Named]) -> str:
    """The sentence with facts, values and parameters in its braces written out."""
    if "{" not in template:
        return template
    texts: dict[str, str] = {}
    for _, name, _, _ in Formatter().parse(template):
        if name is not None:
            given = name in specs and name in facts
            texts[name] = fact_text(specs[name], facts[name]) if given else _known_text(name, known, facts)
    return template.format_map(texts)


def _known_text(name: str, known: Mapping[str, Constant | Named], facts: Facts) -> str:
    node = known.get(name)
    if node is None:
        return UNKNOWN
    found = possible(node, facts)
    return span_text(found, node.type) or between_text(found, node.type) or UNKNOWN
