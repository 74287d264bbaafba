"""Several files of one paper of the employer, merged on its pages."""

import pytest
from django.test import Client

from gongju.documents.models import Gathering, Version
from tests.cast import Stage
from tests.portals.conftest import As

from .conftest import a_pdf, text

pytestmark = pytest.mark.django_db


def test_files_are_gathered_and_merged(stage: Stage, signed_in: As) -> None:
    client: Client = signed_in(stage.zhao)
    client.post("/unit/papers/gather/", {"title": "更名通知书和合同", "file": a_pdf("通知.pdf")})
    where = f"/unit/papers/gather/{Gathering.objects.get().pk}/"
    client.post(where, {"deed": "add", "files": [a_pdf("合同.pdf", 2)]})
    assert "页面（3 页）" in text(client.get(where))
    client.post(where, {"deed": "finish"})
    assert Version.objects.filter(document__title="更名通知书和合同").get().pages == 3


def test_a_kept_paper_gets_a_new_version_of_several_files(stage: Stage, signed_in: As) -> None:
    client: Client = signed_in(stage.zhao)
    client.post("/unit/papers/", {"title": "营业执照", "file": a_pdf()})
    document = Version.objects.get().document
    sent = client.post(f"/unit/papers/{document.pk}/gather/", {"file": a_pdf("新.pdf", 2)})
    assert client.post(sent["Location"], {"deed": "finish"})["Location"] == f"/unit/papers/{document.pk}/"
    assert [one.pages for one in document.versions.order_by("number")] == [1, 2]


def test_it_needs_a_name(stage: Stage, signed_in: As) -> None:
    client: Client = signed_in(stage.zhao)
    client.post("/unit/papers/gather/", {"file": a_pdf()})
    assert not Gathering.objects.exists()
    assert "请写明这是什么材料" in text(client.get("/unit/papers/"))
