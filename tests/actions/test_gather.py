"""Several photos and files become one paper: kept one by one, ordered, turned, merged without loss."""

from io import BytesIO

import pikepdf
import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gongju.actions.gather import add_piece, arrange, drop_gathering, finish_gathering, start_gathering
from gongju.casework.models import HandedIn
from gongju.documents import queries
from gongju.documents.models import Gathering, Version
from gongju.documents.refs import Aim, HolderRef
from gongju.errors import BadInput, NotFound
from tests import story
from tests.cast import NOW, Stage
from tests.documents import papers


def begun(stage: Stage) -> Gathering:
    return start_gathering(actor=stage.lin, now=NOW, aim=Aim(kind="other", title="应税收入材料"))


def add(stage: Stage, gathering: Gathering, content: bytes, name: str = "a.pdf") -> None:
    add_piece(actor=stage.lin, now=NOW, gathering_id=gathering.pk, upload=SimpleUploadedFile(name, content))
    gathering.refresh_from_db()


def gathered(stage: Stage) -> Gathering:
    """Two pages of a file, and a photo behind them."""
    gathering = begun(stage)
    add(stage, gathering, papers.good_pdf(2))
    add(stage, gathering, papers.picture(), "b.jpg")
    return gathering


def done(stage: Stage, gathering: Gathering, *deeds: tuple[int, str]) -> Version:
    for at, deed in deeds:
        arrange(actor=stage.lin, now=NOW, gathering_id=gathering.pk, at=at, deed=deed)
    return finish_gathering(actor=stage.lin, now=NOW, gathering_id=gathering.pk)


def test_what_was_gathered_becomes_one_pdf_in_its_order(stage: Stage) -> None:
    """[CY-Q42c]: record and screenshots in one PDF."""
    version = done(stage, gathered(stage), (2, "up"), (2, "right"))
    assert (version.pages, version.media_type, version.document.title) == (3, "pdf", "应税收入材料")
    with pikepdf.open(BytesIO(queries.content(version))) as pdf:
        assert [len(page.images) for page in pdf.pages] == [0, 1, 0]
        assert [int(page.obj.get("/Rotate", 0)) for page in pdf.pages] == [0, 0, 90]
        (image,) = pdf.pages[1].images.values()
        assert image.read_raw_bytes() == papers.picture()


def test_it_becomes_a_new_version_of_what_it_replaces(stage: Stage) -> None:
    first = done(stage, gathered(stage)).document
    begun = start_gathering(actor=stage.lin, now=NOW, aim=Aim(kind="other", title=first.title, replaces=first.pk))
    add(stage, begun, papers.good_pdf(4))
    second = done(stage, begun)
    assert (second.document_id, second.number, second.pages) == (first.pk, 2, 4)
    with pytest.raises(NotFound):
        start_gathering(actor=stage.chen, now=NOW, aim=Aim(kind="other", title=first.title, replaces=first.pk))


def test_a_page_can_be_taken_out(stage: Stage) -> None:
    gathering = gathered(stage)
    for _ in range(2):
        arrange(actor=stage.lin, now=NOW, gathering_id=gathering.pk, at=0, deed="out")
    assert [piece.file_name for piece in gathering.pieces.all()] == ["b.jpg"]
    assert done(stage, gathering).pages == 1
    assert not gathering.pieces.exists()


def test_the_same_file_sent_again_after_a_lost_answer_is_there_once(stage: Stage) -> None:
    gathering, content = begun(stage), papers.good_pdf(2)
    for _ in range(2):
        add(stage, gathering, content)
    assert len(gathering.pages) == 2


def test_a_file_that_is_refused_leaves_the_others(stage: Stage) -> None:
    gathering = gathered(stage)
    with pytest.raises(BadInput, match="空的"):
        add(stage, gathering, b"")
    assert len(gathering.pages) == 3
    assert [one.pk for one in queries.open_gatherings(HolderRef("person", str(stage.lin.person_id)))] == [gathering.pk]


def test_what_is_done_or_given_up_is_found_no_more(stage: Stage) -> None:
    gathering = gathered(stage)
    done(stage, gathering)
    with pytest.raises(NotFound):
        done(stage, gathering)
    other = begun(stage)
    drop_gathering(actor=stage.lin, now=NOW, gathering_id=other.pk)
    with pytest.raises(NotFound):
        add(stage, other, papers.good_pdf())


def test_nothing_gathered_makes_no_paper(stage: Stage) -> None:
    with pytest.raises(BadInput, match="还没有上传"):
        done(stage, begun(stage))


@pytest.mark.parametrize(("at", "deed"), [(3, "up"), (-1, "up"), (0, "burn")])
def test_a_page_or_a_deed_that_is_none_is_refused(stage: Stage, at: int, deed: str) -> None:
    with pytest.raises(BadInput):
        arrange(actor=stage.lin, now=NOW, gathering_id=gathered(stage).pk, at=at, deed=deed)


def test_nobody_reaches_what_another_gathers(stage: Stage) -> None:
    gathering = gathered(stage)
    for other in (stage.chen, stage.zhao, stage.sun):
        with pytest.raises(NotFound):
            arrange(actor=other, now=NOW, gathering_id=gathering.pk, at=0, deed="out")


def test_it_is_handed_in_where_that_was_the_aim(stage: Stage) -> None:
    story.access_opened(stage)
    case = story.drafted(stage)
    begun = start_gathering(
        actor=stage.lin,
        now=NOW,
        aim=Aim(kind="integrity", title="个人诚信声明", case_number=case.number, material="integrity"),
    )
    add(stage, begun, papers.picture(), "c.jpg")
    version = done(stage, begun)
    assert HandedIn.objects.filter(case=case, material="integrity", version=version, removed_at=None).exists()


def test_a_phones_heic_photo_is_taken_and_kept_as_everybody_can_see_it(stage: Stage) -> None:
    heic = BytesIO()
    with Image.open(BytesIO(papers.picture(size=(1600, 1200)))) as photo:
        pillow_heif.from_pillow(photo).save(heic)
    gathering = begun(stage)
    add(stage, gathering, heic.getvalue(), "IMG_0001.HEIC")
    assert gathering.pieces.get().file_name == "IMG_0001.jpg"
    assert done(stage, gathering).pages == 1
