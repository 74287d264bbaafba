"""docs/access.md is what the code says today."""

from django.conf import settings

from gongju.access.matrix import lets_in, matrix, roles
from gongju.access.rules import RULES
from gongju.ops.access_page import endpoints, page
from gongju.rules.procedure_reading import read_procedures
from tests.access.test_endpoints import ENDPOINTS


def test_the_page_is_current() -> None:
    written = (settings.GONGJU.root / "docs" / "access.md").read_text("utf-8")
    assert written == page(tuple(read_procedures(settings.GONGJU.procedures_dir))), "run: gongju write_access"


def test_every_endpoint_is_on_it() -> None:
    assert len(endpoints()) == len(ENDPOINTS)


def test_every_rule_is_used_and_lets_in_somebody() -> None:
    assert [rule.name for rule, answers in matrix() if not any(answers)] == []
    assert set(RULES) == {one.rule for one in endpoints()}


def test_nobody_who_is_not_signed_in_passes_but_where_all_may() -> None:
    nobody = roles()[0]
    assert {rule.name for rule in RULES.values() if lets_in(rule, nobody)} == {"public"}


def test_the_key_of_another_office_opens_its_own_rule_alone() -> None:
    office = roles()[-1]
    assert {rule.name for rule in RULES.values() if lets_in(rule, office)} == {"public", "verifier.office"}
