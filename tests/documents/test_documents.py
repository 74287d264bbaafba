"""A holder's documents: versions follow each other, removed ones leave the list, pages have pictures."""

from datetime import datetime
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from PIL import Image

from gongju.clock import BEIJING
from gongju.documents import previews, queries, records, store
from gongju.documents.checking import Checked, check_upload
from gongju.documents.drawing import drawn
from gongju.documents.models import Document, Version
from gongju.documents.refs import HolderRef
from gongju.errors import BadInput, MovedOn, NotFound
from gongju.journal.refs import ActorRef
from tests.documents import papers
from tests.documents.test_store import lies

NOW = datetime(2026, 3, 2, 9, tzinfo=BEIJING)
WANG = ActorRef("user", "7")
PERSON = HolderRef("person", "7")

pytestmark = pytest.mark.django_db


def upload(pages: int = 1) -> Checked:
    return check_upload(papers.good_pdf(pages), "合同.pdf")


def kept(
    content: Checked | None = None,
    *,
    holder: HolderRef = PERSON,
    kind: str = "contract",
    replaces: UUID | None = None,
    facts: dict[str, object] | None = None,
) -> Version:
    return records.store(
        now=NOW,
        actor=WANG,
        holder=holder,
        kind=kind,
        title="劳动合同",
        upload=content or upload(),
        replaces=replaces,
        facts=facts,
    )


def test_an_upload_becomes_a_document_with_its_first_version() -> None:
    version = kept(upload(pages=2), facts={"valid_to": "2027-03-31"})
    assert (version.number, version.pages, version.media_type, version.file_name) == (1, 2, "pdf", "合同.pdf")
    assert (version.uploaded_at, version.uploaded_by) == (NOW, "user:7")
    assert version.facts == {"valid_to": "2027-03-31"}
    assert queries.content(version) == queries.viewing(version)


def test_a_picture_keeps_its_bytes_and_is_looked_at_as_pdf() -> None:
    content = papers.picture()
    version = kept(check_upload(content, "学历.jpg"))
    assert queries.content(version) == content
    assert queries.viewing(version).startswith(b"%PDF-")


def test_the_latest_version_stands_for_the_document() -> None:
    first = kept(upload(1))
    second = kept(upload(2), replaces=first.document_id)
    kept(kind="diploma")
    kept(holder=HolderRef("person", "8"))
    assert [version.document.kind for version in queries.latest(PERSON)] == ["contract", "diploma"]
    assert queries.latest(PERSON, kind="contract") == [second]
    assert queries.versions_of(first.document_id) == [second, first]


def test_the_list_is_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for kind in ("a", "b", "c"):
        kept(kind=kind)
    with django_assert_num_queries(1):
        assert [version.document.title for version in queries.latest(PERSON)] == ["劳动合同"] * 3


@pytest.mark.parametrize(
    "other", [{"kind": "diploma"}, {"holder": HolderRef("person", "8")}, {"holder": HolderRef("case", "7")}]
)
def test_only_a_paper_of_the_same_holder_and_kind_is_replaced(other) -> None:  # type: ignore[no-untyped-def]
    first = kept()
    with pytest.raises(NotFound):
        kept(replaces=first.document_id, **other)


def test_nothing_is_replaced_that_is_not_there() -> None:
    with pytest.raises(NotFound):
        kept(replaces=uuid4())


def test_a_removed_document_leaves_the_list_and_stays_readable() -> None:
    version = kept()
    records.remove(now=NOW, actor=WANG, document_id=version.document_id)
    assert queries.latest(PERSON) == []
    assert queries.content(queries.version(version.pk))
    assert Document.objects.get().removed_by == "user:7"
    with pytest.raises(MovedOn):
        records.remove(now=NOW, actor=WANG, document_id=version.document_id)
    with pytest.raises(NotFound):
        kept(replaces=version.document_id)


def test_what_is_known_of_a_paper_can_be_noted() -> None:
    version = kept()
    records.note(version_id=version.pk, facts={"months": 12})
    assert queries.version(version.pk).facts == {"months": 12}
    with pytest.raises(NotFound):
        records.note(version_id=version.pk + 1, facts={})
    with pytest.raises(NotFound):
        queries.version(version.pk + 1)


def test_nothing_of_a_refused_upload_is_stored() -> None:
    with pytest.raises(BadInput):
        kept(check_upload(papers.with_script(), "合同.pdf"))
    assert not Version.objects.exists()
    assert not settings.GONGJU.files_dir.exists()


def test_bytes_kept_before_the_transaction_are_not_written_again() -> None:
    content = upload()
    names = records.keep_bytes(content)
    version = kept(content)
    assert (version.stored_name, version.viewing_name) == names


@pytest.mark.parametrize(("kind", "id"), [("office", "7"), ("person", "")])
def test_a_holder_is_someone(kind: str, id: str) -> None:
    with pytest.raises(ValueError, match="no holder"):
        HolderRef(kind, id)


@pytest.mark.parametrize("width", previews.WIDTHS)
def test_a_page_has_a_picture(width: int) -> None:
    version = kept(check_upload(papers.picture(), "学历.jpg"))
    with Image.open(BytesIO(previews.page_picture(version, page=1, width=width))) as picture:
        assert (picture.format, picture.width) == ("WEBP", width)
        grey = picture.convert("L").tobytes()
    black, white = grey[width // 4 * width + width // 4], grey[width // 4 * width + width * 3 // 4]
    assert black < 60
    assert white > 200


def test_a_picture_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    version = kept()
    made = previews.page_picture(version, page=1, width=160)
    monkeypatch.setattr(previews, "_drawn", lambda *_: pytest.fail("drawn twice"))
    assert previews.page_picture(version, page=1, width=160) == made


@pytest.mark.parametrize("change", ["another's", "unsealed", "cut off", "empty"])
def test_a_picture_that_is_not_ours_is_made_anew(change: str) -> None:
    """Whoever keeps the files shows an officer no other page: what is made has no digest in its name."""
    one, other = kept(), kept(check_upload(papers.picture(), "学历.jpg"))
    names = [store.picture_name(version.viewing_name, 1, 160) for version in (one, other)]
    made, foreign = (previews.page_picture(version, page=1, width=160) for version in (one, other))
    here = lies(names[0])
    there = {
        "another's": lies(names[1]).read_bytes(),
        "unsealed": foreign,
        "cut off": here.read_bytes()[:-9],
        "empty": b"",
    }
    here.write_bytes(there[change])
    store.reseal_files()
    assert previews.page_picture(one, page=1, width=160) == made != foreign


@pytest.mark.parametrize(("page", "width"), [(0, 480), (2, 480), (1, 481)])
def test_there_is_no_picture_of_other_pages_or_widths(page: int, width: int) -> None:
    with pytest.raises(NotFound):
        previews.page_picture(kept(), page=page, width=width)


def test_a_strip_of_twenty_metres_does_not_fill_the_memory() -> None:
    pdf = papers.written_pdf(0)
    papers.write_page(pdf, size=(28, 14_400))
    with Image.open(BytesIO(drawn(papers.saved(pdf), 0, 1440))) as picture:
        assert picture.height <= 4320


def test_a_damaged_file_is_not_drawn() -> None:
    version = kept()
    lies(version.viewing_name).write_bytes(b"%PDF-other")
    with pytest.raises(store.Damaged):
        previews.page_picture(version, page=1, width=160)
