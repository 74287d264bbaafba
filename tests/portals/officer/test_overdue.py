"""The district's list of employees not let go in time."""

from __future__ import annotations

from datetime import date

from tests import cast
from tests.cast import Stage
from tests.portals.officer.conftest import As


def test_it_names_who_is_past_the_term_and_is_the_districts(stage: Stage, signed_in: As) -> None:
    """Five days after the end in 昌平区 (CP-140); another district sees its own, the city none."""
    employment = cast.link(stage.lin, stage.zhao, stage.hhl)
    assert "没有逾期的" in signed_in(stage.sun).get("/office/overdue/").content.decode()
    employment.contract_to = date(2026, 11, 1)
    employment.save(update_fields=["contract_to"])
    assert "林晓禾" in signed_in(stage.sun).get("/office/overdue/").content.decode()
    assert "林晓禾" not in signed_in(stage.feng).get("/office/overdue/").content.decode()
    assert signed_in(stage.he).get("/office/overdue/").status_code == 403
