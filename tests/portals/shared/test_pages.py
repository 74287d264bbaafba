"""Error pages, large type, and the page of all parts."""

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client

from gongju.portals.shared.bodies import FILES


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "413", "500"])
def test_error_pages_need_no_request(name: str) -> None:
    html = get_template(f"{name}.html").render()
    assert "<h1>" in html
    assert 'href="/"' in html


def test_a_page_that_is_not_there_says_so_in_chinese(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()


@pytest.mark.parametrize("address", ["/verify/", "/my/papers/", "/no/such/page/"])
def test_more_than_a_file_is_refused_before_it_is_read(client: Client, address: str) -> None:
    most = FILES * settings.GONGJU.upload_limit + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    answer = client.post(address, b"", content_type="text/plain", CONTENT_LENGTH=str(most + 1))
    assert answer.status_code == 413
    assert "文件太大" in answer.content.decode()
    assert client.post("/verify/", b"", content_type="text/plain", CONTENT_LENGTH=str(most)).status_code != 413


def test_all_parts_are_drawn_without_inline_style_or_script(client: Client) -> None:
    html = client.get("/parts/").content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert "<script>" not in html
    assert " onclick=" not in html


def test_the_form_of_all_parts_reads_what_is_sent(client: Client) -> None:
    answer = client.post("/parts/", {"name": "", "members": "x"})
    assert answer.status_code == 422
    assert "处要改" in answer.content.decode()


def test_large_type_is_remembered_and_leads_back(client: Client) -> None:
    answer = client.get("/type-size/", {"size": "large", "next": "/parts/"})
    assert answer["Location"] == "/parts/"
    assert 'class="large"' in client.get("/parts/").content.decode()


def test_large_type_leads_nowhere_else(client: Client) -> None:
    assert client.get("/type-size/", {"size": "large", "next": "https://example.com/"})["Location"] == "/"
