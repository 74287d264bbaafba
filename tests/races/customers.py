"""People who press on while the server dies: each fills in, uploads, submits, withdraws, and keeps a ledger."""

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event, Thread

import requests
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils.crypto import get_random_string

from gongju.access.actor import Actor
from gongju.casework.models import Case
from gongju.people.models import User
from tests import story
from tests.documents.papers import saved, written_pdf

OPEN, SUBMIT, WITHDRAW = "open", "submit", "withdraw"
ASKED_BY_A_FORM = {True: "yes", False: "no"}
FIRST_INCOME = 30_000


@dataclass
class Ledger:
    """What was sent and what the server acknowledged; appended to before and after each request, in this order."""

    moves_sent: list[tuple[str, str]] = field(default_factory=list)  # number, name
    moves: list[tuple[str, str]] = field(default_factory=list)
    answers_sent: list[tuple[str, int]] = field(default_factory=list)  # number, income
    answers: list[tuple[str, int]] = field(default_factory=list)
    papers_sent: list[str] = field(default_factory=list)  # digests
    papers: list[tuple[str, str, str]] = field(default_factory=list)  # number, material, digest
    cut_off: int = 0
    refused: list[str] = field(default_factory=list)

    @property
    def acknowledged(self) -> int:
        return len(self.moves) + len(self.answers) + len(self.papers)


class Unanswered(Exception):
    """The server went away before it answered: what was sent may or may not have been done."""


class Customer(Thread):
    """One person signed in, who applies and withdraws over and over while `gate` is open, until `stop`."""

    def __init__(self, who: Actor, address: str, materials: list[str], gate: Event, stop: Event) -> None:
        super().__init__(daemon=True)
        self.who, self.address, self.materials = who, address, materials
        self.gate, self.stop = gate, stop
        self.ledger = Ledger()
        self.session = _session(who)
        self.income = FIRST_INCOME
        self.random = random.Random(who.user_id)

    def run(self) -> None:
        while not self.stop.is_set():
            if not self.gate.wait(0.1):
                continue
            try:
                self._go_on()
            except Unanswered:
                self.ledger.cut_off += 1

    def _go_on(self) -> None:
        """Whatever comes next for the case as it stands, looked up as one does after a break."""
        number, stage = _open_case(self.who)
        if not number:
            self._begin()
        elif stage == "draft":
            self._fill(number)
            self._hand_in(number)
            self._move(number, SUBMIT, "draft")
        else:
            self._move(number, WITHDRAW, stage)

    def _begin(self) -> None:
        answer = self._post("/my/businesses/first_issue/", {})
        if self._taken(answer, 302):
            self.ledger.moves.append((answer.headers["Location"].split("/")[3], OPEN))

    def _fill(self, number: str) -> None:
        for _ in range(self.random.randint(1, 3)):
            self.income += 1
            told = {**story.ANSWERS, "monthly_income": str(self.income)}
            form = {"asked": list(told), **{name: _typed(value) for name, value in told.items()}}
            self.ledger.answers_sent.append((number, self.income))
            answer = self._post(f"/my/cases/{number}/fill/", form, headers={"X-Keep": "1"})
            if self._taken(answer, 200):
                self.ledger.answers.append((number, self.income))

    def _hand_in(self, number: str) -> None:
        for material in self.materials:
            self._wait_for_the_gate()
            content = _paper()
            digest = hashlib.sha256(content).hexdigest()
            self.ledger.papers_sent.append(digest)
            files = {"file": ("材料.pdf", content, "application/pdf")}
            answer = self._post(f"/my/cases/{number}/papers/{material}/", {}, files=files)
            if self._taken(answer, 302):
                self.ledger.papers.append((number, material, digest))

    def _move(self, number: str, name: str, stage: str) -> None:
        """Press; and where no answer came, press again as soon as the server is back: it must count once."""
        self.ledger.moves_sent.append((number, name))
        press = f"/my/cases/{number}/{name}/", {"seen_stage": stage}
        try:
            answer = self._post(*press)
        except Unanswered:
            self._wait_for_the_gate()
            self._post(*press)
            raise
        if self._taken(answer, 302):
            self.ledger.moves.append((number, name))

    def _wait_for_the_gate(self) -> None:
        while not self.gate.wait(0.1):
            if self.stop.is_set():
                raise Unanswered

    def _taken(self, answer: requests.Response, status: int) -> bool:
        if answer.status_code != status:
            self.ledger.refused.append(f"{answer.status_code} {answer.request.method} {answer.request.path_url}")
        return answer.status_code == status

    def _post(self, path: str, form: Mapping[str, object], **more: Mapping[str, object]) -> requests.Response:
        try:
            return self.session.post(
                self.address + path,
                data=form,
                allow_redirects=False,
                timeout=60,
                **more,  # type: ignore[arg-type]
            )
        except requests.RequestException as fault:
            raise Unanswered from fault


def _session(who: Actor) -> requests.Session:
    """Signed in, with a token against forged forms of its own choosing, as the cookie's rule allows."""
    client, session = Client(), requests.Session()
    client.force_login(User.objects.get(pk=who.user_id or 0))
    signed_in, token = client.cookies[settings.SESSION_COOKIE_NAME].value, get_random_string(32)
    session.trust_env = False
    session.headers["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={signed_in}; {settings.CSRF_COOKIE_NAME}={token}"
    session.headers["X-CSRFToken"] = token
    return session


def _open_case(who: Actor) -> tuple[str, str]:
    """Number and stage of the case under way; "" where there is none."""
    try:
        found = Case.objects.filter(person_id=who.person_id or 0, open=True).values_list("number", "stage").first()
        return found or ("", "")
    finally:
        connections.close_all()


def _paper() -> bytes:
    """A PDF like no other."""
    with written_pdf() as pdf:
        pdf.docinfo["/Title"] = get_random_string(20)
        return saved(pdf)


def _typed(value: object) -> str:
    return ASKED_BY_A_FORM[value] if isinstance(value, bool) else str(value)
