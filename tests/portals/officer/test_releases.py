"""The district's lists of releases: what people asked, and employees not let go in time."""

from __future__ import annotations

from datetime import date

from tests import cast
from tests.cast import Stage
from tests.portals.conftest import As


def test_it_names_who_is_past_the_term_and_is_the_districts(stage: Stage, signed_in: As) -> None:
    """Five days after the end in 昌平区 (CP-140); another district sees its own, the city none."""
    employment = cast.link(stage.lin, stage.zhao, stage.hhl)
    assert "没有逾期的" in signed_in(stage.sun).get("/office/releases/late/").content.decode()
    employment.contract_to = date(2026, 11, 1)
    employment.save(update_fields=["contract_to"])
    assert "林晓禾" in signed_in(stage.sun).get("/office/releases/late/").content.decode()
    assert "林晓禾" not in signed_in(stage.feng).get("/office/releases/late/").content.decode()
    assert signed_in(stage.he).get("/office/releases/late/").status_code == 403


def test_one_place_for_releases_and_a_way_in_for_each_duty(stage: Stage, signed_in: As) -> None:
    """Who accepts sees both lists and the spot checks; who allots, what is late; the city neither."""
    asked = signed_in(stage.sun).get("/office/releases/").content.decode()
    assert 'href="/office/releases/late/"' in asked
    assert 'href="/office/spot-checks/"' in asked
    late = signed_in(stage.zheng).get("/office/releases/late/").content.decode()
    assert 'href="/office/releases/"' not in late
    assert 'href="/office/spot-checks/"' not in late
    assert 'href="/office/releases/' not in signed_in(stage.he).get("/office/employers/").content.decode()
