"""Old employers and permits from a table: previewed, written once, each fault plain; the holder's papers come first."""

import pytest

from gongju.access.actor import Actor, actor_of
from gongju.actions.import_employers import import_employers
from gongju.actions.import_permits import import_permits
from gongju.actions.import_table import ImportReport, Line, read_table
from gongju.actions.may_open import openings
from gongju.actions.objection import Objected
from gongju.actions.old_holder import still_lacking
from gongju.actions.open_case import open_case
from gongju.actions.print_confirmation import print_confirmation
from gongju.actions.register_person import register_person
from gongju.casework import books
from gongju.employers import queries as employers
from gongju.employers import records
from gongju.employers.models import Employer
from gongju.errors import BadInput, Refusal
from gongju.people.models import Person, User
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from tests import cast, story
from tests.cast import NOW, Stage

EMPLOYERS = """单位名称,统一社会信用代码,开通日期,备注
北京昌平老厂有限公司,91110114MA00AB123X,2019年6月3日,旧系统
,91110114MA00AB123X,2019-06-03,
北京代码有误公司,91110114MA00AB1230,2031-01-01,
"""
PERMITS = """证件编号,姓名,证件类型,证件号码,统一社会信用代码,有效期起,有效期止,挂起日期
CP2024009001,吕岩,,110101198503070013,{uscc},2024-05-01,2027-04-30,
CP2024009002,梁秋,居民身份证,110101199103070027,{uscc},2024-05-01,2023-04-30,
CP2024009003,孟冬,居民身份证,110101199003070011,91110114MA00AB123X,2024/5/1,2027年4月30日,2026-10-08
"""
LYU = "110101198503070013"


def _employers(stage: Stage, text: str = EMPLOYERS, *, confirm: bool = True) -> ImportReport:
    return import_employers(actor=stage.sun, now=NOW, content=text.encode(), confirm=confirm)


def _permits(stage: Stage, *, confirm: bool = True) -> ImportReport:
    text = PERMITS.format(uscc=stage.hhl.uscc)
    return import_permits(actor=stage.sun, now=NOW, content=text.encode("gb18030"), confirm=confirm)


def _outcomes(report: ImportReport) -> list[tuple[int, str]]:
    return [(one.number, one.outcome) for one in report.lines]


def test_employers_come_in_with_the_day_since_when_they_are_open(stage: Stage) -> None:
    """CY-Q87a: looked at first, written on confirmation, run again without a change."""
    code = "91110114MA00AB123X"
    seen = _employers(stage, confirm=False)
    assert _outcomes(seen) == [(2, "new"), (3, "wrong"), (4, "wrong")]
    assert employers.by_uscc(code) is None
    assert _outcomes(_employers(stage)) == _outcomes(seen)
    made = employers.by_uscc(code)
    assert made is not None
    access = employers.access(made.pk, "changping")
    assert access is not None
    assert (made.name, access.state, access.since.isoformat()) == ("北京昌平老厂有限公司", "open", "2019-06-03")
    again = _employers(stage)
    assert again.lines[0].outcome == "known"
    assert Employer.objects.filter(uscc=code).count() == 1


def test_each_fault_of_a_line_is_told_at_once_in_plain_words(stage: Stage) -> None:
    told = {one.number: one.text for one in _employers(stage, confirm=False).lines}
    assert "“单位名称”没有填" in told[3]
    assert "“开通日期”在今天以后" in told[4]
    assert told[4].count("；") >= 1
    permits = {one.number: one for one in _permits(stage, confirm=False).lines}
    assert "“有效期止”早于“有效期起”" in permits[3].text
    assert "请先导入单位" in permits[4].text


def test_a_table_without_its_columns_or_lines_is_refused(stage: Stage) -> None:
    with pytest.raises(BadInput, match="缺少：统一社会信用代码、开通日期"):
        _employers(stage, "单位名称\n甲公司\n")
    with pytest.raises(BadInput, match="没有数据行"):
        _employers(stage, "单位名称,统一社会信用代码,开通日期\n")


