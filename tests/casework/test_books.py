"""Books are loaded once, never changed, and read back by digest from the tables alone."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from gongju.casework import books, records
from gongju.casework.books import Loaded, load_books
from gongju.casework.models import ProcedureText, RulebookText
from gongju.errors import NotFound, Refusal
from gongju.rules.toml_table import RulebookFaults
from tests.rows import NOW

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 21)


def load(rulebooks: Path | None = None) -> Loaded:
    return load_books(
        now=NOW, rulebooks=rulebooks or settings.GONGJU.rulebooks_dir, procedures=settings.GONGJU.procedures_dir
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rulebooks that a test may change."""
    return Path(shutil.copytree(settings.GONGJU.rulebooks_dir, tmp_path / "rulebooks"))


def corrected(folder: Path) -> Path:
    """Changping's reading corrected by a remark."""
    path = folder / "changping" / "2021-08.toml"
    path.write_text(path.read_text("utf-8") + "\n# 更正\n", "utf-8")
    return folder


def test_loading_brings_every_edition_and_procedure() -> None:
    loaded = load()
    assert "changping/2021-08" in loaded.editions
    assert any(key.startswith("first_issue/") for key in loaded.procedures)


def test_loading_again_adds_nothing() -> None:
    load()
    assert load() == Loaded((), ())


def test_the_edition_in_force_comes_from_the_table(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load()
    first = books.edition_for("changping", ON)
    assert (first.key, first.prefix) == ("changping/2021-08", "CP")
    with django_assert_num_queries(1):
        assert books.edition_for("changping", ON) is first


def test_the_table_gives_the_digest_of_the_files() -> None:
    load()
    for row in RulebookText.objects.all():
        assert books.edition_by_digest(row.digest).digest == row.digest


def test_before_the_first_edition_there_is_none() -> None:
    load()
    with pytest.raises(Refusal) as refused:
        books.edition_for("changping", date(2021, 7, 31))
    assert refused.value.code == "rulebook.none"


def test_a_corrected_reading_counts_from_its_loading_and_the_old_one_stays(folder: Path) -> None:
    load()
    old = books.edition_for("changping", ON)
    load_books(now=NOW + timedelta(days=1), rulebooks=corrected(folder), procedures=settings.GONGJU.procedures_dir)
    new = books.edition_for("changping", ON)
    assert new.digest != old.digest
    assert books.edition_by_digest(old.digest).source == old.source


def test_a_faulty_book_brings_nothing(folder: Path) -> None:
    (folder / "changping" / "2021-08.toml").write_text("[edition]\n", "utf-8")
    with pytest.raises(RulebookFaults):
        load(folder)
    assert not RulebookText.objects.exists()
    assert not ProcedureText.objects.exists()


def test_the_districts_are_those_that_extend_the_city() -> None:
    load()
    assert "changping" in [one.authority for one in books.districts(ON)]
    assert "beijing" not in [one.authority for one in books.districts(ON)]


def test_a_procedure_is_read_from_the_table() -> None:
    load()
    procedure = books.procedure_for("first_issue")
    assert books.procedure_by_digest(procedure.digest) is procedure
    with pytest.raises(NotFound):
        books.procedure_for("no_such_business")


def test_a_day_an_office_enters_overrides_the_library() -> None:
    assert not books.work_calendar().is_published(date(2027, 2, 5))
    records.set_calendar_day(date(2027, 2, 5), working=False, note="春节", document="国办发明电〔2026〕8号")
    calendar = books.work_calendar()
    assert not calendar.is_working_day(date(2027, 2, 5))
    assert calendar.is_published(date(2027, 12, 1)), "a notice always lists the whole year"


def test_a_day_without_a_notice_publishes_no_year() -> None:
    records.set_calendar_day(date(2027, 2, 5), working=False, note="临时停办")
    assert not books.work_calendar().is_published(date(2027, 12, 1))
