"""Work is done once, tried again with growing pauses, and given up in the open."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

import pytest
from django.db import OperationalError, transaction

from gongju.clock import BEIJING
from gongju.errors import NotFound
from gongju.outbox import queries, records, worker
from gongju.outbox.leases import Effect, Pace, claim, fail, finish
from gongju.outbox.models import Task

NOW = datetime(2026, 3, 2, 9, tzinfo=BEIJING)
PACE = Pace(lease=timedelta(minutes=1), attempts=3, first_pause=timedelta(seconds=10))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_handlers", {})


def put(key: str = "k1", *, kind: str = "sms", at: datetime = NOW) -> Task:
    records.put(now=NOW, kind=kind, payload={"to": "person 7"}, dedup_key=key, not_before=at)
    return Task.objects.get(dedup_key=key)


def handle(act: Callable[[Task], Effect | None], kind: str = "sms") -> None:
    worker.register(kind, lambda task, now: act(task))


def drain(*, at: datetime = NOW) -> int:
    return worker.drain(ask=lambda: at, pace=PACE)


def test_a_task_is_done_with_its_effect() -> None:
    put()
    done: list[str] = []
    handle(lambda task: lambda: done.append(task.dedup_key))
    assert drain() == 1
    assert done == ["k1"]
    task = Task.objects.get()
    assert (task.state, task.attempts, task.finished_at, task.lease) == ("done", 1, NOW, None)
    assert drain() == 0


def test_the_same_key_is_put_once() -> None:
    assert put("k1").pk == put("k1").pk
    assert Task.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_to_be_done() -> None:
    with pytest.raises(ValueError, match="changed my mind"), transaction.atomic():
        raise ValueError(f"changed my mind about {put()}")
    assert not Task.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_putting_outside_of_a_transaction_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        put()


def test_a_task_waits_for_its_time_and_the_earliest_goes_first() -> None:
    order: list[str] = []
    put("later", at=NOW + timedelta(hours=1))
    put("second", at=NOW - timedelta(minutes=1))
    put("first", at=NOW - timedelta(minutes=2))
    handle(lambda task: order.append(task.dedup_key))
    assert drain() == 2
    assert order == ["first", "second"]
    assert drain(at=NOW + timedelta(hours=1)) == 1


def test_the_slow_part_runs_outside_of_the_transaction_of_the_effect() -> None:
    put()
    savepoints: list[int] = []

    def note() -> None:
        savepoints.append(len(transaction.get_connection().savepoint_ids))

    def act(task: Task) -> Effect:
        note()
        return note

    handle(act)
    drain()
    outside, inside = savepoints
    assert inside == outside + 1


def test_a_failed_task_is_tried_again_after_growing_pauses_and_then_given_up() -> None:
    put()
    handle(lambda task: task.payload["nothing"])
    at, pauses = NOW, []
    for _ in range(PACE.attempts - 1):
        drain(at=at)
        task = Task.objects.get()
        pauses.append((task.not_before - at).total_seconds())
        assert drain(at=task.not_before - timedelta(seconds=1)) == 0
        at = task.not_before
    drain(at=at)
    assert pauses == [10, 40]
    task = Task.objects.get()
    assert (task.state, task.attempts, task.last_error) == ("dead", 3, "KeyError: 'nothing'")
    assert queries.counts() == {"waiting": 0, "leased": 0, "done": 0, "dead": 1}
    assert list(queries.dead()) == [task]


def test_pauses_stop_growing() -> None:
    assert Pace().pause(1) == timedelta(seconds=10)
    assert Pace().pause(500) == timedelta(hours=6)


def test_a_dead_task_gets_another_chance() -> None:
    task = put()
    with pytest.raises(NotFound):
        records.revive(now=NOW, task_id=task.pk)
    Task.objects.update(state="dead", attempts=3, finished_at=NOW)
    records.revive(now=NOW, task_id=task.pk)
    handle(lambda task: None)
    drain()
    assert queries.counts()["done"] == 1


def test_an_effect_that_fails_leaves_nothing_and_is_tried_again() -> None:
    put()

    def effect() -> None:
        put("half an effect", at=NOW + timedelta(days=1))
        raise RuntimeError("the rest failed")

    handle(lambda task: effect)
    drain()
    assert [(task.dedup_key, task.state) for task in Task.objects.all()] == [("k1", "waiting")]


def test_one_bad_task_does_not_hold_up_the_others() -> None:
    put("bad", kind="unknown")
    put("good")
    handle(lambda task: None)
    assert drain() == 2
    assert Task.objects.get(dedup_key="good").state == "done"
    assert "no part handles tasks of kind 'unknown'" in Task.objects.get(dedup_key="bad").last_error


def test_a_kept_error_hides_personal_numbers() -> None:
    put()

    def refuse(task: Task) -> None:
        raise ValueError("gateway refused 13800138000 of 110101199003070011")

    handle(refuse)
    drain()
    assert Task.objects.get().last_error == "ValueError: gateway refused 138****8000 of 110***********0011"


def test_a_kind_has_one_handler() -> None:
    handle(lambda task: None)
    with pytest.raises(ValueError, match="a handler already"):
        handle(lambda task: None)


def test_a_task_left_behind_is_claimed_when_its_lease_runs_out() -> None:
    put()
    left = claim(now=NOW, pace=PACE)
    assert left is not None
    assert claim(now=NOW + PACE.lease, pace=PACE) is None
    again = claim(now=NOW + PACE.lease + timedelta(seconds=1), pace=PACE)
    assert again is not None
    assert again.attempts == 2


def test_a_task_that_kills_its_workers_is_given_up() -> None:
    put("poison")
    put("other", at=NOW + timedelta(hours=1))
    at = NOW
    for _ in range(PACE.attempts):
        assert claim(now=at, pace=PACE) is not None
        at += PACE.lease + timedelta(seconds=1)
    assert claim(now=at, pace=PACE) is None
    task = Task.objects.get(dedup_key="poison")
    assert (task.state, task.attempts) == ("dead", 3)
    assert "did not come back" in task.last_error


def test_a_handler_longer_than_its_lease_has_one_effect() -> None:
    put()
    effects: list[str] = []
    late = NOW + PACE.lease * 2

    def slow(task: Task) -> Effect:
        if task.attempts == 1:
            assert drain(at=late) == 1
        return lambda: effects.append(f"attempt {task.attempts}")

    handle(slow)
    assert drain() == 1
    assert effects == ["attempt 2"]
    assert Task.objects.get().state == "done"


def test_who_lost_the_lease_neither_finishes_nor_fails_the_task() -> None:
    put()
    first = claim(now=NOW, pace=PACE)
    second = claim(now=NOW + PACE.lease * 2, pace=PACE)
    assert first is not None
    assert second is not None
    assert not finish(first, now=NOW, effect=None)
    assert not fail(first, now=NOW, error="late", pace=PACE)
    kept = Task.objects.get()
    assert (kept.state, kept.lease, kept.last_error) == ("leased", second.lease, "")
    assert finish(second, now=NOW, effect=None)


@pytest.mark.django_db(transaction=True)
def test_working_for_ever_ends_when_told_after_the_task_at_hand() -> None:
    stop = Event()
    with transaction.atomic():
        put("first")
        put("second")
    handle(lambda task: stop.set())
    worker.work_forever(stop=stop, ask=lambda: NOW, pace=PACE)
    assert list(Task.objects.order_by("id").values_list("state", flat=True)) == ["done", "waiting"]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = Event()
    answers = [OperationalError("gone"), OperationalError("gone"), None]

    def drain(**_: object) -> None:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        stop.set()

    monkeypatch.setattr(worker, "drain", drain)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    worker.work_forever(stop=stop, rest=timedelta(milliseconds=1))
    assert answers == []


def test_what_has_to_wait_for_others_is_never_given_up() -> None:
    put()
    noted: list[str] = []

    def wait(task: Task) -> Effect | None:
        raise worker.NotYet(NOW + timedelta(hours=1), "the office is closed", effect=lambda: noted.append("seen"))

    handle(wait)
    for _ in range(PACE.attempts + 2):
        assert drain(at=NOW) == 1
        assert drain(at=NOW) == 0
        Task.objects.update(not_before=NOW)
    task = Task.objects.get()
    assert (task.state, task.attempts, task.last_error) == ("waiting", 0, "the office is closed")
    assert len(noted) == PACE.attempts + 2


def test_waiting_tasks_of_one_kind_and_prefix_are_hastened() -> None:
    for key, kind in (("ask:tax:1", "ask"), ("ask:education:1", "ask"), ("ask:tax:2", "sms")):
        put(key, kind=kind, at=NOW + timedelta(hours=1))
    assert records.hasten(now=NOW, kind="ask", prefix="ask:tax:") == 1
    assert [task.dedup_key for task in queries.due(NOW)] == ["ask:tax:1"]
