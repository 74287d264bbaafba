"""docs/procedures.md is what the procedure files and rulebooks say today, and an officer can read it."""

from django.conf import settings

from gongju.ops.procedures_page import procedures_page

PAGE = settings.GONGJU.root / "docs" / "procedures.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == procedures_page(), "run: gongju write_procedures"


def test_the_page_names_parties_papers_and_days_in_the_words_of_the_rulebooks() -> None:
    """Who moves what, and in each district by which stages, on which papers, in how many days."""
    text = procedures_page()
    quota = text[text.index("## 指标申报") : text.index("## 续签")]
    assert "- **昌平区**（2021-08）：没有这项业务" in quota
    renewal = text[text.index("## 续签") :]
    assert "| `approve` | 核准 | 区复核 |" in renewal
    assert "  - 单位材料：" in renewal
    assert "属地上报区里之日起 20 个工作日内办结" in renewal
    assert "| `appointment_come` | Where the district asks for an appointment" in text
