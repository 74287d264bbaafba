"""The counter: old and new side by side, releases on evidence, old records from a table."""

from django.core.files.uploadedfile import SimpleUploadedFile

from gongju.access.actor import actor_of
from gongju.actions.ask_for_account import ask_for_account
from gongju.actions.ask_release import ask_release
from gongju.actions.open_case import open_case
from gongju.actions.propose_particulars import propose_particulars
from gongju.employers.models import Employment, ReleaseRequest
from gongju.people.models import User
from gongju.permits.models import Permit
from tests import cast, story
from tests.cast import NOW, Stage
from tests.portals.conftest import As
from tests.portals.employer.conftest import text

TABLE = """证件编号,姓名,证件类型,证件号码,统一社会信用代码,有效期起,有效期止
CP2024009001,吕岩,居民身份证,110101198503070013,{uscc},2024-05-01,2027-04-30
CP2024009002,梁秋,居民身份证,110101199103070020,{uscc},2024-05-01,2027-04-30
"""


def test_the_officer_sees_what_counts_and_what_is_to_count(stage: Stage, signed_in: As) -> None:
    """LF-07."""
    story.access_opened(stage)
    case = open_case(actor=stage.zhao, now=NOW, type="change_of_employer_particulars")
    content = {"legal_representative": "孙河"}
    propose_particulars(actor=stage.zhao, now=NOW, case_number=case.number, content=content)
    story.hand_in_what_is_due(stage.zhao, case)
    story.go(stage.zhao, case, "submit")
    page = text(signed_in(stage.sun).get(f"/office/cases/{case.number}/"))
    assert "变更后的信息" in page
    assert '<td data-label="现在">钱海</td>' in page
    assert '<td data-label="变更后">孙河</td>' in page
    story.go(stage.sun, case, "accept")
    story.decide_what_is_left(stage.wu, case)
    story.go(stage.wu, case, "approve")
    assert '<td data-label="现在">钱海</td>' in text(signed_in(stage.sun).get(f"/office/cases/{case.number}/"))


def test_a_request_by_a_login_that_nobody_filed_is_marked(stage: Stage, signed_in: As) -> None:
    newcomer = actor_of(cast.login("周新", User.Kind.AGENT))
    case = ask_for_account(actor=newcomer, now=NOW, uscc=stage.hhl.uscc, name=stage.hhl.name)
    story.hand_in_what_is_due(newcomer, case)
    story.go(newcomer, case, "submit")
    page = text(signed_in(stage.sun).get(f"/office/cases/{case.number}/"))
    assert "由尚未备案的账号申请" in page
    assert "周新" in page


def test_the_counter_releases_on_evidence_after_the_term(stage: Stage, signed_in: As) -> None:
    """LF-03."""
    cast.link(stage.lin, stage.zhao, stage.hhl)
    employment = Employment.objects.get()
    paper = cast.paper(stage.lin, "leaving_certificate", "离职证明")
    left = NOW.date().replace(day=2)
    asked = ask_release(
        actor=stage.lin, now=NOW, employment_id=employment.pk, left_on=left, document_id=paper.document_id
    )
    client = signed_in(stage.sun)
    assert "单位已逾期" in text(client.get("/office/releases/"))
    page = text(client.get(f"/office/releases/{asked.pk}/"))
    assert "5 日" in page
    assert client.post(f"/office/releases/{asked.pk}/", {"reason": ""}).status_code == 422
    assert client.post(f"/office/releases/{asked.pk}/", {"reason": "离职证明属实"}).status_code == 302
    employment.refresh_from_db()
    assert employment.state == "ended"
    assert ReleaseRequest.objects.get().state == "released"
    assert signed_in(stage.feng).get(f"/office/releases/{asked.pk}/").status_code == 404
    assert signed_in(stage.wu).get("/office/releases/").status_code == 403


def test_a_table_is_looked_at_before_it_is_written(stage: Stage, signed_in: As) -> None:
    """CY-Q87a: a report per line, then one click; again it changes nothing."""
    client = signed_in(stage.sun)
    table = TABLE.format(uscc=stage.hhl.uscc)
    file = SimpleUploadedFile("旧证.csv", table.encode("gb18030"))
    seen = text(client.post("/office/imports/permits/", {"file": file}))
    assert "新增 1 行，已有 0 行，有误 1 行" in seen
    assert not Permit.objects.exists()
    done = text(client.post("/office/imports/permits/", {"text": table, "confirm": "yes"}))
    assert "已导入" in done
    assert Permit.objects.get().number == "CP2024009001"
    again = text(client.post("/office/imports/permits/", {"text": table, "confirm": "yes"}))
    assert "新增 0 行，已有 1 行，有误 1 行" in again
    bad = client.post("/office/imports/employers/", {"text": "甲,乙\n1,2\n"})
    assert bad.status_code == 422
    assert "缺少：单位名称" in text(bad)
    assert "请选择一个有内容的表格文件" in text(client.post("/office/imports/employers/"))
    assert signed_in(stage.zheng).get("/office/imports/").status_code == 403


def test_a_table_too_long_to_read_is_refused_and_not_cut(stage: Stage, signed_in: As) -> None:
    """Half a table taken in for a whole one would be lost unseen."""
    table = TABLE.format(uscc=stage.hhl.uscc) + "," * 2_000_000
    answer = signed_in(stage.sun).post(
        "/office/imports/permits/", {"file": SimpleUploadedFile("旧证.csv", table.encode())}
    )
    assert answer.status_code == 422
    assert "表格超过 2 MB" in text(answer)
    assert not Permit.objects.exists()
