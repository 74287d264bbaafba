"""Every endpoint of every portal declares one named rule: the resolver is walked, whatever it finds is asked."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from gongju.access.rules import RULES

OWN = ("gongju.",)


def endpoints(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of ours with the address it answers to."""
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from endpoints(entry, where)
        elif entry.callback.__module__.startswith(OWN):
            yield where, entry


ENDPOINTS = list(endpoints(get_resolver()))


def test_there_are_endpoints_to_ask() -> None:
    assert len(ENDPOINTS) > 40


def test_every_endpoint_declares_a_rule_that_exists() -> None:
    without = [where for where, entry in ENDPOINTS if getattr(entry.callback, "access_rule", "") not in RULES]
    assert without == [], 'decorate the view with gongju.access.rules.requires("…")'


def test_an_endpoint_whose_rule_reaches_an_object_names_it_in_its_address() -> None:
    lacking = []
    for where, entry in ENDPOINTS:
        rule = RULES.get(getattr(entry.callback, "access_rule", ""))
        if rule is not None and rule.reach is not None and rule.key not in entry.pattern.converters:
            lacking.append(f"{where} ({rule.name} needs {rule.key})")
    assert lacking == []


def test_an_endpoint_that_names_an_object_reaches_it_by_a_rule() -> None:
    keys = {rule.key for rule in RULES.values() if rule.key}
    loose = []
    for where, entry in ENDPOINTS:
        rule = RULES.get(getattr(entry.callback, "access_rule", ""))
        named = keys & set(entry.pattern.converters)
        if named and rule is not None and not rule.open_to_all and rule.key not in named:
            loose.append(f"{where} ({rule.name})")
    assert loose == []
