"""Several photos of one paper on the applicant's pages, without any script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongju.documents.models import Gathering, Version
from tests.cast import Stage
from tests.portals.applicant.conftest import photo, scan
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
KIND = "个人诚信声明"


@pytest.fixture
def gathering(lin: Client) -> Gathering:
    lin.post("/my/papers/gather/", {"kind": KIND, "file": [scan("一.pdf"), photo("二.jpg")]})
    return Gathering.objects.get()


def test_files_chosen_together_lie_on_one_page(lin: Client, gathering: Gathering) -> None:
    shown = lin.get(f"/my/papers/gather/{gathering.pk}/").content.decode()
    assert "页面（2 页）" in shown
    piece = gathering.pieces.first()
    assert piece is not None
    assert lin.get(f"/my/papers/gather/{gathering.pk}/{piece.pk}/1/")["Content-Type"] == "image/webp"
    assert lin.get(f"/my/papers/gather/{gathering.pk}/{piece.pk}/2/").status_code == 404
    assert "接着整理" in lin.get("/my/papers/").content.decode()


def test_they_are_turned_and_merged(lin: Client, gathering: Gathering) -> None:
    where = f"/my/papers/gather/{gathering.pk}/"
    for deed in ("down:0", "right:0", "finish"):
        answer = lin.post(where, {"deed": deed})
        assert answer.status_code == 302, answer.content.decode()[-6000:]
    assert (Version.objects.get().pages, Version.objects.get().document.title) == (2, KIND)
    assert "接着整理" not in lin.get("/my/papers/").content.decode()


def test_several_photos_become_a_new_version(lin: Client, gathering: Gathering) -> None:
    lin.post(f"/my/papers/gather/{gathering.pk}/", {"deed": "finish"})
    document = Version.objects.get().document
    assert "多张合并" in lin.get(f"/my/papers/{document.pk}/").content.decode()
    sent = lin.post(f"/my/papers/{document.pk}/gather/", {"file": [photo("一.jpg")]})
    assert lin.post(sent["Location"], {"deed": "finish"})["Location"] == f"/my/papers/{document.pk}/"
    assert [one.pages for one in document.versions.order_by("number")] == [2, 1]


def test_a_script_is_told_what_is_wrong_with_a_file(lin: Client, gathering: Gathering) -> None:
    where = f"/my/papers/gather/{gathering.pk}/"
    sent = {"deed": "add", "files": SimpleUploadedFile("三.pdf", b"MZ")}
    assert lin.post(where, {"deed": "add"}, headers={"Accept": "application/json"}).status_code == 422
    assert lin.post(where, sent, headers={"Accept": "application/json"}).json()["faults"]
    assert "页面（2 页）" in lin.post(where, {"deed": "burn:0"}).content.decode()


def test_two_files_for_one_place_ask_what_is_meant(lin: Client) -> None:
    answer = lin.post("/my/papers/", {"kind": KIND, "file": [scan(), photo()]})
    assert "多张合并" in answer.content.decode()
    assert not Version.objects.exists()


def test_another_person_finds_nothing(stage: Stage, signed_in: As, gathering: Gathering) -> None:
    assert signed_in(stage.chen).get(f"/my/papers/gather/{gathering.pk}/").status_code == 404
