"""A file is usable once a scanner found it clean; a scanner that is down, or says nothing clear, holds it."""

import dataclasses
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from gongju.actions.documents import store_document
from gongju.actions.objection import Objected
from gongju.documents import queries
from gongju.documents.models import Version
from gongju.documents.previews import page_picture
from gongju.documents.scanning import ScannerDown, scan
from gongju.errors import Refusal
from gongju.journal.models import Entry
from gongju.outbox.worker import drain
from tests import story
from tests.cast import NOW, Stage
from tests.documents.papers import good_pdf


class FakeClamd:
    """Speaks clamd's protocol on a port of its own; `says` is its answer, None to hang up."""

    def __init__(self) -> None:
        self.says: bytes | None = b"stream: OK\0"
        self.seen: list[bytes] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            with line, line.makefile("rb") as told:
                assert told.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">I", told.read(4))[0]:
                    content += told.read(size)
                self.seen.append(content)
                if self.says is not None:
                    line.sendall(self.says)


@pytest.fixture
def clamd(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeClamd]:
    fake = FakeClamd()
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, scanner=fake.address))
    yield fake
    with suppress(OSError):
        fake.close()


def stored(stage: Stage) -> Version:
    upload = SimpleUploadedFile("户口本.pdf", good_pdf())
    return store_document(actor=stage.lin, now=NOW, kind="hukou", title="户口本", upload=upload)


def after(version: Version, minutes: int = 0) -> Version:
    drain(ask=lambda: NOW + timedelta(minutes=minutes))
    version.refresh_from_db()
    return version


def test_nobody_opens_it_before_it_is_clean(stage: Stage, clamd: FakeClamd) -> None:
    version = stored(stage)
    for open_it in (queries.content, queries.viewing, lambda one: page_picture(one, page=1, width=160)):
        with pytest.raises(Refusal, match="还在查毒"):
            open_it(version)
    assert after(version).scan == "clean"
    assert clamd.seen == [queries.content(version)]
    assert Entry.objects.filter(action="document.scan", data__clean=True).count() == 1


def test_what_is_infected_stays_shut(stage: Stage, clamd: FakeClamd) -> None:
    clamd.says = b"stream: Eicar-Test-Signature FOUND\0"
    version = after(stored(stage))
    with pytest.raises(Refusal, match="查出病毒"):
        queries.content(version)


@pytest.mark.parametrize("said", [None, b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: \0"])
def test_a_scanner_that_says_nothing_clear_holds_the_file(stage: Stage, clamd: FakeClamd, said: bytes | None) -> None:
    clamd.says = said
    version = stored(stage)
    assert after(version).scan == "waiting"
    clamd.says = b"stream: OK\0"
    assert after(version, minutes=2).scan == "clean"


def test_a_scanner_that_is_down_holds_the_file(stage: Stage, clamd: FakeClamd) -> None:
    clamd.close()
    version = stored(stage)
    for minutes in range(0, 60, 5):
        assert after(version, minutes=minutes).scan == "waiting"


def test_a_case_is_not_submitted_with_it(stage: Stage) -> None:
    story.access_opened(stage)
    case = story.drafted(stage)
    Version.objects.filter(document__kind="integrity").update(scan="waiting")
    with pytest.raises(Objected, match="还在查毒"):
        story.go(stage.lin, case, "submit")
    Version.objects.filter(document__kind="integrity").update(scan="infected")
    with pytest.raises(Objected, match="查出病毒"):
        story.go(stage.lin, case, "submit")


def test_without_a_scanner_nothing_waits(stage: Stage) -> None:
    assert after(stored(stage)).scan == ""


def test_a_socket_of_this_machine_that_is_not_there_is_down() -> None:
    with pytest.raises(ScannerDown):
        scan(b"x", "unix:/nowhere/clamd.ctl")
