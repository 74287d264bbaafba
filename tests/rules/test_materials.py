"""Which papers are due, which are missing, what is wrong with one."""

from collections.abc import Mapping
from datetime import date

import pytest

from gongju.rules.given import read_facts
from gongju.rules.materials import MaterialDue, materials_due, missing_materials, paper_faults
from gongju.rules.worked import Paper
from tests.rulebooks.library import changping

ON = date(2021, 9, 15)
ALWAYS = {"hukou_book", "integrity", "income_12", "contract"}


def due(changes: Mapping[str, object], *, pathway: str = "", alone: bool = False) -> tuple[MaterialDue, ...]:
    edition = changping()
    given = dict(changes) if alone else {**edition.bases["first_issue"].facts, **changes}
    facts = read_facts(edition.facts, given)
    return materials_due(edition, business="first_issue", facts=facts, on=ON, pathway=pathway)


def codes(found: tuple[MaterialDue, ...], *, certain: bool = True) -> set[str]:
    return {one.material.code for one in found if one.certain is certain}


def test_the_papers_of_a_plain_case() -> None:
    assert codes(due({})) == {*ALWAYS, "residence_permit", "degree_certificate"}
    assert codes(due({}), certain=False) == set()


@pytest.mark.parametrize(
    ("housing", "papers"),
    [
        ("自有房产", {"own_home"}),
        ("配偶房产", {"spouse_home", "spouse_id", "spouse_marriage"}),
        ("借住亲友房产", {"friend_home", "owner_id", "loan_statement"}),
        ("租赁房产", {"rented_title", "lease"}),
        ("租赁公房", {"public_title", "public_statement"}),
        ("公租房", {"public_rental"}),
    ],
)
def test_without_a_residence_permit_the_home_decides(housing: str, papers: set[str]) -> None:
    found = codes(due({"residence_permit": False, "housing": housing}))
    assert found - ALWAYS == {*papers, "degree_certificate"}


@pytest.mark.parametrize(
    ("pathway", "papers"),
    [
        ("p1_degree", {"degree_certificate"}),
        ("p3_prize", {"award_proof"}),
        ("p4_innovation", {"unit_qualification", "income_3y"}),
        ("p5_service", {"unit_qualification", "income_3y"}),
        ("p6_ip", {"ip_certificates", "ip_conversion"}),
        ("p8_freelancer", {"achievements", "personal_tax_3y"}),
        ("p9_programme", {"talent_certificate"}),
    ],
)
def test_the_chosen_pathway_decides_its_evidence(pathway: str, papers: set[str]) -> None:
    assert codes(due({}, pathway=pathway)) - ALWAYS - {"residence_permit"} == papers


def test_a_title_by_examination_needs_the_proof_of_passing() -> None:
    found = due({"title": "中级", "title_by": "考试"}, pathway="p2_title")
    assert codes(found) - ALWAYS == {"residence_permit", "title_certificate", "title_exam"}


def test_a_degree_shown_as_invalid_needs_verification() -> None:
    assert "degree_verification" in codes(due({"degree_invalid": True}))


def test_while_several_pathways_hold_each_evidence_is_one_way() -> None:
    found = {one.material.code: one for one in due({"award": True})}
    assert found["award_proof"].ways == ("p3_prize",)
    assert not found["award_proof"].certain
    assert found["degree_certificate"].ways == ("p1_degree",)


def test_one_of_several_ways_is_enough() -> None:
    found = due({"award": True})
    handed_in = {*ALWAYS, "residence_permit", "award_proof"}
    assert missing_materials(found, handed_in) == ()
    lacking = missing_materials(found, handed_in - {"award_proof"})
    assert len(lacking) == 1


def test_knowing_nothing_every_conditional_paper_is_uncertain() -> None:
    found = due({}, alone=True)
    assert codes(found) == ALWAYS
    assert {"lease", "award_proof", "child_birth"} <= codes(found, certain=False)


def test_of_the_team_alternatives_the_one_that_holds_is_due() -> None:
    team = {"degree": "无", "share_percent": 10, "shareholder_rank": 1}
    assert {"team_financing"} == {c for c in codes(due({**team, "equity_financing": 2000})) if c.startswith("team")}
    assert {"team_articles", "team_tax"} == {c for c in codes(due({**team, "team_tax_average": 600})) if "team" in c}


def test_advisable_papers_are_never_missing() -> None:
    found = due({"degree": "无", "share_percent": 10, "shareholder_rank": 1, "team_tax_average": 600})
    assert missing_materials(found, {*ALWAYS, "residence_permit", "team_articles"}) == ()


def test_the_income_record_covers_twelve_months_to_the_month_before() -> None:
    income = next(one for one in due({}) if one.material.code == "income_12")
    assert (income.months[0], income.months[-1], len(income.months)) == (date(2020, 9, 1), date(2021, 8, 1), 12)


def test_a_paper_nobody_looked_at_has_no_faults() -> None:
    for material in changping().materials:
        assert paper_faults(material, Paper(), ON) == ()


def test_faults_say_what_to_do() -> None:
    income = changping().material("income_12")
    paper = Paper(form="jpg", dated=date(2021, 8, 14), pages=3, sealed=(1, 2), annotated=(1, 2, 3))
    found = {one.code: one.sentence for one in paper_faults(income, paper, ON)}
    assert set(found) == {"form", "fresh", "sealed"}
    assert "2021年8月15日以后" in found["fresh"]
    assert "第 3 页没有加盖单位公章" in found["sealed"]


def test_a_short_contract_is_soft_and_a_short_lease_is_not() -> None:
    paper = Paper(last_day=date(2021, 12, 14))
    contract, lease = changping().material("contract"), changping().material("lease")
    assert [one.soft for one in paper_faults(contract, paper, ON)] == [True]
    assert [one.soft for one in paper_faults(lease, paper, ON)] == [False]
    assert paper_faults(lease, Paper(last_day=date(2021, 12, 15)), ON) == ()
