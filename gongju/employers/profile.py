"""单位信息: what its parts ask, how far each is filled in, and what a typed part means."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from gongju.employers.models import Employer
from gongju.employers.queries import parts as saved_parts
from gongju.forms.checking import Checked, check
from gongju.forms.filling import Filling, fillings_of, kept_of, unfinished
from gongju.forms.reading import form_at
from gongju.forms.spec import FormSpec, PartSpec

REGISTRATION = "registration"
LOCKED = ("name", "uscc")
"""Fields that stand with the employer itself, not in a part."""


def form() -> FormSpec:
    """The form as `forms/employer.toml` says. FormFaults when that file is wrong."""
    return form_at(settings.GONGJU.forms_dir / "employer.toml")


def contract_form() -> PartSpec:
    """What an employer states of a contract, as `forms/employment.toml` says."""
    return form_at(settings.GONGJU.forms_dir / "employment.toml").part("contract")


def fillings(employer: Employer) -> tuple[Filling, ...]:
    """Every part in the order of the form with what is kept of it, in one query."""
    return fillings_of(form(), saved_parts(employer.pk))


def incomplete(employer: Employer) -> tuple[Filling, ...]:
    """The parts that are not complete."""
    return unfinished(fillings(employer))


def contents(employer: Employer) -> dict[str, Any]:
    """What was typed, {part: content}, with name and code in their place: what a submission keeps."""
    typed = {row.part: row.content for row in saved_parts(employer.pk).values()}
    return typed | {REGISTRATION: {**typed.get(REGISTRATION, {}), **locked(employer)}}


def locked(employer: Employer) -> dict[str, str]:
    """The fields that are changed by a business of their own, not typed."""
    return {"name": employer.name, "uscc": employer.uscc}


def check_part(part: str, content: object, *, on: date) -> tuple[object, Checked]:
    """Of a part as typed: what is kept of it, and what is wrong and missing. KeyError for a part the form has not."""
    spec = form().part(part)
    kept = kept_of(spec, content)
    return kept, check(spec, kept, on=on)
