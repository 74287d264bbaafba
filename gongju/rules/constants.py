"""The figures of the law on one day: written ones, and those computed from others by a rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from . import tree
from .branches import walk
from .entries import Parameter, ParameterValue
from .expression import Scope, parse, value_of
from .tree import Constant
from .units import held, type_of_unit
from .wording import quantity_text

_NAME = re.compile(r"[a-z]\w*")


@dataclass(frozen=True, slots=True)
class Shown:
    """A parameter as the words of another may name it: `{average_wage}` and `{average_wage.of}`."""

    text: str
    of: int | None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class _Day:
    """The figures found so far for one day, from which the next may be computed."""

    on: date
    scope: Scope
    readings: Mapping[str, str]
    found: dict[str, Constant] = field(default_factory=dict)
    shown: dict[str, Shown] = field(default_factory=dict)

    def add(self, parameter: Parameter, value: ParameterValue) -> None:
        amount = self.amount(parameter, value)
        if amount is None:
            return
        type_ = type_of_unit(parameter.unit)
        text = quantity_text(amount, type_, parameter.unit)
        how = value.basis.format_map({**self.shown, "of": value.of, "value": text})
        self.shown[parameter.name] = Shown(text, value.of)
        self.found[parameter.name] = Constant(amount, type_, parameter.name, parameter.label, how)

    def amount(self, parameter: Parameter, value: ParameterValue) -> int | Fraction | None:
        """The held figure; None while a parameter its rule names has no value on the day."""
        if value.value is not None:
            return held(Fraction(value.value), parameter.unit)
        node = parse(value.rule or "", self.scope, type_of_unit(parameter.unit))
        if any(isinstance(part, tree.Parameter) and part.name not in self.found for part in walk(node)):
            return None
        found = value_of(node, self.found, self.readings, self.on)
        if not isinstance(found, int | Fraction):
            raise TypeError(f"{parameter.name}: {value.rule} is no amount")
        return found


def assumed_on(parameters: Mapping[str, Parameter], on: date) -> frozenset[str]:
    """The names of those whose figure on the day rests on something assumed: its own number or day, or another's."""
    found: set[str] = set()
    for parameter in parameters.values():
        value = parameter.on(on)
        if value is not None and (value.assumed or found.intersection(_NAME.findall(value.rule or ""))):
            found.add(parameter.name)
    return frozenset(found)


def constants_on(
    parameters: Mapping[str, Parameter], scope: Scope, readings: Mapping[str, str], on: date
) -> Mapping[str, Constant]:
    """Every parameter with a value on the day, as a constant of the language.

    A rule may use only parameters that stand before it, those of the extended edition included.
    """
    day = _Day(on, scope, readings)
    for parameter in parameters.values():
        value = parameter.on(on)
        if value is not None:
            day.add(parameter, value)
    return day.found
