"""One entry per action, chained per subject; nothing is changed afterwards unseen."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from gongju.clock import BEIJING
from gongju.journal import queries, records
from gongju.journal.models import Entry, Head, Link
from gongju.journal.refs import ActorRef, SubjectRef
from tests.flushing import lifted

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=BEIJING)
LI = ActorRef("user", "7")
CASE = SubjectRef("case", "CP20260000001")
PERMIT = SubjectRef("permit", "GJ000001")

pytestmark = pytest.mark.django_db


def write(*subjects: SubjectRef, action: str = "move", **content: object) -> Entry:
    return records.write(now=NOW, actor=LI, action=action, subjects=subjects, **content)  # type: ignore[arg-type]


def test_history_tells_actions_in_order() -> None:
    write(CASE, action="open")
    write(PERMIT, action="issue")
    write(CASE, PERMIT, action="approve")
    assert [entry.action for entry in queries.history(CASE)] == ["open", "approve"]
    assert [entry.action for entry in queries.history(PERMIT)] == ["issue", "approve"]


def test_an_entry_reads_as_it_was_written() -> None:
    write(CASE, data={"stage": "受理", "round": 2, "papers": ["a", None, True]}, reason="材料齐全", run="r1")
    entry = queries.history(CASE)[0]
    assert entry.at == NOW
    assert (entry.actor_kind, entry.actor_id) == ("user", "7")
    assert entry.data == {"stage": "受理", "round": 2, "papers": ["a", None, True]}
    assert (entry.reason, entry.run) == ("材料齐全", "r1")
    assert list(queries.entries_of_run("r1")) == [entry]
    assert queries.latest(CASE) == entry


def test_history_is_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _ in range(3):
        write(CASE)
    with django_assert_num_queries(1):
        assert len(queries.history(CASE)) == 3


def test_a_subject_named_twice_is_linked_once() -> None:
    write(CASE, CASE)
    assert Link.objects.count() == 1


def test_untouched_chains_hold() -> None:
    for _ in range(3):
        write(CASE, PERMIT, data={"名": "值", "n": 10**20}, reason="原因")
    assert queries.verify(CASE) == queries.verify(PERMIT) == []
    assert list(queries.subjects()) == [CASE, PERMIT]


@pytest.mark.parametrize("content", [{"data": {"x": 1.5}}, {"data": {1: "x"}}, {"data": {"at": NOW}}])
def test_data_that_a_database_would_change_is_refused(content) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TypeError, match="data"):
        write(CASE, **content)


@pytest.mark.parametrize("content", [{"data": {"x": ["a\0"]}}, {"reason": "\ud800"}])
def test_text_that_postgresql_cannot_hold_is_refused(content) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="holds"):
        write(CASE, **content)


def test_persons_have_no_chain() -> None:
    with pytest.raises(ValueError, match="has no chain"):
        SubjectRef("person", "7")


def test_an_action_without_actor_is_an_error() -> None:
    with pytest.raises(ValueError, match="no actor"):
        ActorRef("user", "")


@pytest.mark.django_db(transaction=True)
def test_writing_outside_of_a_transaction_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        write(CASE)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_gap() -> None:
    with transaction.atomic():
        write(CASE)
    with pytest.raises(TypeError), transaction.atomic():
        write(CASE, PERMIT, data={"n": [write(CASE), 1.5]})
    with transaction.atomic():
        write(CASE)
    assert [link.sequence for link in Link.objects.order_by("sequence")] == [1, 2]
    assert queries.verify(CASE) == []


@pytest.mark.parametrize("model", [Entry, Link, Head])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_rows_are_neither_changed_nor_deleted(model, verb) -> None:  # type: ignore[no-untyped-def]
    write(CASE)
    table, column = model._meta.db_table, {"Entry": "action", "Link": "hash", "Head": "hash"}[model.__name__]
    statement = f"UPDATE {table} SET {column} = 'x'" if verb == "update" else f"DELETE FROM {table}"  # noqa: S608
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert queries.verify(CASE) == []


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no TRUNCATE")
def test_tables_are_not_emptied() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_link CASCADE")


def tamper(statement: str) -> None:
    with transaction.atomic(), lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "what", "place"),
    [
        ("UPDATE journal_entry SET reason = 'x' WHERE action = 'second'", "changed", 2),
        ("UPDATE journal_entry SET actor_id = '8' WHERE action = 'first'", "changed", 1),
        ("UPDATE journal_entry SET at = '2020-01-01 00:00:00+00:00' WHERE action = 'third'", "changed", 3),
        ("UPDATE journal_entry SET data = '{\"n\": 2}' WHERE action = 'second'", "changed", 2),
        ("UPDATE journal_link SET hash = 'x' WHERE sequence = 2 AND subject_kind = 'case'", "changed", 2),
        ("UPDATE journal_link SET previous_hash = 'x' WHERE sequence = 2 AND subject_kind = 'case'", "torn", 2),
        ("DELETE FROM journal_link WHERE sequence = 2 AND subject_kind = 'case'", "gap", 2),
        ("DELETE FROM journal_link WHERE sequence = 3 AND subject_kind = 'case'", "cut", 3),
        ("DELETE FROM journal_link WHERE subject_kind = 'case'", "cut", 1),
        ("UPDATE journal_head SET sequence = 2 WHERE subject_kind = 'case'", "cut", 4),
        ("DELETE FROM journal_head WHERE subject_kind = 'case'", "cut", 4),
        ("DELETE FROM journal_link WHERE subject_kind = 'permit'", "changed", 3),
    ],
)
def test_tampering_is_found_at_its_place(statement: str, what: str, place: int) -> None:
    write(CASE, action="first")
    write(CASE, action="second", data={"n": 1})
    write(CASE, PERMIT, action="third")
    tamper(statement)
    first = queries.verify(CASE)[0]
    assert (first.what, first.sequence, first.subject) == (what, place, CASE)
    assert f"第{place}条" in first.sentence or "末尾" in first.sentence
