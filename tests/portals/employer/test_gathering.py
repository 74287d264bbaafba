"""Several files of one paper of the employer, merged on its pages."""

import pytest
from django.test import Client

from gongju.documents.models import Gathering, Version
from tests.cast import Stage

from .conftest import As, a_pdf, text

pytestmark = pytest.mark.django_db


def test_files_are_gathered_and_merged(stage: Stage, signed_in: As) -> None:
    client: Client = signed_in(stage.zhao)
    client.post("/unit/papers/gather/", {"title": "更名通知书和合同", "file": a_pdf("通知.pdf")})
    where = f"/unit/papers/gather/{Gathering.objects.get().pk}/"
    client.post(where, {"deed": "add", "files": [a_pdf("合同.pdf", 2)]})
    assert "页面（3 页）" in text(client.get(where))
    client.post(where, {"deed": "finish"})
    assert Version.objects.filter(document__title="更名通知书和合同").get().pages == 3


def test_it_needs_a_name(stage: Stage, signed_in: As) -> None:
    signed_in(stage.zhao).post("/unit/papers/gather/", {"file": a_pdf()})
    assert not Gathering.objects.exists()
