"""附件管理: uploaded, looked at, replaced and taken away; other people's papers are not found."""

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongju import clock
from gongju.documents import records
from gongju.documents.checking import check_upload
from gongju.documents.models import Document, Version
from gongju.documents.refs import HolderRef
from gongju.journal.refs import ActorRef
from gongju.people.models import Person
from tests.cast import Stage
from tests.documents.records_made_up import withholding
from tests.portals.applicant.conftest import photo, scan
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
KIND = "个人诚信声明"


@pytest.fixture
def statement(lin: Client) -> Document:
    lin.post("/my/papers/", {"kind": KIND, "file": scan()})
    return Document.objects.get(title=KIND)


def test_upload_stands_in_the_list(lin: Client, statement: Document) -> None:
    page = lin.get("/my/papers/").content.decode()
    assert KIND in page
    assert "我的附件（1 份）" in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": KIND}, "请选择要上传的文件"),
        ({"file": scan()}, "请选择这是什么材料"),
        ({"kind": KIND, "file": SimpleUploadedFile("a.pdf", b"MZ not a paper")}, "PDF"),
    ],
)
def test_upload_that_cannot_be_taken_says_why(lin: Client, form: dict[str, object], said: str) -> None:
    answer = lin.post("/my/papers/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Document.objects.filter(title=KIND).exists()


def test_replacing_keeps_the_earlier_version(lin: Client, statement: Document) -> None:
    lin.post(f"/my/papers/{statement.pk}/replace/", {"file": scan(shade=200)})
    assert [one.number for one in statement.versions.order_by("number")] == [1, 2]
    assert "第 2 版" in lin.get(f"/my/papers/{statement.pk}/").content.decode()
    assert "第 1 版" in lin.get(f"/my/papers/{statement.pk}/?version=1").content.decode()


def test_page_is_shown_as_a_picture_and_the_file_as_it_came(lin: Client, statement: Document) -> None:
    version = statement.versions.get()
    small = lin.get(f"/my/papers/versions/{version.pk}/1/?small")
    large = lin.get(f"/my/papers/versions/{version.pk}/1/")
    assert small["Content-Type"] == large["Content-Type"] == "image/webp"
    assert len(small.content) < len(large.content)
    original = lin.get(f"/my/papers/versions/{version.pk}/")
    assert original["Content-Type"] == "application/pdf"
    assert original["X-Frame-Options"] == "SAMEORIGIN"
    assert lin.get(f"/my/papers/versions/{version.pk}/9/").status_code == 404


def test_picture_is_taken_too(lin: Client) -> None:
    lin.post("/my/papers/", {"kind": KIND, "file": photo()})
    assert Version.objects.get().media_type == "jpeg"


def test_what_was_read_stands_beside_the_page_and_is_confirmed(lin: Client) -> None:
    """[CY-A1b]."""
    title = "应税收入材料"
    sent = SimpleUploadedFile("a.pdf", withholding([("2025-11", "20,000.00"), ("2025-12", "21,000.00")], "41,000.00"))
    stage_paper = records.store(
        now=clock.now(),
        actor=ActorRef("user", "1"),
        holder=HolderRef("person", str(Person.objects.get(name="林晓禾").pk)),
        kind="income_12",
        title=title,
        upload=check_upload(sent.read(), "a.pdf"),
    )
    here = f"/my/papers/{stage_paper.document_id}/"
    shown = lin.get(here).content.decode()
    assert "读出的内容" in shown
    assert "21000.00" in shown
    assert "缺少" in shown
    lin.post(f"/my/papers/versions/{stage_paper.pk}/confirm/")
    assert "您已确认这些内容" in lin.get(here).content.decode()


def test_removing_asks_first(lin: Client, statement: Document) -> None:
    assert f"删除“{KIND}”吗" in lin.get(f"/my/papers/{statement.pk}/remove/").content.decode()
    lin.post(f"/my/papers/{statement.pk}/remove/")
    assert KIND not in str(Document.objects.filter(removed_at=None).values_list("title"))


@pytest.mark.parametrize("where", ["", "replace/", "remove/"])
def test_papers_of_another_are_not_found(
    lin: Client, statement: Document, stage: Stage, signed_in: As, where: str
) -> None:
    chen = signed_in(stage.chen)
    assert chen.post(f"/my/papers/{statement.pk}/{where}", {"file": scan()}).status_code in {404, 405}
    assert chen.get(f"/my/papers/versions/{statement.versions.get().pk}/").status_code == 404


def test_the_statement_to_sign_carries_my_name_and_only_mine_are_here(lin: Client) -> None:
    answer = lin.get("/my/statements/integrity_person.pdf?of=changping")
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()
    assert "林晓禾" in text
    assert lin.get("/my/statements/integrity_employer.pdf").status_code == 404
