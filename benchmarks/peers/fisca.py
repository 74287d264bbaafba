"""OpenFisca-core and its fork PolicyEngine-core: one variable for each fact and for each criterion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from ..figures import DTYPES, INNOVATION, LOW, ORG, SERVICE, SEX, WAGE
from . import CODES, Peer, Person

PERIOD = "2021"
_KINDS = {"?": bool, "f": float, "i": int}


class _Country:
    """The rules as a tax and benefit system of one of the two packages."""

    def __init__(self, package: str) -> None:
        self.package = package
        entities = import_module(f"{package}.entities")
        enums = import_module(f"{package}.{'indexed_enums' if package == 'openfisca_core' else 'enums'}")
        self.enum_array = enums.EnumArray
        self.variable = import_module(f"{package}.variables").Variable
        self.year = import_module(f"{package}.periods").YEAR
        self.builder = import_module(f"{package}.simulations.simulation_builder").SimulationBuilder
        self.person = entities.build_entity(key="person", plural="persons", label="person", is_person=True)
        self.choices = {
            "org_kind": enums.Enum("Org", {kind: kind for kind in ORG}),
            "sex": enums.Enum("Sex", {sex: sex for sex in SEX}),
        }
        self.system = import_module(f"{package}.taxbenefitsystems").TaxBenefitSystem([self.person])
        self.system.parameters = import_module(f"{package}.parameters").ParameterNode("", data={"wage": _wage_node()})
        for name, dtype in DTYPES.items():
            self._add(name, **self._fact(name, dtype))
        for code, formula in _criteria(self.choices).items():
            self._add(code, value_type=bool, reference=f"https://example.invalid/{code}", formula=_formula(formula))
        self._add("eligible", value_type=bool, formula=_formula(_eligible))

    def _add(self, name: str, **attributes: Any) -> None:
        common = {"entity": self.person, "definition_period": self.year, "label": name}
        self.system.add_variable(type(name, (self.variable,), {**common, **attributes}))

    def _fact(self, name: str, dtype: str) -> dict[str, Any]:
        if name not in self.choices:
            return {"value_type": _KINDS[dtype[0]]}
        enum = self.choices[name]
        return {"value_type": enum.__mro__[1], "possible_values": enum, "default_value": list(enum)[-1]}

    def simulation(self, columns: Any, *, trace: bool = False) -> Any:
        """A simulation with the facts given, arrays of one length."""
        count = len(next(iter(columns.values())))
        make = self.builder if self.package == "openfisca_core" else self.builder()
        found = make.build_default_simulation(self.system, count)
        found.trace = trace
        for name, values in columns.items():
            found.set_input(name, PERIOD, values)
        return found

    def one(self, person: Person) -> dict[str, Any]:
        """One person as arrays of one."""
        return {name: self._array(name, [value]) for name, value in person.items()}

    def prepare(self, columns: Any) -> dict[str, Any]:
        """Whole columns, choices as the package's own arrays."""
        return {
            name: self.enum_array(values.astype("i2"), self.choices[name]) if name in self.choices else values
            for name, values in columns.items()
        }

    def _array(self, name: str, values: Sequence[Any]) -> Any:
        if name not in self.choices:
            return np.array(values)
        codes = np.array([(ORG if name == "org_kind" else SEX).index(value) for value in values], dtype="i2")
        return self.enum_array(codes, self.choices[name])


def _wage_node() -> dict[str, Any]:
    return {
        column: {"values": {f"{year}-01-01": {"value": row[at]} for year, row in WAGE.items()}}
        for at, column in enumerate(("x12", "x15", "x3", "x6"))
    }


def _formula(function: Callable[[Any, Any, Any], Any]) -> Callable[[Any, Any, Any], Any]:
    def formula(person: Any, period: Any, parameters: Any) -> Any:
        return function(person, period, parameters)

    return formula


def _line(person: Any, period: Any, parameters: Any, column: str) -> Any:
    lines = [getattr(parameters(f"{year}-01-01").wage, column) for year in WAGE]
    return np.array(lines)[person("apply_year", period) - min(WAGE)]


