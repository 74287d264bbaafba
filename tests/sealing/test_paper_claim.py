"""The claim in the QR code and the list of papers that count no longer: signed, short, and read back."""

from dataclasses import replace

import pytest

from gongju.sealing.paper_claim import (
    LIST_USE,
    Claim,
    NoClaim,
    Revoked,
    list_as_json,
    paper_id,
    read_claim,
    read_list,
    sign_claim,
)
from gongju.sealing.signing import Signer

SIGNER = Signer.of([("s1", bytes(range(32)))])
CLAIM = Claim("CP2026001187", "林**", "2026-11-21", "2029-11-20", "2026-11-21", paper_id("token"))
LIST = Revoked(7, "2026-11-21T00:00:00+00:00", "2026-11-22T00:00:00+00:00", (paper_id("a"),), (paper_id("b"),))


def test_a_claim_is_read_back() -> None:
    assert read_claim(sign_claim(CLAIM, SIGNER), SIGNER) == CLAIM


def test_a_claim_is_short_enough_for_a_code_on_paper() -> None:
    assert len(sign_claim(CLAIM, SIGNER)) < 250


def test_without_a_key_there_is_no_claim() -> None:
    assert sign_claim(CLAIM, Signer.of([])) == ""


@pytest.mark.parametrize("text", ["", "s1", "s1..", "s1.!.x", "s1.W10.x", "s2.W10.x"])
def test_what_is_no_claim_is_said(text: str) -> None:
    with pytest.raises(NoClaim):
        read_claim(text, SIGNER)


def test_a_claim_with_another_day_is_forged() -> None:
    key, _, value = sign_claim(CLAIM, SIGNER).split(".")
    longer = sign_claim(replace(CLAIM, last_day="2039-11-20"), SIGNER).split(".")[1]
    with pytest.raises(NoClaim, match="签名对不上"):
        read_claim(f"{key}.{longer}.{value}", SIGNER)


def test_a_list_is_read_back_and_nothing_is_slipped_in() -> None:
    text = list_as_json(LIST, SIGNER.sign(LIST.statement, use=LIST_USE))
    assert read_list(text, SIGNER) == LIST
    with pytest.raises(NoClaim, match="签名对不上"):
        read_list(text.replace(paper_id("a"), paper_id("c")), SIGNER)
    with pytest.raises(NoClaim, match="不是作废名单"):
        read_list("[]", SIGNER)


def test_the_id_of_a_paper_does_not_give_its_address_away() -> None:
    assert len(paper_id("token")) == 12
    assert paper_id("token") != paper_id("other")
