"""A day's signed root: every field of every row under it is covered, and one event can be shown to be in it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from gongju import clock
from gongju.access.actor import Actor
from gongju.actions.seal_day import seal_day
from gongju.clock import BEIJING
from gongju.journal import queries, records
from gongju.journal.models import DayRoot, Entry, Head, Leaf, Link, Once
from gongju.journal.refs import ActorRef, SubjectKind, SubjectRef
from gongju.journal.roots import faults, faults_against, receipt_of
from gongju.sealing.receipts import belongs, is_signed, read_receipt
from gongju.signatures import signer
from tests.flushing import lifted

DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=BEIJING)
CASE, PERMIT = SubjectRef("case", "CP20260000001"), SubjectRef("permit", "GJ000001")
LI = ActorRef("user", "7")

pytestmark = pytest.mark.django_db


@pytest.fixture
def _signing(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = (("s1", bytes(range(32))),)
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, signing_keys=keys))


def write(now: datetime, *subjects: SubjectRef, **content: Any) -> Entry:
    action = content.pop("action", "move")
    return records.write(now=now, actor=LI, action=action, subjects=subjects, **content)


def seal(now: datetime) -> int:
    return seal_day(actor=Actor.system(), now=now)


def told(now: datetime) -> list[str]:
    """The codes of everything that `gongju journal verify` would name."""
    chains = [one.what for subject in queries.subjects() for one in queries.verify(subject)]
    return chains + [one.what for one in faults(now=now, signer=signer())]


def three_days() -> datetime:
    """Two sealed days and a third that is not; the moment after."""
    write(MONDAY, CASE, PERMIT, action="issue", data={"n": 1}, reason="材料齐全", run="r1")
    write(MONDAY, action="books.load", data={"edition": "x"})
    write(MONDAY, *(SubjectRef(kind, "9") for kind in SubjectKind))
    with transaction.atomic():
        records.claim(write(MONDAY, data={"once": "permit.renewal:GJ000001"}))
    seal(MONDAY + DAY)
    write(MONDAY + DAY, CASE)
    seal(MONDAY + 2 * DAY)
    write(MONDAY + 2 * DAY, CASE)
    return MONDAY + 2 * DAY + timedelta(hours=1)


@pytest.mark.usefixtures("_signing")
def test_untouched_days_hold() -> None:
    now = three_days()
    assert told(now) == []
    assert [root.count for root in DayRoot.objects.order_by("number")] == [len(SubjectKind) + 4, 1]


def test_sealing_twice_is_once() -> None:
    write(MONDAY, CASE)
    assert [seal(MONDAY + DAY), seal(MONDAY + DAY)] == [1, 0]


def test_a_day_without_entries_has_a_root_too() -> None:
    assert seal(MONDAY + DAY) == 1
    assert told(MONDAY + DAY) == []


def fields() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_app_config("journal").get_models():
        for field in model._meta.concrete_fields:
            if not field.primary_key:
                yield model, field.name


def other(row: models.Model, name: str) -> object:
    """A value that the column takes, and that is not the one there."""
    field, value = row._meta.get_field(name), getattr(row, name)
    if isinstance(field, models.ForeignKey):
        free: dict[str, models.QuerySet[Any]] = {
            "link": Link.objects.filter(leaf=None),
            "entry": Entry.objects.filter(links=None),
            "root": DayRoot.objects.all(),
        }
        return free[name].exclude(pk=value.pk)[0].pk
    changes: dict[type, Callable[[Any], object]] = {
        datetime: lambda old: old - timedelta(seconds=1),
        date: lambda old: old - 40 * DAY,
        int: lambda old: old + 40,
        dict: lambda old: {**old, "x": 1},
        str: lambda old: "permit" if old == "case" else f"{old[:-1]}x" if old else "x",
    }
    return changes[type(value)](value)


@pytest.mark.usefixtures("_signing")
@pytest.mark.parametrize(
    ("model", "name"), list(fields()), ids=lambda one: one if isinstance(one, str) else one.__name__
)
def test_a_change_of_any_field_of_any_row_is_found(model: type[models.Model], name: str) -> None:
    now = three_days()
    row = model._default_manager.order_by("pk")[1 if model is Leaf else 0]
    with transaction.atomic(), lifted(connection):
        model._default_manager.filter(pk=row.pk).update(**{name: other(row, name)})
    assert told(now)


@pytest.mark.usefixtures("_signing")
@pytest.mark.parametrize("subject", SubjectKind)
def test_the_entry_of_each_kind_of_subject_is_covered(subject: str) -> None:
    now = three_days()
    links = Link.objects.filter(subject_kind=subject, subject_id="9")
    with transaction.atomic(), lifted(connection):
        links.update(sequence=2)
    assert "entry_changed" in told(now)


@pytest.mark.usefixtures("_signing")
def test_a_key_of_what_is_told_once_is_neither_taken_out_nor_added() -> None:
    now = three_days()
    take_out(Once.objects.all())
    assert told(now) == ["once_gone"]
    Once.objects.create(key="permit.renewal:GJ000001", entry=Entry.objects.get(action="issue"))
    assert told(now) == ["once_changed", "once_gone"]


@pytest.mark.usefixtures("_signing")
def test_what_was_told_is_not_told_again() -> None:
    three_days()
    entries = Entry.objects.count()
    with pytest.raises(records.ToldAlready), transaction.atomic():
        records.claim(write(MONDAY + 2 * DAY, data={"once": "permit.renewal:GJ000001"}))
    assert Entry.objects.count() == entries


def take_out(*rows: models.QuerySet[Any]) -> None:
    with transaction.atomic(), lifted(connection):
        for found in rows:
            found._raw_delete(found.db)


@pytest.mark.usefixtures("_signing")
def test_a_tail_cut_off_with_its_head_put_back_is_found_by_the_roots() -> None:
    now = three_days()
    tail = Link.objects.get(subject_id=CASE.id, sequence=2)
    entry = tail.entry_id
    late = Entry.objects.order_by("pk").last()
    take_out(
        Leaf.objects.filter(link=tail),
        Link.objects.filter(subject_id=CASE.id, sequence__gte=2),
        Entry.objects.filter(pk__in=[entry, late.pk if late else 0]),
    )
    with transaction.atomic(), lifted(connection):
        Head.objects.filter(subject_id=CASE.id).update(sequence=1, hash=Link.objects.get(subject_id=CASE.id).hash)
    assert queries.verify(CASE) == []
    assert told(now) == ["leaf_count"]


@pytest.mark.usefixtures("_signing")
def test_a_root_taken_out_is_found() -> None:
    now = three_days()
    kept = dict(DayRoot.objects.values_list("number", "hash"))
    last = DayRoot.objects.get(number=2)
    take_out(Leaf.objects.filter(root=last), DayRoot.objects.filter(number=2))
    assert told(now + DAY) == ["not_sealed"]
    assert [one.sentence for one in faults_against(kept)] == ["第2号每日总指纹与留存的抄件对不上：不见了。"]
    assert told(MONDAY + DAY + timedelta(hours=20)) == []


@pytest.mark.usefixtures("_signing")
def test_an_entry_added_with_an_earlier_day_is_found_and_never_sealed() -> None:
    three_days()
    write(MONDAY, PERMIT, action="slipped.in")
    now = MONDAY + 3 * DAY
    seal(now)
    found = [one for one in faults(now=now, signer=signer()) if one.what == "entry_added"]
    assert len(found) == 1
    assert "slipped.in" in found[0].sentence


@pytest.mark.usefixtures("_signing")
def test_a_root_made_anew_without_the_key_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    now = three_days()
    foreign = (("s1", bytes(32)),)
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, signing_keys=foreign))
    assert told(now) == ["root_signature", "root_signature"]


@pytest.mark.usefixtures("_signing")
def test_a_receipt_shows_that_an_event_is_under_the_days_root() -> None:
    three_days()
    receipt = receipt_of(CASE, 1)
    assert receipt is not None
    assert belongs(receipt)
    assert is_signed(receipt.root, receipt.signature, signer())
    assert read_receipt(receipt.as_json()) == receipt
    assert "材料齐全" not in receipt.as_json()
    assert receipt_of(CASE, 3) is None  # its day is not over


@pytest.mark.usefixtures("_signing")
@pytest.mark.parametrize("name", ["at", "action", "kind", "id", "sequence"])
def test_a_receipt_whose_event_was_changed_belongs_nowhere(name: str) -> None:
    three_days()
    receipt = receipt_of(CASE, 1)
    assert receipt is not None
    changed: Any = {name: "x"}
    forged = dataclasses.replace(receipt, event=dataclasses.replace(receipt.event, **changed))
    assert not belongs(forged)


def test_the_days_cannot_be_changed_or_emptied() -> None:
    write(MONDAY, CASE)
    seal(MONDAY + DAY)
    for table in ("journal_dayroot", "journal_leaf"):
        for statement in (f"UPDATE {table} SET hash = 'x'", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                connection.cursor().execute(statement)


def command(*words: str) -> str:
    """What it says when all is well; else the CommandError carries what it said before."""
    out, err = StringIO(), StringIO()
    try:
        call_command("journal", *words, stdout=out, stderr=err)
    except CommandError as wrong:
        raise CommandError(f"{err.getvalue()}{wrong}") from wrong
    return out.getvalue() + err.getvalue()


@pytest.mark.usefixtures("_signing")
def test_the_command_names_what_was_changed() -> None:
    now = three_days()
    with clock.set_clock(now):
        assert "全部完好" in command("verify")
        with transaction.atomic(), lifted(connection):
            Entry.objects.filter(action="books.load").update(reason="x")
        with pytest.raises(CommandError, match=r"books\.load）与封存时不一样[\s\S]*发现1处问题"):
            command("verify")


def test_without_a_key_the_command_says_loudly_that_nothing_is_signed() -> None:
    write(MONDAY, CASE)
    with clock.set_clock(MONDAY + DAY):
        assert "NOT SIGNED" in command("seal")
        assert "NOT SIGNED: 1 roots" in command("verify")
        assert "没有签名" in command("roots")


@pytest.mark.usefixtures("_signing")
def test_a_receipt_is_checked_without_the_records(tmp_path: Path) -> None:
    three_days()
    receipt = receipt_of(CASE, 1)
    assert receipt is not None
    file = tmp_path / "receipt.json"
    file.write_text(receipt.as_json(), "utf-8")
    assert "真实" in command("check", str(file))
    forged = json.loads(receipt.as_json())
    forged["event"]["action"] = "approve"
    file.write_text(json.dumps(forged), "utf-8")
    with pytest.raises(CommandError, match="对不上"):
        command("check", str(file))
    file.write_text("[]", "utf-8")
    with pytest.raises(CommandError, match="不是办理记录的回执"):
        command("check", str(file))


@pytest.mark.usefixtures("_signing")
def test_roots_copied_away_are_compared(tmp_path: Path) -> None:
    now = three_days()
    file = tmp_path / "roots.txt"
    file.write_text(command("roots"), "utf-8")
    with clock.set_clock(now):
        assert "全部完好" in command("verify", str(file))
        file.write_text(f"2 2026-03-03 {'0' * 64} s1 x\n", "utf-8")
        with pytest.raises(CommandError, match="抄件"):
            command("verify", str(file))