def _criteria(choices: dict[str, Any]) -> dict[str, Callable[[Any, Any, Any], Any]]:
    org, sex = choices["org_kind"], choices["sex"]

    def among(p: Any, t: Any, options: Sequence[str]) -> Any:
        kinds = p("org_kind", t)
        found = kinds == org[options[0]]
        for option in options[1:]:
            found = found | (kinds == org[option])
        return found

    def over(p: Any, t: Any, q: Any, column: str) -> Any:
        line = _line(p, t, q, column)
        return (p("income_y1", t) > line) & (p("income_y2", t) > line) & (p("income_y3", t) > line)

    def low_line(p: Any, t: Any, q: Any) -> Any:
        low = among(p, t, LOW) | p("key_enterprise", t)
        return np.where(low, _line(p, t, q, "x12"), _line(p, t, q, "x15"))

    return {
        "C1": lambda p, t, q: p("work_years", t) >= 2,
        "C2": lambda p, t, q: p("months_employed", t) >= 12,
        "C3": lambda p, t, q: p("tax_continuous", t) & p("social_continuous", t),
        "C4": lambda p, t, q: p("lawful_housing", t),
        "C5": lambda p, t, q: p("age", t) < np.where(p("sex", t) == sex["F"], 55, 60),
        "C6": lambda p, t, q: p("monthly_income", t) >= low_line(p, t, q),
        "X1": lambda p, t, q: p("dispatched", t),
        "X2": lambda p, t, q: (
            (p("contract_unit", t) != p("tax_unit", t)) | (p("contract_unit", t) != p("social_unit", t))
        ),
        "X3": lambda p, t, q: p("beijing_hukou", t),
        "P1": lambda p, t, q: p("degree", t) >= 2,
        "P2": lambda p, t, q: p("title", t) >= 2,
        "P3": lambda p, t, q: p("award", t),
        "P4": lambda p, t, q: among(p, t, INNOVATION) & over(p, t, q, "x3"),
        "P5": lambda p, t, q: among(p, t, SERVICE) & over(p, t, q, "x6"),
        "P6": lambda p, t, q: (
            p("ip_landed", t) & ((p("inventions", t) >= 1) | (p("other_patents", t) >= 3) | (p("software", t) >= 3))
        ),
        "P7": lambda p, t, q: (
            (p("share_pct", t) >= 5)
            & (p("holder_rank", t) <= 5)
            & (
                (p("invest_total", t) > 5_000_000)
                | (p("financing", t) > 10_000_000)
                | (p("team_tax_avg", t) >= 5_000_000)
            )
        ),
        "P8": lambda p, t, q: (
            p("freelancer", t) & (p("tax_y1", t) >= 200_000) & (p("tax_y2", t) >= 200_000) & (p("tax_y3", t) >= 200_000)
        ),
        "P9": lambda p, t, q: p("talent", t),
    }


def _eligible(p: Any, t: Any, q: Any) -> Any:
    found = p("C1", t)
    for code in CODES[1:9]:
        found = found & (p(code, t) if code[0] == "C" else ~p(code, t))
    ways = p("P1", t)
    for code in CODES[10:]:
        ways = ways | p(code, t)
    return found & ways


def make(package: str) -> Peer:
    """Either package."""
    country = _Country(package)

    def verdict(columns: Any) -> Any:
        return np.asarray(country.simulation(columns).calculate("eligible", PERIOD))

    def reasons(columns: Any) -> Any:
        simulation = country.simulation(columns)
        return [simulation.calculate(code, PERIOD) for code in ("eligible", *CODES)]

    def tree(person: Person) -> Any:
        simulation = country.simulation(country.one(person), trace=True)
        simulation.calculate("eligible", PERIOD)
        tracer = simulation.tracer
        serialized = getattr(tracer, "get_serialized_flat_trace", None)
        return serialized() if serialized else tracer.get_flat_trace()

    return Peer(
        name={"openfisca_core": "OpenFisca-core", "policyengine_core": "PolicyEngine-core"}[package],
        result=lambda person: bool(verdict(country.one(person))[0]),
        failing=lambda person: reasons(country.one(person)),
        tree=tree,
        prepare=country.prepare,
        columns=verdict,
        reasons=reasons,
    )