def test_what_is_no_table_is_refused_in_words(stage: Stage) -> None:
    # A PDF decodes as GB 18030 and breaks the reader of CSV: a cell that never ends, longer than any may be.
    for content in ("%PDF-1.4\rxref\r", '"' + "x" * 200_000):
        with pytest.raises(BadInput):
            _employers(stage, content)


@pytest.mark.parametrize("ends", ["\r", "\r\n", "\n"])
def test_whatever_ends_its_lines_a_table_is_read(ends: str) -> None:
    lines = read_table(ends.join(["甲,乙", "1,2", '"3","4"', ""]).encode(), ["甲", "乙"])
    assert [(one.number, dict(one.cells)) for one in lines] == [
        (2, {"甲": "1", "乙": "2"}),
        (3, {"甲": "3", "乙": "4"}),
    ]


@pytest.mark.parametrize("text", ["99999999999999999999-01-01", "9999-12-31", "0001-01-01", "1-1", "9" * 5000 + "-1-1"])
def test_a_day_beyond_the_calendar_is_told_in_few_words(text: str) -> None:
    faults: list[str] = []
    assert Line(2, {"起": text}).day("起", faults) is None
    assert len(faults) == 1
    assert "“起”不是日期" in faults[0]
    assert len(faults[0]) < 80


def test_permits_keep_number_and_days_and_are_not_made_twice(stage: Stage) -> None:
    first = _permits(stage)
    assert first.count("new") == 1
    permit = Permit.objects.get()
    assert (permit.number, permit.issued_by, permit.imported_at) == ("CP2024009001", None, NOW)
    assert state_on(permit, NOW.date()) is State.VALID
    assert permit.last_day.isoformat() == "2027-04-30"
    assert _permits(stage).lines[0].outcome == "known"
    assert Permit.objects.count() == 1


def test_only_the_counter_of_a_district_imports(stage: Stage) -> None:
    for nobody in (stage.wu, stage.zhao, stage.he):
        with pytest.raises(Refusal, match="由区受理岗位导入"):
            import_permits(actor=nobody, now=NOW, content=b"x", confirm=True)


def _registered(known_as: str = "吕岩") -> User:
    """Registered as 吕岩, by a login that the sign-in provider knows by that or another name."""
    user = cast.login(known_as, User.Kind.PERSON)
    register_person(
        actor=actor_of(user),
        now=NOW,
        name="吕岩",
        identity_kind="居民身份证",
        identity_number=LYU,
        phone="13800000009",
    )
    return User.objects.get(pk=user.pk)


def test_an_old_employer_completes_particulars_and_papers_before_any_business(stage: Stage) -> None:
    """DC-046, DC-047, DX-048, DX-049: then the business is its own to open."""
    records.open_access(stage.hhl.pk, "changping", on=NOW.date())
    with pytest.raises(Objected, match="单位在原来的系统开通，资料还不齐"):
        open_case(actor=stage.zhao, now=NOW, type="change_of_employer_particulars")
    cast.fill_employer(stage.zhao)
    with pytest.raises(Objected, match="单位证照"):
        open_case(actor=stage.zhao, now=NOW, type="change_of_employer_particulars")
    for code in ("licence", "qualification", "unit_tax", "handler_id", "unit_integrity", "opening_report"):
        cast.paper(stage.zhao, code, code)
    assert open_case(actor=stage.zhao, now=NOW, type="change_of_employer_particulars").number


def test_an_old_holder_prints_and_applies_only_with_profile_and_papers(stage: Stage) -> None:
    """DC-045, DC-190, CY-Q87b; CC-278, TC-099: refused while the profile or the papers are incomplete."""
    _permits(stage)
    permit = Permit.objects.get()
    user = _registered()
    lyu = actor_of(user)
    assert user.person_id == permit.person_id
    with pytest.raises(Objected, match="资料还不齐") as refused:
        print_confirmation(actor=lyu, now=NOW, permit_number=permit.number)
    assert refused.value.objections[0].code == "permit.records_incomplete"
    cast.link(lyu, stage.zhao, stage.hhl)
    story.access_opened(stage)
    with pytest.raises(Objected, match="资料还不齐"):
        open_case(actor=lyu, now=NOW, type="first_issue")
    first = next(one for one in openings(actor=lyu, now=NOW) if one.business.name == "first_issue")
    assert any("资料还不齐" in why for why in first.why_not)

    cast.fill_profile(lyu, identity={**cast.PROFILE["identity"], "sex": "男", "birth_date": "1985-03-07"})
    with pytest.raises(Objected, match="资料还不齐"):
        print_confirmation(actor=lyu, now=NOW, permit_number=permit.number)
    _upload_what_lacks(lyu, permit)
    assert print_confirmation(actor=lyu, now=NOW, permit_number=permit.number).number == permit.number


