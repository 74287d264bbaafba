"""A walk: its chance, its clock, what it did lately, and what went wrong. A fair answer is one of `gongju.errors`."""

from __future__ import annotations

import traceback
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from gongju.access.actor import Actor
from gongju.errors import Told
from gongju.people.models import User
from tests.walks.guiding import Guide
from tests.walks.town import Town, actor

T = TypeVar("T")
KEPT = 25
"""How many of the latest verbs a fault is shown with."""
PAUSES = (
    (0.70, timedelta(minutes=5), timedelta(hours=4)),
    (0.25, timedelta(hours=8), timedelta(hours=40)),
    (0.045, timedelta(days=3), timedelta(days=15)),
    (0.005, timedelta(days=40), timedelta(days=100)),
)
"""How likely a pause between two steps is, and from how long to how long."""


@dataclass
class Walk:
    """One walk of a seed through a town. `faults` are reports; a walk with none was a good one."""

    seed: int
    now: datetime
    town: Town
    chance: Random
    guide: Guide = field(default_factory=Guide)
    lately: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT))
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    stuck: Counter[str] = field(default_factory=Counter)
    steps: int = 0
    answer: str = ""
    """Why the latest verb was refused; "" where it was not."""

    def pause(self) -> bool:
        """Let some time pass; whether a new day has come."""
        drawn, before = self.chance.random(), self.now
        for share, least, most in PAUSES:
            drawn -= share
            if drawn < 0:
                self.now += least + (most - least) * self.chance.random()
                break
        self.now = self.now.replace(microsecond=0)
        return self.now.date() != before.date()

    def do(self, verb: Callable[..., T], *, by: Actor | None, must: bool = False, **told: Any) -> T | None:
        """Try a verb; None where it was refused. `must`: the system said that it may, so a refusal is a fault."""
        who = {} if by is None else {"actor": by}
        name = verb.__name__
        self.lately.append(f"{self.now:%Y-%m-%d %H:%M} {_named(by)} {name} {told}")
        self.answer = ""
        try:
            result = verb(now=self.now, **who, **told)
        except Told as answer:
            words = f" {answer.message[:50]}" if answer.code.startswith(("verdict", "answers", "papers")) else ""
            self.refused[f"{name}: {answer.code}{words}"] += 1
            self.answer = f"{answer.code}{words}"
            self.lately[-1] += f" -> {answer.code}"
            if must and answer.code != "case.fallen":
                self.fault(f"said to be allowed, but {answer.code}: {answer}")
            return None
        except Exception:
            self.fault(traceback.format_exc())
            return None
        self.done[name] += 1
        return result

    def fault(self, what: str) -> None:
        """Note a fault with the seed, the step and what was done lately; the same again is one fault."""
        if what in self.seen:
            return
        self.seen.add(what)
        told = "\n".join(self.lately)
        self.faults.append(f"seed {self.seed}, step {self.steps}, {self.now}\n{what}\nlately:\n{told}\n")

    def one_of(self, found: Any) -> Any:
        """One of what is there, None where nothing is; a query is counted and not read as a whole."""
        count = found.count() if hasattr(found, "query") else len(found)
        return found[self.chance.randrange(count)] if count else None

    def often(self, share: float) -> bool:
        """True in this share of all calls."""
        return self.chance.random() < share

    def someone(self) -> Actor:
        """A person of the town."""
        return actor(self.chance.choice(self.town.people))

    def an_agent(self) -> Actor:
        """An agent's login, filed or not."""
        return actor(self.chance.choice([*self.town.agents, *self.town.newcomers]))

    def an_officer(self) -> Actor:
        """Anybody of any office."""
        return self.chance.choice(self.chance.choice(list(self.town.staff.values())))

    def anybody(self) -> Actor:
        """Whoever has a login."""
        return self.chance.choice([self.someone, self.an_agent, self.an_officer])()

    def agent_at(self, employer_id: int | None) -> Actor | None:
        """An agent who is filed with the employer now."""
        filed = User.objects.filter(agencies__employer_id=employer_id or 0, agencies__active=True).order_by("pk")
        found = self.one_of(filed)
        return actor(found.pk) if found else None


def _named(by: Actor | None) -> str:
    return f"{by.kind} {by.name}({by.user_id})" if by else "-"
