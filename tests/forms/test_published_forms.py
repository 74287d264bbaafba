"""The forms of this installation agree with the facts of the rulebooks, and a wrong file names its faults."""

from pathlib import Path

import pytest
from django.conf import settings

from gongju.forms.reading import FormFaults, form_at, read_form
from gongju.forms.spec import FieldSpec, FormSpec
from gongju.identity import IdentityKind
from gongju.rules.facts import FactSpec
from gongju.rules.reading import read_library

FORMS, RULEBOOKS = Path(settings.GONGJU.forms_dir), Path(settings.GONGJU.rulebooks_dir)
FACTS = read_library(RULEBOOKS).facts
ALL = {path.stem: form_at(path) for path in sorted(FORMS.glob("*.toml"))}


def fields(form: FormSpec) -> list[FieldSpec]:
    return [field for part in form.parts.values() for field in part]


@pytest.mark.parametrize("form", ALL.values(), ids=ALL)
def test_every_fact_told_is_a_fact_of_the_rulebooks(form: FormSpec) -> None:
    assert form.fact_names <= FACTS.keys()
    assert set(form.tags.values()) <= FACTS.keys()


def direct() -> list[tuple[FieldSpec, FactSpec]]:
    return [(field, FACTS[field.fact]) for form in ALL.values() for field in fields(form) if field.fact]


@pytest.mark.parametrize(("field", "fact"), direct(), ids=lambda one: one.name)
def test_a_field_that_is_a_fact_has_its_type_and_choices(field: FieldSpec, fact: FactSpec) -> None:
    assert (field.type, field.unit) == (fact.type, fact.unit)
    assert set(field.choices) <= set(fact.choices)


def test_every_degree_and_title_can_be_told() -> None:
    profile = ALL["profile"]
    assert profile.part("education").field("degree").choices == FACTS["degree"].choices
    assert ("无", *profile.part("titles").field("level").choices) == FACTS["title"].choices
    assert profile.part("titles").field("by").choices == FACTS["title_by"].choices


def test_papers_of_identity_are_those_that_are_checked() -> None:
    for form in ALL.values():
        for part in form.parts.values():
            kinds = [part.field(one.kind).choices for one in part if one.kind]
            assert all(set(choices) == set(IdentityKind) for choices in kinds)


def test_numbers_of_persons_are_sealed() -> None:
    personal = [one for form in ALL.values() for one in fields(form) if one.type == "identity"]
    assert personal
    assert all(one.sealed for one in personal)


def test_what_a_person_must_choose_from_has_choices_and_words() -> None:
    for form in ALL.values():
        for field in fields(form):
            assert field.label
            assert bool(field.choices) == (field.type in ("choice", "choices"))


def test_a_wrong_file_names_every_fault_with_its_key() -> None:
    text = """
title = "坏"
[parts.a]
title = "甲"
[parts.a.fields.x]
type = "tekst"
label = "某"
requierd = true
when = { field = "y", in = ["1"] }
"""
    with pytest.raises(FormFaults) as found:
        read_form(text, "bad.toml")
    told = str(found.value)
    assert "bad.toml: parts.a.fields.x.type" in told
    assert "requierd" in told
    assert "required" in told
    assert "没有 'y' 这一项" in told
