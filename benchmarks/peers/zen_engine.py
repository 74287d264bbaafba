"""zen-engine: as one compiled expression, and as a decision graph with its trace."""

from __future__ import annotations

import zen

from . import CODES, Peer
from .texts import Dialect

ZEN = Dialect("and", "or", "not ", "")


def make_expression() -> Peer:
    """zen's compiled expression: no reasons."""
    return Peer(name="zen, one expression", result=zen.compile_expression(ZEN.whole(ZEN.criteria())).evaluate)


def make_graph() -> Peer:
    """zen's decision graph: 18 outputs, and its trace."""
    texts = ZEN.criteria()
    outputs = [{"id": code, "key": code, "value": text} for code, text in texts.items()]
    whole = ZEN.whole({code: f"$.{code}" for code in CODES})
    outputs.append({"id": "eligible", "key": "eligible", "value": whole})
    content = {
        "expressions": outputs,
        "passThrough": False,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "Request", "content": {"schema": ""}},
            {"id": "all", "type": "expressionNode", "name": "criteria", "content": content},
            {"id": "out", "type": "outputNode", "name": "Response", "content": {"schema": ""}},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "all"},
            {"id": "2", "type": "edge", "sourceId": "all", "targetId": "out"},
        ],
    }
    evaluate = zen.ZenEngine({"loader": {"type": "static", "content": {"r": graph}}}).get_decision("r").evaluate
    traced = {"trace": True}
    return Peer(
        name="zen, decision graph",
        result=lambda person: evaluate(person)["result"]["eligible"],
        failing=lambda person: evaluate(person)["result"],
        tree=lambda person: evaluate(person, traced),
    )
