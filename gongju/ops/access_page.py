"""docs/access.md: every endpoint with its rule, every rule with its roles, and who may not do what after what."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.management import get_commands, load_command_class
from django.urls import URLPattern, URLResolver, get_resolver

from gongju.access.matrix import matrix, reach_words, roles
from gongju.access.rules import RULES
from gongju.rules.procedure import Procedure, Transition

OWN = "gongju."
HEAD = """# Who may reach what

Generated from the code by `gongju write_access`; do not edit. A test holds it true.

Every endpoint declares one named rule, kept before its view runs; there is no other way in. A rule looks first at who
asks, then, where the address names an object, finds it among those that this reader may see. What somebody may not see
is answered like what does not exist (404, the same words). Somebody whose account is of another kind gets 403; without
signing in, the way to the sign-in page. Lists, counts, searches and exports draw their rows from the same functions
(`visible_…`), named beside them. What needs a sign-in not older than `GONGJU_FRESH_SIGN_IN_MINUTES` says so in the last
column (`portals/officer/weight.py`).

Tested: each rule by each reader (`tests/access/test_rules.py`), each noun over roles, own and other offices, relations
and states (`tests/access/test_reach.py`), each endpoint by a stranger, by somebody of another kind and by nobody
(`tests/portals/test_strangers.py`), four eyes over every pair of steps (`tests/actions/test_four_eyes.py`).
"""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: what it answers to, what it gives, its rule, the functions its rows come from, when it decides."""

    address: str
    methods: str
    gives: str
    rule: str
    rows: str
    weighs: str


def page(procedures: tuple[Procedure, ...]) -> str:
    """The whole page."""
    parts = [HEAD, _rules(), _endpoints(), _commands(), _four_eyes(procedures)]
    return "\n".join(parts)


def endpoints() -> list[Endpoint]:
    """Every endpoint of ours, in the order of the addresses."""
    return [_endpoint(where, entry) for where, entry in _patterns(get_resolver())]


def _patterns(resolver: URLResolver, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, where)
        elif entry.callback.__module__.startswith(OWN):
            yield where, entry


def _endpoint(where: str, entry: URLPattern) -> Endpoint:
    view = inspect.unwrap(entry.callback)
    source = inspect.getsource(view)
    rule = RULES[entry.callback.access_rule]  # type: ignore[attr-defined]
    return Endpoint(
        address=re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", where),
        methods=_methods(source),
        gives=_gives(source, bool(rule.reach)),
        rule=rule.name,
        rows=", ".join(_sources(view)) if not rule.open_to_all else "",
        weighs=_weighs(entry.callback),
    )


def _weighs(view: Callable[..., Any]) -> str:
    """What of it needs a fresh sign-in."""
    when = getattr(view, "weighs", None)
    return str(when.__doc__).rstrip(".") if when else ""


def _methods(source: str) -> str:
    if "@require_POST" in source:
        return "POST"
    named = re.search(r"@require_http_methods\(\[([^\]]*)\]", source)
    return ", ".join(re.findall(r"[A-Z]+", named[1])) if named else "GET"


def _gives(source: str, one: bool) -> str:
    signs = (
        ("csv", "export"),
        ("sheet_answer", "export"),
        ("attachment", "file"),
        ("content_type", "file"),
        ("inline", "file"),
        ("FileResponse", "file"),
        ("words_in(request.GET)", "search"),
        ('GET.get("q"', "search"),
        ("Paginator", "list"),
    )
    found = next((word for sign, word in signs if sign in source), "")
    return found or ("one" if one else "page")


def _sources(view: Callable[..., Any]) -> list[str]:
    """The functions of `gongju.access` by which this view's module finds rows."""
    names = vars(inspect.getmodule(view)).items()
    return sorted(
        name
        for name, found in names
        if inspect.isfunction(found)
        and found.__module__.startswith("gongju.access.")
        and name.startswith(("visible_", "own_"))
    )


def _rules() -> str:
    heads = [str(number) for number, _ in enumerate(roles(), 1)]
    lines = ["## Readers\n"]
    lines += [f"{number}. {role.title}" for number, role in enumerate(roles(), 1)]
    lines += ["", "## Rules\n", f"| rule | {' | '.join(heads)} | what it reaches |"]
    lines.append("|---|" + "---|" * (len(heads) + 1))
    for rule, answers in matrix():
        marks = " | ".join("●" if yes else "" for yes in answers)
        lines.append(f"| `{rule.name}` {rule.title} | {marks} | {reach_words(rule)} |")
    return "\n".join(lines) + "\n"


def _endpoints() -> str:
    found = endpoints()
    lines = [f"## Endpoints\n\n{len(found)} in all.\n"]
    for portal, group in groupby(found, key=lambda one: one.address.split("/")[1]):
        lines += [f"### /{portal}\n", "| address | methods | gives | rule | rows from | fresh sign-in |"]
        lines += ["|---|---|---|---|---|---|", *map(_row, group)]
        lines.append("")
    return "\n".join(lines)


def _row(one: Endpoint) -> str:
    return f"| `{one.address}` | {one.methods} | {one.gives} | `{one.rule}` | {one.rows} | {one.weighs} |"


def _commands() -> str:
    lines = ["## Commands\n", "Whoever can run a program on the server; none is reached by a request.\n"]
    lines += ["| command | what for |", "|---|---|"]
    for name, app in sorted(get_commands().items()):
        if app.startswith(OWN):
            lines.append(f"| `gongju {name}` | {load_command_class(app, name).help} |")
    return "\n".join(lines) + "\n"


def _four_eyes(procedures: tuple[Procedure, ...]) -> str:
    lines = [
        "## Four eyes\n",
        "Who took the first step on a case may not take the second one. Data: `other_than` in `procedures/`.\n",
    ]
    lines += ["| business | who did | may not |", "|---|---|---|"]
    for one in procedures:
        for later in one.transitions.values():
            for earlier in later.other_than:
                lines.append(f"| {one.title} | {_step(one, earlier)} | {_named(later)} |")
    lines.append(
        "\nWho entered a request into a quota round's list does not publish the round (`actions/publish_round.py`)."
    )
    return "\n".join(lines) + "\n"


def _step(procedure: Procedure, name: str) -> str:
    return _named(procedure.transitions[name])


def _named(move: Transition) -> str:
    return f"{move.title} `{move.name}`"
