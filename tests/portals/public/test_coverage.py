"""The public account of requirements: counts, single rows, one standing alone, no document of that name."""

from django.test import Client

from tests.portals.public.conftest import text_of


def test_the_documents_stand_with_their_counts(client: Client) -> None:
    text = text_of(client.get("/coverage/"))
    assert "昌平区办理指南（2021 年 8 月）" in text
    assert "183" in text


def test_a_row_says_where_it_is_built(stranger: Client) -> None:
    page = stranger.get("/coverage/CP/").content.decode()
    row = page[page.index('id="CP-144"') :]
    row = row[: row.index("</tr>")]
    assert "已实现" in row
    assert "动作" in row
    assert "gongju/actions" not in page


def test_a_rule_leads_to_the_guide_it_stands_in(stranger: Client) -> None:
    page = stranger.get("/coverage/CP/").content.decode()
    assert '<a href="/guide/changping/">昌平区规则 · 条件：' in page
    old = stranger.get("/coverage/CL/").content.decode()
    assert '<a href="/guide/chaoyang/?on=2010-07-' in old
    address = old.split('<a href="/guide/chaoyang/?on=')[1].split('"')[0]
    assert stranger.get(f"/guide/chaoyang/?on={address}").status_code == 200


def test_one_standing_alone_is_shown_on_wish(stranger: Client) -> None:
    assert 'id="CP-144"' not in stranger.get("/coverage/CP/?standing=不建，有理由").content.decode()
    assert 'id="CP-144"' in stranger.get("/coverage/CP/?standing=已实现").content.decode()


def test_a_document_that_is_not_there_is_not_found(stranger: Client) -> None:
    assert stranger.get("/coverage/XX/").status_code == 404
