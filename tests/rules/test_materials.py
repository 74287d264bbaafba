"""Which papers are due, which are missing, what is wrong with one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from gongju.rules.given import read_facts
from gongju.rules.materials import MaterialDue, materials_due, missing_materials, paper_questions
from gongju.rules.paper_entries import LookBack
from gongju.rules.paper_faults import paper_faults
from gongju.rules.worked import Paper
from tests.rulebooks.library import changping

ON = date(2021, 9, 15)
ALWAYS = {"hukou_book", "integrity", "income_12", "contract"}


def due(
    changes: Mapping[str, object],
    *,
    pathway: str = "",
    alone: bool = False,
    business: str = "first_issue",
    on: date = ON,
) -> tuple[MaterialDue, ...]:
    edition = changping()
    given = dict(changes) if alone else {**edition.bases[business].facts, **changes}
    facts = read_facts(edition.facts, given)
    return materials_due(edition, business=business, facts=facts, on=on, pathway=pathway)


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


def test_who_plainly_fails_is_asked_for_a_pathway_before_its_proof() -> None:
    """Found by the random walk: a prize that nobody claimed had to be proven before the case could be handed in."""
    edition = changping()
    given = {name: value for name, value in edition.bases["first_issue"].facts.items() if name != "award"}
    facts = read_facts(edition.facts, {**given, "degree": "无", "title": "无", "beijing_hukou": True})
    found = materials_due(edition, business="first_issue", facts=facts, on=ON)
    asked = paper_questions(edition, business="first_issue", facts=facts, on=ON, due=found)
    assert [spec.name for spec in asked] == ["award"]
    assert "award_proof" in codes(due({"degree": "无", "title": "无", "beijing_hukou": True, "award": True}))
    answered = due({"degree": "无", "title": "无", "beijing_hukou": True, "award": False})
    assert "award_proof" not in codes(answered) | codes(answered, certain=False)


def test_knowing_nothing_every_conditional_paper_is_uncertain() -> None:
    found = due({}, alone=True)
    assert codes(found) == ALWAYS
    assert {"lease", "award_proof", "child_birth"} <= codes(found, certain=False)


def test_of_the_team_alternatives_the_one_that_holds_is_due() -> None:
    team = {"degree": "无", "share_percent": 10, "shareholder_rank": 1}
    assert {"team_financing"} == {c for c in codes(due({**team, "equity_financing": 2000})) if c.startswith("team")}
    by_tax = codes(due({**team, "team_tax_average": 600}))
    assert {"team_tax_articles", "team_tax"} == {code for code in by_tax if "team" in code}


def test_where_several_options_of_a_choice_hold_any_one_suffices() -> None:
    team = {"degree": "无", "share_percent": 10, "shareholder_rank": 1, "own_investment": 600, "equity_financing": 2000}
    found, others = due(team), {*ALWAYS, "residence_permit"}
    assert {"team_articles", "team_investment", "team_financing"} <= codes(found, certain=False)
    assert missing_materials(found, {*others, "team_financing"}) == ()
    assert missing_materials(found, {*others, "team_articles", "team_investment"}) == ()
    lacking = missing_materials(found, {*others, "team_articles"})
    assert len(lacking) == 1
    assert lacking[0].material.code in ("team_investment", "team_financing")


def test_a_choice_within_one_of_several_ways_counts_once() -> None:
    team = {"share_percent": 10, "shareholder_rank": 1, "own_investment": 600, "equity_financing": 2000}
    found = due(team)
    assert missing_materials(found, {*ALWAYS, "residence_permit", "team_financing"}) == ()


def test_advisable_papers_are_never_missing() -> None:
    found = due({"degree": "无", "share_percent": 10, "shareholder_rank": 1, "team_tax_average": 600})
    assert missing_materials(found, {*ALWAYS, "residence_permit", "team_tax_articles"}) == ()


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


def test_a_window_is_shared_out_among_the_papers_of_its_times() -> None:
    # CP-117, CP-118: up to December 2018 the tax list, from January 2019 on the record.
    found = {one.material.code: one for one in due({}, business="renewal", on=date(2021, 6, 10))}
    listed, record = found["renewal_tax_list"], found["renewal_income"]
    assert (listed.months[0], listed.months[-1]) == (date(2018, 6, 1), date(2018, 12, 1))
    assert (record.months[0], len(listed.months) + len(record.months)) == (date(2019, 1, 1), 36)
    later = {one.material.code for one in due({}, business="renewal", on=date(2022, 3, 1))}
    assert "renewal_tax_list" not in later


def faults_of(paper: Paper, on: date = ON, **asked: object) -> dict[str, tuple[str, str]]:
    material = replace(changping().material("lease"), must_state=(), remaining=None, **asked)  # type: ignore[arg-type]
    return {one.code: (one.sort.value, one.sentence) for one in paper_faults(material, paper, on)}


def test_another_document_is_incorrect() -> None:
    asked: dict[str, Any] = {"title": "纳税材料", "accepts": ("涉税信息告知书", "完税证明")}
    assert faults_of(Paper(kind="完税证明"), **asked) == {}
    assert faults_of(Paper(kind="税票"), **asked) == {
        "kind": ("incorrect", "“纳税材料”不能用“税票”，要交“涉税信息告知书”或“完税证明”。")
    }


def test_what_is_not_written_makes_a_paper_incomplete() -> None:
    lease = changping().material("lease")
    found = paper_faults(lease, Paper(states=("租赁期限", "房屋详细地址")), ON)
    assert [(one.code, one.sort.value) for one in found] == [("states", "incomplete")]
    assert "联系方式" in found[0].sentence
    assert "租赁期限" not in found[0].sentence


def test_a_paper_without_a_last_day_never_ends() -> None:
    contract = changping().material("contract")
    assert paper_faults(contract, Paper(last_day=ON, open_ended=True), ON) == ()


@pytest.mark.parametrize(("last_day", "codes_found"), [(date(2022, 2, 27), set()), (date(2022, 2, 26), {"length"})])
def test_the_whole_length_of_a_lease_counts_both_ends(last_day: date, codes_found: set[str]) -> None:
    assert set(faults_of(Paper(first_day=date(2021, 8, 31), last_day=last_day), length=6)) == codes_found


@pytest.mark.parametrize(
    ("first", "last", "codes_found"),
    [
        (date(2020, 10, 1), date(2021, 3, 1), set()),
        (date(2020, 9, 1), date(2021, 4, 1), set()),
        (date(2020, 11, 1), date(2021, 4, 1), set()),
        (date(2020, 11, 1), date(2021, 3, 1), {"months"}),
        (date(2018, 11, 1), date(2021, 3, 1), {"period"}),
        (date(2018, 5, 1), date(2018, 5, 1), {"period", "months"}),
    ],
)
def test_the_months_asked_for_must_be_covered(first: date, last: date, codes_found: set[str]) -> None:
    window = LookBack(6, (2, 1), since=date(2019, 1, 1))
    assert set(faults_of(Paper(covers=(first, last)), date(2021, 5, 10), look_back=window)) == codes_found


def test_a_signature_is_looked_for_where_no_note_is_asked() -> None:
    found = faults_of(Paper(pages=2, signed=(2,)), signature="本人")
    assert found == {"signed": ("incomplete", "“房屋租赁合同”第 1 页没有由本人签字。")}


def test_of_several_kinds_of_seal_any_one_will_do() -> None:
    income = replace(changping().material("income_12"), seals=("单位公章", "单位人事章"))
    assert paper_faults(income, Paper(seal="单位人事章"), ON) == ()
    (fault,) = paper_faults(income, Paper(seal="合同章"), ON)
    assert (fault.code, fault.sentence.partition("”")[2]) == ("seal", "要加盖单位公章或单位人事章，不能用合同章。")
