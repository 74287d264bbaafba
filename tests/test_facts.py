"""Facts know where they come from and how far they are trusted."""

from gongju.facts import FactValue, Source, Trust, most_trusted


def test_the_more_trusted_fact_outweighs() -> None:
    stated = FactValue("monthly_income", 2000000, Source.APPLICANT, Trust.STATED)
    verified = FactValue("monthly_income", 1900000, Source.REGISTER, Trust.VERIFIED)
    assert most_trusted((verified, stated)) == {"monthly_income": verified}
    assert most_trusted((stated, verified)) == {"monthly_income": verified}


def test_of_equals_the_later_one_stands() -> None:
    first = FactValue("post", "工程师", Source.APPLICANT, Trust.CONFIRMED)
    second = FactValue("post", "高级工程师", Source.EMPLOYER, Trust.CONFIRMED)
    assert most_trusted((first, second))["post"] is second