def _upload_what_lacks(who: Actor, permit: Permit) -> None:
    permit = Permit.objects.select_related("person").get(pk=permit.pk)
    codes = {one.title: one.code for one in books.edition_for(permit.authority, NOW.date()).materials}
    lacking = still_lacking(permit, NOW.date())
    assert lacking
    for title in lacking:
        cast.paper(who, codes[title], title)


@pytest.mark.parametrize("number", ["CP/2024", 'CP"2024', "CP 2024", "CP;2024", "../2024", "CP2024\r"])
def test_a_permit_s_number_fits_into_an_address_and_a_file_s_name(stage: Stage, number: str) -> None:
    cell = '"' + number.replace('"', '""') + '"'
    text = PERMITS.format(uscc=stage.hhl.uscc).replace("CP2024009001", cell)
    report = import_permits(actor=stage.sun, now=NOW, content=text.encode(), confirm=True)
    fine = number.strip() == "CP2024"
    assert _outcomes(report)[0] == (2, "new" if fine else "wrong")
    assert fine or "只能有字母、数字" in report.lines[0].text


def test_a_number_is_never_handed_to_a_login_of_another_name(stage: Stage) -> None:
    _permits(stage)
    user = cast.login("别人", User.Kind.PERSON)
    with pytest.raises(Refusal, match="已经登记在另一个账号下"):
        register_person(
            actor=actor_of(user),
            now=NOW,
            name="吕岩",
            identity_kind="居民身份证",
            identity_number=LYU,
            phone="13800000009",
        )
    assert not User.objects.filter(person=Person.objects.get(name="吕岩")).exists()
    _registered()
    with pytest.raises(Refusal, match="已经登记在另一个账号下"):
        _second_login()


def _second_login() -> None:
    user = User.objects.create(username="second", kind=User.Kind.PERSON, display_name="吕岩")
    register_person(
        actor=actor_of(user),
        now=NOW,
        name="吕岩",
        identity_kind="居民身份证",
        identity_number=LYU,
        phone="13800000009",
    )


def test_a_permit_does_not_come_in_to_a_login_that_took_name_and_number_first(stage: Stage) -> None:
    """Typed by anybody, before the table came: the name that the provider vouches for is another."""
    user = _registered(known_as="别人")
    report = _permits(stage)
    assert _outcomes(report)[0] == (2, "wrong")
    assert "登录入口核实的姓名不是“吕岩”" in report.lines[0].text
    assert not Permit.objects.filter(person__name="吕岩").exists()
    User.objects.filter(pk=user.pk).update(display_name="吕岩")
    assert _outcomes(_permits(stage))[0] == (2, "new")


def test_a_permit_that_comes_in_while_its_holder_applies_anew_bars_the_approval(stage: Stage) -> None:
    """Nobody holds two permits that live: found by the random walk (DC-045, CY-Q50)."""
    case = story.reviewed(stage)
    held = "CP2024009009"
    days = "2024-05-01,2027-04-30"
    text = f"{PERMITS.splitlines()[0]}\n{held},林晓禾,,11010119900307002X,{stage.hhl.uscc},{days},\n"
    report = import_permits(actor=stage.sun, now=NOW, content=text.encode(), confirm=True)
    assert _outcomes(report) == [(2, "new")]
    story.decide_what_is_left(stage.wu, case)
    with pytest.raises(Objected, match=f"林晓禾已持有工作居住证（{held}）"):
        story.go(stage.wu, case, "approve")
    assert Permit.objects.filter(person_id=stage.lin.person_id or 0).count() == 1
