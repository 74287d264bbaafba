"""Statements to print: listed, linked from the papers they are, blank for a visitor."""

from django.test import Client

from tests.portals.public.conftest import text_of


def test_the_statements_are_listed_and_open_as_pdf(stranger: Client) -> None:
    assert "诚信声明（个人版）" in text_of(stranger.get("/statements/"))
    answer = stranger.get("/statements/integrity_person.pdf?of=changping")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_list_of_papers_leads_to_the_form_to_sign(stranger: Client) -> None:
    assert "/statements/integrity_person.pdf?of=changping" in text_of(stranger.get("/materials/changping/first_issue/"))


def test_a_statement_that_is_not_there_is_not_found(stranger: Client) -> None:
    assert stranger.get("/statements/loyalty.pdf").status_code == 404
    assert stranger.get("/statements/lending.pdf?of=../../etc").status_code == 200  # no such office: the common wording
