"""Eight processes replace one paper at once: every upload becomes a version, numbered without gap."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from gongju.documents import queries, records
from gongju.documents.checking import check_upload
from gongju.documents.refs import HolderRef
from gongju.journal.refs import SYSTEM
from tests.documents.papers import good_pdf
from tests.races.harness import errors, race

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

PERSON = HolderRef("person", "7")
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def upload(pages: int, replaces: UUID | None = None) -> UUID:
    checked = check_upload(good_pdf(pages), "合同.pdf")
    version = records.store(
        now=NOW, actor=SYSTEM, holder=PERSON, kind="contract", title="劳动合同", upload=checked, replaces=replaces
    )
    return version.document_id


def replace_five_times(document_id: UUID, pages: int) -> None:
    for _ in range(5):
        upload(pages, document_id)


def test_replacing_one_paper_from_eight_windows(database_url: str) -> None:
    document_id = upload(1)
    outcomes = race(database_url, replace_five_times, [(document_id, pages) for pages in range(1, 9)])
    assert errors(outcomes) == []
    assert [version.number for version in queries.versions_of(document_id)] == list(range(41, 0, -1))
