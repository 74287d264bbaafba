"""The contract that an employer states: the form, what is wrong with it, and the contract it comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongju.actions.confirm_link import Contract
from gongju.employers import profile
from gongju.employers.models import Employment
from gongju.forms.checking import check
from gongju.portals.shared.fields import Field
from gongju.portals.shared.forms import Form, Sent
from gongju.portals.shared.part_forms import PartForm, part_form, typed_content

MISSING = "请填写这一项。"
SCAN = "劳动合同扫描件"
FILES = "PDF、JPG 或 PNG，一个文件。"


@dataclass(frozen=True, slots=True)
class Stated:
    """A contract as it stands on the page; `values` holds what could be read, and is whole where nothing is wrong."""

    form: PartForm
    values: Mapping[str, object]

    @property
    def ok(self) -> bool:
        """Nothing wrong and nothing missing."""
        return not self.form.faults

    def contract(self, document_id: UUID | None) -> Contract:
        """The contract with its scan. Only where `ok`: TypeError otherwise."""
        return Contract(
            post=str(self.values["post"]),
            post_kind=str(self.values["post_kind"]),
            kind=str(self.values["kind"]),
            employed_from=_day(self.values["employed_from"]),
            since=_day(self.values["contract_from"]),
            until=_day(self.values["contract_to"]) if "contract_to" in self.values else None,
            document_id=document_id,
        )


class Scan:
    """A scan beside its form: the document there is, a file received just now, what is wrong with it."""

    def __init__(
        self, document_id: UUID | None, *, received: str = "", fault: str = "", told: tuple[str, str] = (SCAN, FILES)
    ) -> None:
        """`told`: label and hint of the box."""
        self.document_id = document_id
        self.received = received
        label, hint = told
        hint += "不选新文件就沿用已有的。" if document_id else ""
        self.box = Form([Field(name="document", label=label, type="file", required=True, hint=hint)])["document"]
        self.box.fault = fault


def given_key(text: str) -> UUID | None:
    """The key of a document as a page sent it back; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def stated(data: Sent, on: date) -> Stated:
    """What the page's boxes brought, with what is wrong or missing beside each box."""
    content = typed_content(profile.contract_form(), data)
    checked = check(profile.contract_form(), content, on=on)
    faults = [one.as_json() for one in checked.faults]
    faults += [{**one.as_json(), "message": MISSING} for one in checked.missing]
    return Stated(part_form(profile.contract_form(), content, faults), checked.rows[0] if checked.rows else {})


def on_record(employment: Employment) -> PartForm:
    """The form filled with the contract known so far."""
    known = {
        "post": employment.post,
        "post_kind": employment.post_kind,
        "kind": employment.kind,
        "employed_from": employment.employed_from,
        "contract_from": employment.contract_from,
        "contract_to": employment.contract_to,
    }
    return part_form(profile.contract_form(), {name: str(value) for name, value in known.items() if value})


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError("the contract's form reads its days as days")
    return value
