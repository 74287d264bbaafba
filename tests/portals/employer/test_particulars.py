"""单位信息 saved as typed, and 附件: what is wrong is said, nothing typed or kept is lost."""

import pypdfium2
import pytest

from gongju.documents.models import Document, Version
from gongju.employers.models import EmployerPart
from tests import cast, story
from tests.cast import Stage
from tests.portals.conftest import As

from .conftest import a_pdf, a_word_file, text

pytestmark = pytest.mark.django_db
REGISTRATION = "/unit/info/registration/"


def test_a_part_is_kept_as_typed_with_what_is_wrong_beside_it(stage: Stage, signed_in: As) -> None:
    client = signed_in(stage.zhao)
    answer = client.post(REGISTRATION, {"org_kind": "企业", "registered_capital": "很多"})
    assert answer.status_code == 422
    assert "很多" in text(answer)
    assert EmployerPart.objects.get(part="registration").content["registered_capital"] == "很多"
    again = text(client.get(REGISTRATION))
    assert "很多" in again
    assert "field-error" in again
    assert "有错误" in text(client.get("/unit/info/"))


def test_what_is_missing_is_counted_and_not_refused(stage: Stage, signed_in: As) -> None:
    client = signed_in(stage.zhao)
    answer = client.post(REGISTRATION, {"org_kind": "企业"}, follow=True)
    assert answer.status_code == 200
    assert "已保存，还有" in text(answer)
    assert "没填完" in text(answer)


def test_name_and_code_stand_there_and_are_not_typed(stage: Stage, signed_in: As) -> None:
    client = signed_in(stage.zhao)
    assert stage.hhl.uscc in text(client.get(REGISTRATION))
    client.post(REGISTRATION, {"name": "别的单位", "org_kind": "企业"})
    stage.hhl.refresh_from_db()
    assert stage.hhl.name == "北京海河蓝科技有限公司"
    assert "name" not in EmployerPart.objects.get(part="registration").content


def test_a_part_that_is_none_is_not_found(stage: Stage, signed_in: As) -> None:
    assert signed_in(stage.zhao).get("/unit/info/nothing/").status_code == 404


def test_particulars_rest_while_the_request_is_under_way(stage: Stage, signed_in: As) -> None:
    story.access_asked_for(stage)
    answer = signed_in(stage.zhao).post(REGISTRATION, {"org_kind": "企业"})
    assert answer.status_code == 403
    assert "办结前单位信息不能修改" in text(answer)


def test_a_pdf_is_kept_shown_and_replaced(stage: Stage, signed_in: As) -> None:
    client = signed_in(stage.zhao)
    assert client.post("/unit/papers/", {"title": "营业执照副本", "file": a_pdf(pages=2)}).status_code == 302
    assert "营业执照副本" in text(client.get("/unit/papers/"))
    document = Document.objects.get()
    here = f"/unit/papers/{document.pk}/"
    assert "第 1 页，共 2 页" in text(client.get(here))
    assert client.post(here, {"file": a_pdf()}).status_code == 302
    assert "第 2 版" in text(client.get(here))
    newest = Version.objects.get(number=2)
    assert client.get(f"/unit/files/{newest.pk}/page/1/").headers["Content-Type"] == "image/webp"
    assert client.get(f"/unit/files/{newest.pk}/").content.startswith(b"%PDF")
    assert client.get(f"/unit/files/{newest.pk}/page/9/").status_code == 404


def test_a_wrong_file_is_refused_and_the_title_stays(stage: Stage, signed_in: As) -> None:
    client = signed_in(stage.zhao)
    answer = client.post("/unit/papers/", {"title": "营业执照副本", "file": a_word_file()})
    assert answer.status_code == 422
    assert "请另存为PDF、JPG或PNG后再上传" in text(answer)
    assert 'value="营业执照副本"' in text(answer)
    assert not Document.objects.exists()


def test_without_title_or_file_both_are_named(stage: Stage, signed_in: As) -> None:
    shown = text(signed_in(stage.zhao).post("/unit/papers/", {}))
    assert "有 2 处要改" in shown
    assert "请选择文件" in shown


def test_a_wrong_new_version_leaves_the_old_one(stage: Stage, signed_in: As) -> None:
    client = signed_in(stage.zhao)
    client.post("/unit/papers/", {"title": "营业执照副本", "file": a_pdf()})
    document = Document.objects.get()
    assert client.post(f"/unit/papers/{document.pk}/", {"file": a_word_file()}).status_code == 422
    assert document.versions.count() == 1


def test_a_file_is_taken_away_after_asking_and_stays_with_its_case(stage: Stage, signed_in: As) -> None:
    case = story.access_asked_for(stage)
    paper = case.handed_in.first()
    assert paper is not None
    client, here = signed_in(stage.zhao), f"/unit/papers/{paper.version.document_id}/remove/"
    assert "已经交到业务里的不受影响" in text(client.get(here))
    assert client.post(here).status_code == 302
    assert client.get(f"/unit/papers/{paper.version.document_id}/").status_code == 404
    assert paper.version.document.title not in text(client.get("/unit/papers/")).split("<tbody>")[-1]
    assert case.handed_in.filter(pk=paper.pk, removed_at=None).exists()


def test_every_part_filled_is_said(stage: Stage, signed_in: As) -> None:
    cast.fill_employer(stage.zhao)
    assert "已全部填完" in text(signed_in(stage.zhao).get("/unit/info/"))


def test_the_statement_to_sign_carries_our_name_and_code(stage: Stage, signed_in: As) -> None:
    case = story.access_asked_for(stage)
    answer = signed_in(stage.zhao).get(f"/unit/cases/{case.number}/forms/integrity_employer.pdf")
    said = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()
    assert stage.hhl.name in said
    assert stage.hhl.uscc in said
