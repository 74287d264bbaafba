"""The public account of requirements: counts, single rows, one standing alone, no document of that name."""

from django.test import Client

from tests.portals.public.conftest import text_of


def test_the_documents_stand_with_their_counts(client: Client) -> None:
    text = text_of(client.get("/coverage/"))
    assert "昌平区办理指南（2021 年 8 月）" in text
    assert "183" in text


def test_a_row_says_where_it_is_built(client: Client) -> None:
    page = client.get("/coverage/CP/").content.decode()
    row = page[page.index('id="CP-144"') :]
    row = row[: row.index("</tr>")]
    assert "已实现" in row
    assert "gongju/actions/release.py: release" in row


def test_one_standing_alone_is_shown_on_wish(client: Client) -> None:
    assert 'id="CP-144"' not in client.get("/coverage/CP/?standing=不建，有理由").content.decode()
    assert 'id="CP-144"' in client.get("/coverage/CP/?standing=已实现").content.decode()


def test_a_document_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/coverage/XX/").status_code == 404
