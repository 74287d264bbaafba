"""What is held about a person, for that person: every row that names them, found by the tables' own relations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.timezone import localtime

from gongju.casework.models import Case
from gongju.people.models import Person, SignIn
from gongju.permits.models import Permit

Row = dict[str, object]
LEFT_OUT = {
    "casework.Finding": "told in the correction notice once it goes out, and not before",
    "casework.Correction": "its words are among the messages",
    "casework.Snapshot": "a copy of the profile at each submission",
    "casework.Interval": "computed from the steps",
    "quota.QuotaRequest": "the employer's",
    "quota.NamedApplicant": "the employer's",
    "quota.Movement": "the employer's",
}
"""Tables that are not handed out, and why."""
TITLES = {
    "people.Person": "本人",
    "people.User": "登录账号",
    "people.SignIn": "登录方式",
    "people.ProfilePart": "个人信息",
    "employers.Employment": "单位关联",
    "casework.Case": "业务",
    "casework.Step": "办理过程",
    "casework.VerdictKept": "条件核对",
    "casework.HandedIn": "业务中的材料",
    "casework.Expedite": "加急申请",
    "casework.Waiver": "工作人员的认定",
    "appointments.Booking": "预约",
    "permits.Permit": "工作居住证",
    "permits.PermitEvent": "工作居住证的变化",
    "permits.Particulars": "工作居住证记载的内容",
    "permits.Confirmation": "确认单",
    "sanctions.Sanction": "处理登记",
    "enquiries.Enquiry": "业务咨询",
    "notifications.Message": "消息",
}
"""What each table is called in the file."""
WORDS = {
    "acknowledged": "已知悉的提示",
    "actor kind": "办理人类别",
    "answers": "填写的内容",
    "at": "时间",
    "bars": "不能办理的业务",
    "children": "随往子女",
    "claim": "二维码里的签名内容",
    "content": "内容",
    "criterion": "条件",
    "data": "内容",
    "event": "事项",
    "facts": "当时的情况",
    "faults": "要改的地方",
    "from stage": "原来的环节",
    "kind": "类别",
    "material": "材料",
    "missing": "没有填的项目",
    "moment": "在什么时候核对",
    "name": "办理动作",
    "on": "生效日期",
    "open": "在办",
    "outcome": "结论",
    "part": "部分",
    "read only": "只能查看",
    "reason": "理由",
    "removed at": "取出时间",
    "saved at": "保存时间",
    "stage": "环节",
    "state": "状态",
    "to stage": "到达的环节",
    "token": "网址里的随机码",
    "type": "事项",
    "verdict": "逐条结论",
    "version": "保存次数",
}
"""The columns whose name in the table is not Chinese."""
WITHIN = frozenset(
    {"password", "username", "is_superuser", "is_staff", "email", "exclusive", "actor_id"}
    | {"contract_document_id", "leaving_document_id"}
)
"""Columns that hold keys, or what the framework keeps for itself."""
KEYS = (models.AutoField, models.ForeignKey)


def held_about(person_id: int) -> dict[str, list[Row]]:
    """Every row about the person by the title of its table, in the words of the columns; digests are left out."""
    person = Person.objects.filter(pk=person_id)
    found = {"people.Person": [_row(one) for one in person]}
    for subject in (person, Case.objects.filter(person_id=person_id), Permit.objects.filter(person_id=person_id)):
        for label, rows in _related(subject):
            found[label] = [_row(one) for one in rows]
    found["people.SignIn"] = [{"来源": one.issuer, "时间": _plain(one.linked_at)} for one in _sign_ins(person_id)]
    return {TITLES[label]: rows for label, rows in found.items() if rows}


def _related(subject: QuerySet[Any]) -> Iterator[tuple[str, QuerySet[Any]]]:
    for relation in subject.model._meta.related_objects:
        model = relation.related_model
        if isinstance(model, str) or model._meta.label in LEFT_OUT:
            continue
        yield model._meta.label, model._default_manager.filter(**{f"{relation.field.name}__in": subject.values("pk")})


def _row(row: models.Model) -> Row:
    told: Row = {}
    for field in columns_of(type(row)):
        chosen = getattr(row, f"get_{field.name}_display", None)
        value = _plain(chosen() if chosen else getattr(row, field.attname))
        if value not in (None, "", [], {}):
            told[word_of(field)] = value
    return told


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns of a table that are handed out."""
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, KEYS) and field.name not in WITHIN and "digest" not in field.name
    ]


def word_of(field: models.Field[Any, Any]) -> str:
    """A column as the file calls it."""
    said = str(field.verbose_name)
    return WORDS.get(said, said)


def _plain(value: object) -> object:
    """As JSON can hold it; moments by the clock of Beijing."""
    if isinstance(value, datetime):
        return localtime(value).isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


def _sign_ins(person_id: int) -> QuerySet[SignIn]:
    return SignIn.objects.filter(user__person_id=person_id)
