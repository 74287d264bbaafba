"""Employers: known by code, their standing and names, what they state and what an authority says of them."""

from datetime import date, timedelta

import pytest

from gongju.employers import facts, profile, queries, records
from gongju.employers.models import EmployerAccess, FormerName
from gongju.errors import Refusal
from gongju.facts import FactContent, FactValue, Trust, most_trusted
from tests import rows
from tests.rows import CHANGPING, NOW, TODAY

pytestmark = pytest.mark.django_db


def test_the_same_code_is_the_same_employer() -> None:
    assert rows.hai_he_lan() == rows.hai_he_lan()


def test_an_employer_is_found_by_its_link_code_however_typed() -> None:
    employer = rows.hai_he_lan()
    code = employer.link_code
    assert queries.by_link_code(f" {code[:4].lower()} {code[4:]} ") == employer
    assert queries.by_link_code("00000000") is None


def test_a_link_code_has_no_sign_that_is_mistaken_for_another() -> None:
    signs = set("".join(records.new_link_code() for _ in range(50)))
    assert not signs & set("01IO")


def test_a_former_name_is_kept_and_found() -> None:
    employer = records.rename(rows.hai_he_lan(), name="北京海河蓝科技股份有限公司", on=TODAY)
    assert FormerName.objects.get().name == "北京海河蓝科技有限公司"
    assert list(queries.named("海河蓝科技有限")) == [employer]


def test_an_employer_is_open_in_the_district_that_opened_it() -> None:
    employer = rows.hai_he_lan()
    assert not queries.is_open(employer.pk, CHANGPING)
    records.open_access(employer.pk, CHANGPING, on=TODAY, case_number="CP20260000001")
    assert queries.is_open(employer.pk, CHANGPING)
    assert not queries.is_open(employer.pk, "daxing")


def test_a_login_acts_for_one_employer_at_a_time() -> None:
    user = rows.officer("不相干", rows.changping_office())
    agent = records.add_agent(employer_id=rows.hai_he_lan().pk, user_id=user.pk, name="陈晨")
    with pytest.raises(Refusal):
        records.add_agent(employer_id=rows.nan_kou().pk, user_id=user.pk, name="陈晨")
    records.end_agent(agent.pk)
    assert records.add_agent(employer_id=rows.nan_kou().pk, user_id=user.pk, name="陈晨").active


def fill(part: str, content: dict[str, object]) -> None:
    kept, checked = profile.check_part(part, content, on=TODAY)
    records.save_part(rows.hai_he_lan().pk, part, now=NOW, content=kept, **checked.as_json())


def known() -> dict[str, FactContent]:
    return {name: fact.value for name, fact in _best().items()}


def _best() -> dict[str, FactValue]:
    return most_trusted(tuple(facts.facts_of(rows.hai_he_lan(), CHANGPING, TODAY)))


def test_what_the_employer_states_becomes_facts() -> None:
    fill("registration", {"org_kind": "企业", "registered_capital": "500", "registered_district": "昌平区"})
    fill("operation", {"staff_count": "36", "unit_tax_year_1": "123.45"})
    assert known()["org_kind"] == "企业"
    assert known()["registered_capital"] == 500 * 1_000_000
    assert known()["staff_count"] == 36
    assert known()["unit_tax_year_1"] == 123_450_000


def test_what_is_wrong_is_kept_and_is_no_fact() -> None:
    fill("operation", {"staff_count": "三十六人"})
    assert "staff_count" not in known()
    assert queries.parts(rows.hai_he_lan().pk)["operation"].content == {"staff_count": "三十六人"}


def test_what_the_authority_says_outweighs_what_the_employer_states() -> None:
    fill("standing", {"key_enterprise": "no"})
    assert known()["key_enterprise"] is False
    records.set_tag(rows.hai_he_lan().pk, CHANGPING, "区重点企业", by_id=rows.zheng().pk, now=NOW)
    assert known()["key_enterprise"] is True
    assert _best()["key_enterprise"].trust is Trust.VERIFIED


@pytest.mark.parametrize(
    ("state", "word"),
    [("open", "已开通"), ("restricted", "受限"), ("closed", "未开通")],
)
def test_the_standing_is_told_in_the_guides_words(state: str, word: str) -> None:
    records.open_access(rows.hai_he_lan().pk, CHANGPING, on=TODAY, state=state)
    assert known()["employer_standing"] == word


def test_an_employer_that_never_asked_is_not_open() -> None:
    assert known()["employer_standing"] == "未开通"
    assert not EmployerAccess.objects.exists()


def test_a_confirmed_employment_tells_of_the_contract_while_it_runs() -> None:
    employment = rows.employed(rows.lin(), rows.hai_he_lan())
    told = {fact.name: fact.value for fact in facts.facts_of_employment(employment, TODAY)}
    assert {name: told[name] for name in ("employed_since", "post_kind", "contract_here")} == {
        "employed_since": date(2023, 7, 1),
        "post_kind": "管理技术岗位",
        "contract_here": True,
    }
    assert (told["contract_kind"], told["contract_start"]) == (employment.kind, employment.contract_from)
    after = {fact.name for fact in facts.facts_of_employment(employment, date(2029, 6, 30) + timedelta(days=1))}
    assert "contract_here" not in after
