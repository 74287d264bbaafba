"""Binding a tree to a day: parameters, readings and `on` become constants of that day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .branches import rebuilt
from .tree import Constant, Named, Node, Parameter, Reading, Today, Unset


def bound(node: Node, constants: Mapping[str, Constant], readings: Mapping[str, str], on: date | None) -> Node:
    """The tree as it stands on the day; a parameter without a value that day is unknown, not an error.

    Without a day `on` stays open: it is then read from among the facts, so that one tree serves many days.
    """

    def change(part: Node) -> Node:
        if isinstance(part, Parameter):
            return constants.get(part.name) or Unset(part.name, part.type)
        if isinstance(part, Today) and on is not None:
            return Constant(on, part.type, name="on", label="办理日")
        if isinstance(part, Reading):
            return _chosen(part, readings)
        return rebuilt(part, change)

    return change(node)


def unnamed(node: Node) -> Node:
    """The tree with named sub-expressions written out."""
    return unnamed(node.node) if isinstance(node, Named) else rebuilt(node, unnamed)


def _chosen(node: Reading, readings: Mapping[str, str]) -> Node:
    if node.question not in readings:
        return Unset(node.question, node.type)
    return Constant(readings[node.question], node.type, name=node.question)
