"""A record that was photographed is read by the worker, told as read from a picture, and trusted less."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongju.actions.documents import store_document
from gongju.actions.read_paper import SEEN, confirm_reading, paper_read
from gongju.casework.models import HandedIn
from gongju.documents import seeing, store
from gongju.documents.checking import text_lines
from gongju.documents.models import Version
from gongju.outbox.models import Task
from gongju.outbox.worker import drain
from tests import story
from tests.actions.test_read_paper import KIND, STALE, drafted_with, record
from tests.cast import NOW, Stage
from tests.documents import papers


@pytest.fixture
def sees(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """As if the library were there, and found in every picture what stands in the old record; keys of what was read."""
    looked_at: list[int] = []

    def see(version: Version) -> None:
        looked_at.append(version.pk)
        name = store.name_beside(version.viewing_name, "lines.json")
        store.keep_made(name, json.dumps(text_lines(record(STALE))).encode())

    monkeypatch.setattr("gongju.actions.see_paper.can_see", lambda: True)
    monkeypatch.setattr("gongju.actions.see_paper.see", see)
    return looked_at


def stored(stage: Stage, content: bytes, kind: str = KIND) -> Version:
    upload = SimpleUploadedFile("a", content)
    return store_document(actor=stage.lin, now=NOW, kind=kind, title="应税收入材料", upload=upload)


def test_a_photograph_is_read_by_the_worker_and_says_so(stage: Stage, sees: list[int]) -> None:
    version = stored(stage, papers.picture())
    assert paper_read(actor=stage.lin, now=NOW, version=version) is None
    drain(ask=lambda: NOW)
    read = paper_read(actor=stage.lin, now=NOW, version=version)
    assert read is not None
    assert (read.was_seen, read.is_confirmed, read.marks[0]) == (True, False, SEEN)
    facts = confirm_reading(actor=stage.lin, now=NOW, version_id=version.pk).facts
    assert (facts["seen"], facts["marks"][0]) == (True, SEEN)


def test_what_was_seen_alone_sends_nobody_back(stage: Stage, sees: list[int]) -> None:
    """The old months of a text are refused (`test_read_paper`); those of a picture are left to the officer."""
    version = stored(stage, papers.picture())
    drain(ask=lambda: NOW)
    case = drafted_with(stage, confirm_reading(actor=stage.lin, now=NOW, version_id=version.pk))
    assert story.go(stage.lin, case, "submit").submitted_at is not None
    assert HandedIn.objects.filter(case=case, version=version, removed_at=None).exists()


def test_only_records_without_text_are_looked_at(stage: Stage, sees: list[int]) -> None:
    stored(stage, record(STALE))
    stored(stage, papers.picture(), kind="other")
    photograph = stored(stage, papers.picture("PNG"))
    drain(ask=lambda: NOW)
    assert sees == [photograph.pk]


def test_without_the_library_nothing_is_asked(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeing, "find_spec", lambda name: None)
    stored(stage, papers.picture())
    assert not Task.objects.filter(kind="see").exists()
