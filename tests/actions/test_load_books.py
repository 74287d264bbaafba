"""Loading the books: once, with the offices they name, and nothing at all when a file is wrong."""

from pathlib import Path

import pytest
from django.conf import settings

from gongju.access.actor import Actor
from gongju.actions.load_books import load_books
from gongju.casework.models import ProcedureText, RulebookText
from gongju.errors import Refusal
from gongju.journal.models import Entry
from gongju.people.models import Office
from gongju.rules.toml_table import RulebookFaults
from tests import cast

pytestmark = pytest.mark.django_db


def load(rulebooks: Path = settings.GONGJU.rulebooks_dir) -> tuple[str, ...]:
    procedures = settings.GONGJU.procedures_dir
    return load_books(actor=Actor.system(), now=cast.NOW, rulebooks=rulebooks, procedures=procedures).editions


def test_books_are_loaded_with_the_offices_they_name() -> None:
    assert "changping/2021-08" in load()
    assert Office.objects.get(code="changping").phones == ["69740926"]
    assert ProcedureText.objects.filter(type="first_issue").exists()


def test_loading_again_adds_and_tells_nothing() -> None:
    load()
    rows, entries = RulebookText.objects.count(), Entry.objects.count()
    assert load() == ()
    assert (RulebookText.objects.count(), Entry.objects.count()) == (rows, entries)


def test_a_faulty_file_is_named_and_nothing_is_loaded(tmp_path: Path) -> None:
    for file in settings.GONGJU.rulebooks_dir.rglob("*.toml"):
        copy = tmp_path / file.relative_to(settings.GONGJU.rulebooks_dir)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text("utf-8").replace("work_experience >=", "work_experiense >="), "utf-8")
    with pytest.raises(RulebookFaults, match="work_experience"):
        load(tmp_path)
    assert not RulebookText.objects.exists()


def test_an_officer_may_not_load_books() -> None:
    with pytest.raises(Refusal):
        load_books(
            actor=Actor(kind="staff", roles=frozenset({"district.accept"})),
            now=cast.NOW,
            rulebooks=settings.GONGJU.rulebooks_dir,
            procedures=settings.GONGJU.procedures_dir,
        )
