"""Load the books: rulebooks and procedures into the tables, and the offices that rulebooks name."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate

from gongju.access.actor import Actor
from gongju.actions.telling import tell
from gongju.casework import books
from gongju.casework.books import Loaded
from gongju.errors import Refusal
from gongju.people.records import set_office


def load_books(*, actor: Actor, now: datetime, rulebooks: Path, procedures: Path) -> Loaded:
    """Add what is new and bring offices up to date. The system or an operator does it; Refusal for anybody else.

    Raises RulebookFaults or ProcedureFaults when a file is wrong; then nothing is added.
    """
    if actor.kind != "system" and not actor.is_operator:
        raise Refusal("books.not_yours", "办理规则由系统管理员装载。")
    with transaction.atomic():
        loaded = books.load_books(now=now, rulebooks=rulebooks, procedures=procedures)
        if loaded.editions:
            _set_offices(now)
        if loaded.editions or loaded.procedures:
            data = {"editions": list(loaded.editions), "procedures": list(loaded.procedures)}
            tell(actor=actor, now=now, action="books.load", data=data, quietly=True)
    return loaded


def _set_offices(now: datetime) -> None:
    """One office for each contact of every district's edition in force."""
    for edition in books.districts(localdate(now)):
        for contact in edition.contacts:
            set_office(
                code=contact.code,
                authority=edition.authority,
                name=contact.name,
                kind=contact.kind,
                address=contact.address,
                phones=contact.phones,
                hours=contact.hours,
            )
