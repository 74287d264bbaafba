"""What was read counts once its owner has confirmed it, and is held to the months of the day at each submission."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongju.actions.documents import store_document
from gongju.actions.hand_in import hand_in, take_back
from gongju.actions.objection import Objected
from gongju.actions.read_paper import confirm_reading, paper_read
from gongju.casework.models import Case, HandedIn
from gongju.documents.models import Version
from gongju.errors import NotFound, Refusal
from tests import story
from tests.cast import NOW, Stage
from tests.documents import papers
from tests.documents.records_made_up import months, withholding

KIND = "income_12"
NEWEST, STALE = f"{NOW.year - 1}-{NOW.month:02d}", f"{NOW.year - 2}-{NOW.month:02d}"


def stored(stage: Stage, content: bytes) -> Version:
    upload = SimpleUploadedFile("a.pdf", content)
    return store_document(actor=stage.lin, now=NOW, kind=KIND, title="应税收入材料", upload=upload)


def record(first: str) -> bytes:
    return withholding([(month, "20,000.00") for month in months(first, 12)], "240,000.00")


def confirmed(stage: Stage, first: str) -> Version:
    return confirm_reading(actor=stage.lin, now=NOW, version_id=stored(stage, record(first)).pk)


def drafted_with(stage: Stage, version: Version) -> Case:
    """A case with this record in the place of the one that the cast hands in."""
    story.access_opened(stage)
    case = story.drafted(stage)
    for paper in HandedIn.objects.filter(case=case, material=KIND):
        take_back(actor=stage.lin, now=NOW, case_number=case.number, handed_in_id=paper.pk)
    hand_in(actor=stage.lin, now=NOW, case_number=case.number, material=KIND, version_id=version.pk)
    return case


def test_what_was_read_is_kept_once_it_is_confirmed(stage: Stage) -> None:
    version = stored(stage, record(NEWEST))
    read = paper_read(actor=stage.lin, now=NOW, version=version)
    assert read is not None
    assert not read.is_confirmed
    facts = confirm_reading(actor=stage.lin, now=NOW, version_id=version.pk).facts
    assert (facts["months"], facts["sum"]) == (months(NEWEST, 12), "240,000.00")


def test_old_months_are_marked(stage: Stage) -> None:
    assert marked(stage, stored(stage, record(STALE)))[0].startswith("缺少")


def test_a_record_below_the_income_that_was_stated_is_marked(stage: Stage) -> None:
    """[CY-Q45]: 20,000 yuan a month by the record, 32,000 by what the person wrote in the open case."""
    version = stored(stage, record(NEWEST))
    assert marked(stage, version) == ()
    story.access_opened(stage)
    story.drafted(stage)
    (mark,) = marked(stage, version)
    assert mark.endswith("平均每月 20,000.00 元，低于填写的 32,000.00 元。")


def marked(stage: Stage, version: Version) -> tuple[str, ...]:
    read = paper_read(actor=stage.lin, now=NOW, version=version)
    assert read is not None
    return read.marks


def test_nobody_else_confirms_it_and_nothing_is_confirmed_that_was_not_read(stage: Stage) -> None:
    version = stored(stage, record(NEWEST))
    for other in (stage.chen, stage.zhao):
        with pytest.raises(NotFound):
            confirm_reading(actor=other, now=NOW, version_id=version.pk)
    with pytest.raises(Refusal, match="没有读出"):
        confirm_reading(actor=stage.lin, now=NOW, version_id=stored(stage, papers.good_pdf()).pk)


def test_a_record_of_old_months_is_not_submitted(stage: Stage) -> None:
    """[CY-Q36c]: at every submission the newest months."""
    case = drafted_with(stage, confirmed(stage, STALE))
    with pytest.raises(Objected, match="月份不是最新的"):
        story.go(stage.lin, case, "submit")


def test_a_record_of_the_newest_months_is_submitted(stage: Stage) -> None:
    case = drafted_with(stage, confirmed(stage, NEWEST))
    assert story.go(stage.lin, case, "submit").submitted_at is not None


def test_of_what_was_not_confirmed_the_officer_judges(stage: Stage) -> None:
    case = drafted_with(stage, stored(stage, record(STALE)))
    assert story.go(stage.lin, case, "submit").submitted_at is not None
