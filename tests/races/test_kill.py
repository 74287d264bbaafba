"""kill -9 of server and worker in the middle of submissions: nothing acknowledged is lost, nothing is doubled.

`KILLS` in the environment says how often (5); `--log-cli-level=INFO` shows what was acknowledged meanwhile.
"""

import logging
import os
import random
import time
from datetime import timedelta
from threading import Event

import pytest

from gongju import clock
from gongju.access.actor import Actor
from gongju.outbox.queries import counts
from gongju.outbox.worker import drain
from tests import cast, story
from tests.races.customers import Customer
from tests.races.harness import environment
from tests.races.killing import SERVER, WORKER, Installation, installed
from tests.races.reckoning import broken_files, faults, untold

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]
KILLS = int(os.environ.get("KILLS", "5"))
SHORTEST, LONGEST = 0.3, 2.5
VICTIMS = ((SERVER, WORKER), (SERVER, WORKER), (SERVER,), (WORKER,))
PAST_EVERY_LEASE = timedelta(hours=1)
_log = logging.getLogger(__name__)


def three_applicants() -> tuple[list[Actor], list[str]]:
    """Three people linked to one employer with full profiles; and which papers an application needs of them."""
    stage = cast.set_the_stage()
    story.access_opened(stage)
    case = story.drafted(stage)
    theirs = case.handed_in.filter(version__document__holder_kind="person")
    materials = list(theirs.values_list("material", flat=True))
    story.go(stage.lin, case, "withdraw")
    for who, birth in ((stage.chen, "1992-03-07"), (stage.gao, "1988-03-07")):
        cast.link(who, stage.zhao, stage.hhl)
        cast.fill_profile(who, identity={**cast.PROFILE["identity"], "sex": "男", "birth_date": birth})
    drain(ask=lambda: cast.NOW)
    return [stage.lin, stage.chen, stage.gao], materials


def test_a_kill_loses_nothing_acknowledged_and_doubles_nothing(database_url: str) -> None:
    applicants, materials = three_applicants()
    gate, stop = Event(), Event()
    with environment(database_url), installed() as here:
        customers = [Customer(who, here.address, materials, gate, stop) for who in applicants]
        ledgers = [one.ledger for one in customers]
        for one in customers:
            one.start()
        try:
            for number in range(KILLS):
                kill_once(here, gate, VICTIMS[number % len(VICTIMS)])
                assert faults(ledgers) == [], f"after kill {number + 1}"
                assert all(one.is_alive() for one in customers)
        finally:
            gate.clear()
            stop.set()
            for one in customers:
                one.join(60)
    drain(ask=lambda: clock.now() + PAST_EVERY_LEASE)
    left = counts()
    assert (left["waiting"], left["leased"], left["dead"]) == (0, 0, 0)
    assert [*faults(ledgers), *untold(ledgers), *broken_files()] == []
    assert [line for ledger in ledgers for line in ledger.refused] == []
    assert all(ledger.acknowledged for ledger in ledgers)
    taken, cut_off = sum(one.acknowledged for one in ledgers), sum(one.cut_off for one in ledgers)
    _log.info("%s kills, %s requests acknowledged, %s cut off, %s tasks done", KILLS, taken, cut_off, left["done"])


def kill_once(here: Installation, gate: Event, victims: tuple[str, ...]) -> None:
    """Let them press on for a moment, kill, and start again."""
    here.start()
    gate.set()
    time.sleep(random.uniform(SHORTEST, LONGEST))
    here.kill(*victims)
    gate.clear()
    here.start()
