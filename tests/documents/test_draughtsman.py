"""Pages that would take a server down are drawn by a process that may fall."""

import os
import subprocess
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from gongju.documents import previews
from gongju.documents.checking import Checked
from gongju.documents.draughtsman import Draughtsman, NotDrawn
from gongju.documents.previews import page_picture
from gongju.errors import NotFound
from tests.documents import papers
from tests.documents.test_documents import kept

HEAVY = {"a pattern without end": papers.endless_pattern, "forms in forms": papers.forms_in_forms}


@pytest.fixture
def hurried() -> Draughtsman:
    return Draughtsman(seconds=1.5)


@pytest.mark.parametrize("heavy", HEAVY.values(), ids=HEAVY)
def test_a_page_that_asks_for_too_much_is_given_up_and_the_next_one_drawn(hurried: Draughtsman, heavy: object) -> None:
    with pytest.raises(NotDrawn):
        hurried.draw(heavy(), page=0, width=160)  # type: ignore[operator]
    assert _size(hurried.draw(papers.good_pdf(), page=0, width=160))[0] == 160


def test_a_file_that_is_none_costs_no_process(hurried: Draughtsman) -> None:
    first = _process_of(hurried)
    with pytest.raises(NotDrawn):
        hurried.draw(b"no PDF at all", page=0, width=160)
    assert _process_of(hurried) == first


def test_a_process_that_was_killed_is_replaced(hurried: Draughtsman) -> None:
    os.kill(_process_of(hurried), 9)
    with pytest.raises(NotDrawn):
        hurried.draw(papers.good_pdf(), page=0, width=160)
    assert _size(hurried.draw(papers.good_pdf(), page=0, width=160))[0] == 160


def test_it_holds_none_of_our_keys(hurried: Draughtsman, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGJU_KEYS", "k1:secret")
    given: list[dict[str, str]] = []
    start = subprocess.Popen

    def noted(*command: Any, **how: Any) -> "subprocess.Popen[bytes]":
        given.append(how["env"])
        return start(*command, **how)

    monkeypatch.setattr(subprocess, "Popen", noted)
    _process_of(hurried)
    assert [set(environment) - {"PATH", "LD_LIBRARY_PATH", "PYTHONPATH"} for environment in given] == [set()]


@pytest.mark.django_db
def test_a_page_that_cannot_be_drawn_is_tried_once(hurried: Draughtsman, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "_draughtsman", hurried)
    version = kept(Checked(papers.endless_pattern(), papers.endless_pattern(), "pdf", 1, "花纹.pdf"))
    for _ in range(2):
        with pytest.raises(NotFound):
            page_picture(version, page=1, width=160)
        monkeypatch.setattr(previews, "_drawn", lambda *_: pytest.fail("tried twice"))


def _process_of(draughtsman: Draughtsman) -> int:
    draughtsman.draw(papers.good_pdf(), page=0, width=160)
    assert draughtsman._process is not None
    return draughtsman._process.pid


def _size(picture: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(picture)) as opened:
        return opened.size
