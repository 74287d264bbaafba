"""What a case still asks one of its parties: questions that matter for the verdict, kept and shown as typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from gongju.access.actor import STAFF
from gongju.actions.fill import Filled, faults_in, fill
from gongju.actions.judge import is_said_by
from gongju.actions.matter import Matter
from gongju.forms.spec import FieldSpec, PartSpec
from gongju.rules.facts import FactSpec

from .forms import DATE_PARTS, Sent
from .part_forms import PartForm, part_form, typed_content

ASKED = "asked"
"""Name of the hidden boxes that say which questions stand on the page."""


def questions_of(matter: Matter, told: Collection[str] = (), also: Collection[str] = ()) -> tuple[FactSpec, ...]:
    """Those answered already and those that still matter, in the rulebook's order.

    `told`: facts that the party's own particulars tell; they are mended there and not asked again. `also`: facts that
    count although no criterion hangs on them, as far as they are this party's to say.
    """
    open_ones = {one.name for one in matter.questions if one.name not in told}
    open_ones |= {name for name in also if _is_mine(matter, name)}
    mine = {name for name in matter.case.answers if _is_mine(matter, name)}
    return tuple(one for one in matter.edition.facts.values() if one.name in open_ones | mine | set(matter.suggested))


def answers_form(matter: Matter, specs: Iterable[FactSpec]) -> PartForm:
    """The questions with what was answered, as typed, and what is wrong with it."""
    part = _as_part(specs, of_office=matter.actor.kind == STAFF)
    known = {**matter.case.answers, **matter.suggested}
    answers = {one.name: known[one.name] for one in part if one.name in known}
    wrong = [{"field": one.field, "message": one.message} for one in faults_in(matter.edition, answers)]
    return part_form(part, answers, wrong)


def _typed_answers(matter: Matter, data: Sent) -> dict[str, object]:
    """What the boxes on the page brought, by fact; "" takes an answer away. Only boxes that stood on it count."""
    asked = [name for name in data.getlist(ASKED) if _is_mine(matter, name)]
    part = _as_part(matter.edition.facts[name] for name in asked)
    typed = typed_content(part, data)
    given: Mapping[str, object] = typed if isinstance(typed, Mapping) else {}
    return {one.name: _answer(one, given.get(one.name, "")) for one in part}


def save_typed(matter: Matter, data: Sent) -> Filled:
    """Save what the boxes on a case's page brought, as typed, also wrong; the case with what is wrong with it."""
    return fill(
        actor=matter.actor, now=matter.now, case_number=matter.case.number, answers=_typed_answers(matter, data)
    )


def _is_mine(matter: Matter, name: str) -> bool:
    return name in matter.edition.facts and is_said_by(matter.edition.facts[name], matter.actor.kind)


def _answer(spec: FieldSpec, typed: object) -> object:
    """A date in several boxes is one text."""
    return "-".join(str(one).strip() for one in typed) if spec.type in DATE_PARTS and isinstance(typed, list) else typed


def _as_part(specs: Iterable[FactSpec], *, of_office: bool = False) -> PartSpec:
    return PartSpec(name="answers", title="申请内容", fields=tuple(_as_field(one, of_office) for one in specs))


def _as_field(spec: FactSpec, of_office: bool) -> FieldSpec:
    """Question and hint of a fact are put to the applicant (您…？); an office reads what is asked for by its name."""
    return FieldSpec(
        name=spec.name,
        type=spec.type,
        label=spec.label,
        unit=spec.unit,
        ask="" if of_office else spec.ask,
        hint="" if of_office else spec.hint,
        choices=spec.choices,
        ordered=spec.ordered,
        required=True,
        minimum=spec.minimum,
        maximum=spec.maximum,
    )
