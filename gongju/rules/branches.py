"""Going over a tree: the nodes below one, the same with another below, all of them, the facts they look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

from .facts import FactSpec
from .tree import Fact, Node


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in the order of the text."""
    found: list[Node] = []
    for name in _branches(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            found.extend(item for item in value if isinstance(item, Node))
    return tuple(found)


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with `change` applied to each node directly below; itself when nothing changed."""
    changes: dict[str, object] = {}
    for name in _branches(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            new = change(value)
            if new is not value:
                changes[name] = new
        elif isinstance(value, tuple):
            items = tuple(change(item) if isinstance(item, Node) else item for item in value)
            if any(a is not b for a, b in zip(items, value, strict=True)):
                changes[name] = items
    return replace(node, **changes) if changes else node  # type: ignore[type-var]


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def facts_of(node: Node) -> tuple[FactSpec, ...]:
    """The facts a tree may look at, each once, in the order of the text."""
    return tuple(dict.fromkeys(found.spec for found in walk(node) if isinstance(found, Fact)))


def _branches(kind: type[Node]) -> tuple[str, ...]:
    """Names of the fields that may hold nodes; asked often, so kept by class."""
    found = _BRANCHES.get(kind)
    if found is None:
        found = _BRANCHES[kind] = tuple(item.name for item in fields(kind) if item.name != "type")  # type: ignore[arg-type]
    return found


_BRANCHES: dict[type[Node], tuple[str, ...]] = {}
