"""By which address a stranger is counted."""

import dataclasses

import pytest
from django.conf import settings
from django.test import RequestFactory

from gongju.portals.public.askers import asker_of


@pytest.mark.parametrize(
    ("told", "asker"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_an_address_is_counted_as_what_one_holder_has(rf: RequestFactory, told: str, asker: str) -> None:
    assert asker_of(rf.get("/verify/", REMOTE_ADDR=told)) == asker


def test_what_a_stranger_says_of_the_way_is_not_believed(rf: RequestFactory) -> None:
    request = rf.get("/verify/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "198.51.100.1"})
    assert asker_of(request) == "192.0.2.7"


@pytest.mark.parametrize("told", ["198.51.100.1", "203.0.113.9, 198.51.100.1", "203.0.113.9,198.51.100.1"])
def test_of_our_own_proxy_the_last_word_counts(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setattr(settings, "GONGJU", dataclasses.replace(settings.GONGJU, behind_proxy=True))
    ours = "127.0.0.1"
    assert asker_of(rf.get("/verify/", REMOTE_ADDR=ours, headers={"X-Forwarded-For": told})) == "198.51.100.1"
    assert asker_of(rf.get("/verify/", REMOTE_ADDR=ours)) == "127.0.0.1"
