"""A simplified tree made quick for columns: comparisons drawn down to single columns, with the same meaning."""

from __future__ import annotations

from dataclasses import replace

from .branches import rebuilt
from .simplify import junction, spread
from .tree import All, Any, Compare, Constant, Lookup, Node, Not, Pick


def columnar(node: Node) -> Node:
    """min(a, b) > c becomes two comparisons, x >= (a if c else b) a choice between two; and/or are made flat."""
    if isinstance(node, Compare):
        return _compare(node)
    node = rebuilt(node, columnar)
    if isinstance(node, Not) and isinstance(node.item, Not):
        return node.item.item
    return junction(node) if isinstance(node, All | Any) else node


def _compare(node: Compare) -> Node:
    parts = spread(node)
    if parts is not None:
        return columnar(parts)
    limit = columnar(node.right)
    node = replace(node, left=columnar(node.left), right=limit)
    if node.op not in ("==", "!=") and isinstance(limit, Pick) and _fixed(limit):
        then, other = (columnar(replace(node, right=branch)) for branch in (limit.then, limit.other))
        return Pick(limit.condition, then, other, node.type)
    return node


def _fixed(node: Node) -> bool:
    """Whether the branches are figures of the law: then drawing the choice out loses nothing."""
    if isinstance(node, Pick):
        return _fixed(node.then) and _fixed(node.other)
    return isinstance(node, Constant | Lookup)
