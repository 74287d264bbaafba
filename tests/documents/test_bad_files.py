"""None of the files that nobody may hand in comes through, and each is told why in a sentence; nothing falls."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gongju.documents import checking
from gongju.documents.apart import Apart
from gongju.documents.bench import MEANS
from gongju.documents.checking import check_upload
from gongju.documents.limits import Limits
from gongju.errors import BadInput
from tests.documents.bad_files import BAD_FILES
from tests.documents.papers import good_pdf

LIMITS = Limits(size=10 * 1024 * 1024, pages=200)


@pytest.fixture(scope="module")
def hurried() -> Apart:
    return Apart(seconds=5)


@pytest.mark.parametrize(("make", "word"), BAD_FILES.values(), ids=BAD_FILES)
def test_it_is_refused_in_a_sentence(
    make: Callable[[], bytes], word: str, hurried: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_examiner", hurried)
    content = make()
    with pytest.raises(BadInput) as refused:
        check_upload(content, "合同.pdf", limits=LIMITS)
    (fault,) = refused.value.faults
    assert word in fault.message
    assert fault.field == "file"
    assert fault.message.endswith("。")


def test_there_are_enough_of_them() -> None:
    assert len(BAD_FILES) >= 60


def test_after_all_of_them_a_good_one_still_comes_through(hurried: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_examiner", hurried)
    assert check_upload(good_pdf(), "合同.pdf", limits=LIMITS).pages == 1


def test_the_work_has_bounds_of_memory_set_by_the_system(hurried: Apart) -> None:
    hurried.ask("examine", {"kind": "pdf", "size": 1, "pages": 9, "pixels": 9, "objects": 999}, [good_pdf()])
    assert hurried._process is not None
    limits = Path(f"/proc/{hurried._process.pid}/limits").read_text()
    assert str(MEANS.memory) in limits
