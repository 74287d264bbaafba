"""附件管理: uploads are kept among one's own documents, in versions; nobody reaches another's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongju.actions.documents import remove_document, store_document
from gongju.documents.models import Document, Version
from gongju.documents.queries import latest
from gongju.documents.refs import HolderKind, HolderRef
from gongju.errors import BadInput, MovedOn, NotFound, Refusal
from gongju.ops.demo.scans import specimen
from tests.cast import NOW, Stage

SCAN = specimen(title="户口本", lines=[("姓名", "林晓禾")], dated=NOW.date())


def upload(content: bytes = SCAN, name: str = "户口本.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def kept(stage: Stage) -> Version:
    return store_document(actor=stage.lin, now=NOW, kind="hukou", title="户口本首页及本人页", upload=upload())


def test_an_upload_is_kept_among_ones_own(stage: Stage) -> None:
    version = kept(stage)
    assert [one.pk for one in latest(HolderRef(HolderKind.PERSON, str(stage.lin.person_id)))] == [version.pk]
    assert (version.number, version.pages, version.media_type) == (1, 1, "pdf")


def test_replacing_keeps_the_version_before(stage: Stage) -> None:
    first = kept(stage)
    again = specimen(title="户口本", lines=[("姓名", "林晓禾（新）")], dated=NOW.date())
    second = store_document(
        actor=stage.lin, now=NOW, kind="", title="", upload=upload(again), document_id=first.document_id
    )
    assert (second.document_id, second.number) == (first.document_id, 2)
    assert Version.objects.filter(document=first.document_id).count() == 2


def test_nobody_replaces_or_removes_anothers_document(stage: Stage) -> None:
    document_id = kept(stage).document_id
    for other in (stage.chen, stage.zhao):
        with pytest.raises(NotFound):
            store_document(actor=other, now=NOW, kind="", title="", upload=upload(), document_id=document_id)
        with pytest.raises(NotFound):
            remove_document(actor=other, now=NOW, document_id=document_id)
    assert Version.objects.filter(document=document_id).count() == 1


def test_a_file_that_is_no_document_is_refused_and_nothing_is_kept(stage: Stage) -> None:
    with pytest.raises(BadInput) as wrong:
        store_document(actor=stage.lin, now=NOW, kind="hukou", title="户口本", upload=upload(b"MZ\x90", "户口本.pdf"))
    assert wrong.value.faults[0].field == "file"
    assert not Document.objects.exists()


def test_a_title_is_needed(stage: Stage) -> None:
    with pytest.raises(BadInput) as wrong:
        store_document(actor=stage.lin, now=NOW, kind="hukou", title=" ", upload=upload())
    assert wrong.value.faults[0].field == "title"


def test_what_was_removed_is_gone_from_the_list_and_removed_once(stage: Stage) -> None:
    version = kept(stage)
    remove_document(actor=stage.lin, now=NOW, document_id=version.document_id)
    assert latest(HolderRef(HolderKind.PERSON, str(stage.lin.person_id))) == []
    with pytest.raises(MovedOn):
        remove_document(actor=stage.lin, now=NOW, document_id=version.document_id)


def test_staff_keep_no_documents(stage: Stage) -> None:
    with pytest.raises(Refusal):
        store_document(actor=stage.sun, now=NOW, kind="x", title="材料", upload=upload())


def test_the_same_file_twice_is_noted(stage: Stage) -> None:
    first = kept(stage)
    again = store_document(actor=stage.lin, now=NOW, kind="lease", title="租赁合同", upload=upload())
    assert again.checks == ["这个文件和“户口本首页及本人页”完全一样，请核对是否选错了文件。"]
    replaced = store_document(
        actor=stage.lin, now=NOW, kind="", title="", upload=upload(), document_id=first.document_id
    )
    assert "和上一版完全一样" in replaced.checks[0]
    assert first.checks == []


def test_a_file_that_another_person_keeps_is_told_to_nobody_but_the_officer(stage: Stage) -> None:
    kept(stage)
    other = store_document(actor=stage.chen, now=NOW, kind="hukou", title="户口本", upload=upload())
    assert other.checks == []
