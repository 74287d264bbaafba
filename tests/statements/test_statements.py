"""Statements: every commitment the documents ask for, blanks filled or left to write on, an office's own wording."""

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from django.conf import settings

from gongju.rules.reading import read_library, rulebooks_folder
from gongju.statements.printing import statement_pdf
from gongju.statements.wording import StatementFaults, statements_for

FOLDER = settings.GONGJU.statements_dir
AT = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)


def text_of(name: str, known: dict[str, str]) -> str:
    pdf = pypdfium2.PdfDocument(statement_pdf(statements_for(FOLDER)[name], known, at=AT))
    return "".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r\n", "").replace("\n", "")


def test_the_person_s_statement_holds_every_commitment_and_both_signatures() -> None:
    text = text_of("integrity_person", {"identity.name": "林晓禾", "employer.name": "北京云岭科技有限公司"})
    for said in ("没有刑事犯罪记录", "国家禁止的社会活动", "政治和经济", "永久放弃申报资格", "行政处理"):
        assert said in text, said
    assert text.count("手写签名") == 2
    assert "林晓禾" in text
    assert "北京云岭科技有限公司" in text
    assert "证件号码" in text  # a blank to write on


def test_what_is_not_known_is_left_to_write_on() -> None:
    text = text_of("lending", {"identity.name": "林晓禾"})
    assert "开始借住的日期" in text
    assert "借住人与房主的关系" in text
    assert "借住人姓名" not in text


def test_every_statement_fits_one_page_when_filled() -> None:
    for statement in statements_for(FOLDER).values():
        known = {blank.source: "某某某某某某某某某某某某某某某某" for blank in statement.blanks.values()}
        assert len(pypdfium2.PdfDocument(statement_pdf(statement, known, at=AT))) == 1, statement.name


def test_an_office_s_own_wording_takes_the_place_of_the_common_one(tmp_path: Path) -> None:
    common = (FOLDER / "integrity_employer.toml").read_text("utf-8")
    (tmp_path / "east").mkdir()
    (tmp_path / "integrity_employer.toml").write_text(common, "utf-8")
    own = common.replace('title = "诚信声明"', 'title = "东区诚信声明"')
    (tmp_path / "east" / "integrity_employer.toml").write_text(own, "utf-8")
    assert statements_for(tmp_path, "east")["integrity_employer"].title == "东区诚信声明"
    assert statements_for(tmp_path, "west")["integrity_employer"].title == "诚信声明"


def test_a_placeholder_without_a_blank_is_named(tmp_path: Path) -> None:
    text = (FOLDER / "integrity_employer.toml").read_text("utf-8").replace("{uscc}", "{code}")
    (tmp_path / "integrity_employer.toml").write_text(text, "utf-8")
    with pytest.raises(StatementFaults, match=r"sections\[1\].*\{code\}.*employer、uscc"):
        statements_for(tmp_path)


def test_every_statement_asked_for_in_a_rulebook_has_its_form() -> None:
    statements = statements_for(FOLDER).values()
    asked = [
        (edition.key, material.code)
        for edition in read_library(rulebooks_folder()).districts
        for material in edition.materials
        if "诚信声明" in material.title and not any(one.serves(material) for one in statements)
    ]
    assert asked == []


def test_a_form_with_a_table_stands_on_one_page_and_leaves_blank_what_is_not_known() -> None:
    form = statements_for(FOLDER, "daxing")["handling_form"]
    known = {"employer.name": "北京云岭科技有限公司", "case.papers": "、".join(["户口本首页和本人页"] * 30)}
    pdf = pypdfium2.PdfDocument(statement_pdf(form, known, at=AT))
    text = pdf[0].get_textpage().get_text_bounded()
    assert len(pdf) == 1
    assert "北京云岭科技有限公司" in text
    for said in ("属地部门", "业务编号", "单位公章"):
        assert said in text, said


def test_a_section_without_a_table_says_something(tmp_path: Path) -> None:
    text = (FOLDER / "integrity_employer.toml").read_text("utf-8").replace("closing =", "rest =")
    (tmp_path / "integrity_employer.toml").write_text(text, "utf-8")
    with pytest.raises(StatementFaults, match="closing"):
        statements_for(tmp_path)


def test_the_library_of_letters_keeps_every_title() -> None:
    titles = [one.plain_title for one in statements_for(FOLDER).values() if one.letter]
    for kept in (
        "办理单位注册",
        "办理〈北京",
        "聘用单位变更",
        "居住地址变更",
        "随往人员变更",
        "补办〈北京",
        "一般资料变更",
    ):
        assert len([title for title in titles if kept in title]) == 1, kept


def test_a_letter_names_the_person_in_its_title_or_leaves_a_mark() -> None:
    letter = statements_for(FOLDER)["letter_change_of_employer"]
    assert letter.plain_title == "关于为×××同志办理聘用单位变更的申请"
    text = text_of(letter.name, {"case.person": "林晓禾", "case.employed_from": "2026年9月1日"})
    assert "关于为林晓禾同志办理聘用单位变更的申请" in text.replace(" ", "")
    assert "证件编号" in text  # a blank to write on


def test_a_letter_that_an_older_guide_lists_as_a_paper_is_its_form() -> None:
    letters = [one for one in statements_for(FOLDER).values() if one.letter]
    asked = [
        (edition.key, material.title)
        for edition in read_library(rulebooks_folder()).districts
        for material in edition.materials
        if material.title.startswith("《关于") and not any(one.serves(material) for one in letters)
    ]
    assert asked == []


def test_a_blank_that_a_title_names_must_be_there(tmp_path: Path) -> None:
    text = (FOLDER / "letter_reissue.toml").read_text("utf-8").replace("关于为{person}", "关于为{who}")
    (tmp_path / "letter_reissue.toml").write_text(text, "utf-8")
    _share_letter(tmp_path)
    with pytest.raises(StatementFaults, match=r"title.*\{who\}"):
        statements_for(tmp_path)


def _share_letter(folder: Path) -> None:
    (folder / "shared").mkdir()
    (folder / "shared" / "letter.toml").write_text((FOLDER / "shared" / "letter.toml").read_text("utf-8"), "utf-8")


def test_a_letter_says_only_what_it_does_not_share_with_other_letters(tmp_path: Path) -> None:
    """Blanks, the signature and the seal come from `shared/letter.toml`; what a letter writes itself counts."""
    letter = statements_for(FOLDER)["letter_reissue"]
    assert (letter.by, letter.letter, letter.sections[0].heading) == ("employer", True, "申请")
    assert {"employer", "office", "person", "permit", "why"} <= set(letter.blanks)
    text = (FOLDER / "letter_reissue.toml").read_text("utf-8")
    (tmp_path / "letter_reissue.toml").write_text(text, "utf-8")
    with pytest.raises(StatementFaults, match=r"没有这个文件：shared/letter\.toml"):
        statements_for(tmp_path)
    _share_letter(tmp_path)
    own = text.replace("[[sections]]", '[[sections]]\nseal = "合同章"')
    (tmp_path / "letter_reissue.toml").write_text(own, "utf-8")
    assert statements_for(tmp_path)["letter_reissue"].sections[0].seal == "合同章"
