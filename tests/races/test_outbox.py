"""Workers beside each other, and workers that are killed: every task has one effect, or is given up in the open."""

import time
from collections.abc import Callable

import pytest
from django.db import transaction

from gongju import clock
from gongju.journal.models import Entry
from gongju.outbox import records
from gongju.outbox.models import Task
from tests.races.harness import errors, kill, race, started
from tests.races.outbox_work import SHORT, drain_once, work_for

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def put(*keys: str, kind: str) -> None:
    with transaction.atomic():
        for key in keys:
            records.put(now=clock.now(), kind=kind, payload={}, dedup_key=key)


def effects() -> list[str]:
    return sorted(Entry.objects.values_list("action", flat=True))


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come about in time"
        time.sleep(0.1)


def leased() -> bool:
    return Task.objects.filter(state=Task.State.LEASED).exists()


def test_four_workers_do_each_task_once(database_url: str) -> None:
    keys = [f"task {number:03}" for number in range(200)]
    put(*keys, kind="quick")
    outcomes = race(database_url, drain_once, [()] * 4)
    assert errors(outcomes) == []
    assert sum(outcome.value for outcome in outcomes) == len(keys)
    assert effects() == keys
    assert set(Task.objects.values_list("state", "attempts")) == {("done", 1)}


def test_a_handler_longer_than_its_lease_has_one_effect(database_url: str) -> None:
    put("slow one", kind="slow")
    outcomes = race(database_url, work_for, [(SHORT.lease.total_seconds() * 4,)] * 2)
    assert errors(outcomes) == []
    assert effects() == ["slow one"]
    assert Task.objects.values_list("state", "attempts").get() == ("done", 2)


@pytest.mark.parametrize("kind", ["hang", "hang_in_effect"])
def test_what_a_killed_worker_left_is_done_by_another(database_url: str, kind: str) -> None:
    put("left", kind=kind)
    with started(database_url, drain_once) as process:
        wait_until(leased)
        time.sleep(0.3)
        kill(process)
    assert effects() == []
    time.sleep(SHORT.lease.total_seconds())
    assert errors(race(database_url, drain_once, [()])) == []
    assert effects() == ["left"]
    assert Task.objects.values_list("state", "attempts").get() == ("done", 2)


def test_a_task_that_kills_its_workers_ends_dead_and_the_next_is_done(database_url: str) -> None:
    put("poison", kind="poison")
    for _ in range(SHORT.attempts):
        assert "exit code 9" in race(database_url, drain_once, [()])[0].error
        time.sleep(SHORT.lease.total_seconds())
    put("good", kind="quick")
    assert errors(race(database_url, drain_once, [()])) == []
    assert dict(Task.objects.values_list("dedup_key", "state")) == {"poison": "dead", "good": "done"}
    assert effects() == ["good"]
