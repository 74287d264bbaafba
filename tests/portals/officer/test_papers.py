"""What an officer is told about the file that stands beside the case."""

from gongju.actions.hand_in import hand_in
from gongju.casework.models import Case, HandedIn
from gongju.documents.previews import page_picture
from gongju.documents.queries import content
from gongju.journal.models import Entry
from tests import cast, story
from tests.cast import Stage
from tests.portals.conftest import As
from tests.portals.officer.test_work import text


def handed_in_by_two(stage: Stage) -> tuple[Case, Case]:
    """Two people's cases; every paper of the cast holds the same bytes."""
    identity = {**cast.PROFILE["identity"], "sex": "男", "birth_date": "1992-03-07"}
    first = story.endorsed(stage)
    return first, story.drafted(stage, stage.chen, identity=identity)


def test_the_very_same_file_in_another_persons_case_is_told(stage: Stage, signed_in: As) -> None:
    first, second = handed_in_by_two(stage)
    shown = text(signed_in(stage.sun).get(f"/office/cases/{first.number}/"))
    assert "同一个文件也交进了另一人的其他区的业务" in shown
    assert second.number not in shown  # a draft that the office may not read
    story.go(stage.chen, second, "submit")
    assert f"同一个文件也交进了另一人的业务 {second.number}" in text(
        signed_in(stage.sun).get(f"/office/cases/{first.number}/")
    )


def test_a_file_like_no_other_has_no_remark(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    assert "同一个文件" not in text(signed_in(stage.sun).get(f"/office/cases/{case.number}/"))


def test_each_look_is_journalled_and_bears_a_mark(stage: Stage, signed_in: As) -> None:
    case = story.endorsed(stage)
    paper = HandedIn.objects.filter(case=case).order_by("pk")[0]
    client = signed_in(stage.sun)
    picture = client.get(f"/office/files/{paper.version_id}/page/1/")
    whole = client.get(f"/office/files/{paper.version_id}/")
    assert (picture["Content-Type"], whole["Content-Type"]) == ("image/webp", "application/pdf")
    assert picture.content != page_picture(paper.version, page=1, width=960)
    assert whole.content != content(paper.version)
    looks = Entry.objects.filter(action="document.view").order_by("pk")
    assert [(look.data["version"], look.data["page"], look.data["case"]) for look in looks] == [
        (paper.version_id, 1, case.number),
        (paper.version_id, None, case.number),
    ]
    assert {look.actor_id for look in looks} == {str(stage.sun.user_id)}


def test_ones_own_paper_bears_no_mark(stage: Stage, signed_in: As) -> None:
    own = cast.paper(stage.zhao, "other", "营业执照副本")
    assert signed_in(stage.zhao).get(f"/unit/files/{own.pk}/").content == content(own)
    assert not Entry.objects.filter(action="document.view").exists()


def test_what_a_new_paper_replaced_is_told_and_opens(stage: Stage, signed_in: As) -> None:
    case = story.returned(stage)
    old, late = HandedIn.objects.get(case=case, material="integrity"), cast.NOW + 3 * story.DAY
    new = cast.paper(stage.lin, "integrity", "个人诚信声明", now=late, replaces=old.version.document_id)
    hand_in(
        actor=stage.lin,
        now=late,
        case_number=case.number,
        material="integrity",
        version_id=new.pk,
        instead_of=old.pk,
    )
    story.go(stage.lin, case, "resubmit", now=late)
    story.go(stage.zhao, case, "endorse", now=late)
    client = signed_in(stage.sun)
    shown = text(client.get(f"/office/cases/{case.number}/"))
    assert "换下的" in shown
    assert f'href="?paper={old.pk}#doc"' in shown
    opened = text(client.get(f"/office/cases/{case.number}/?paper={old.pk}"))
    assert f"/office/files/{old.version_id}/page/1/" in opened
    assert "已换下" in opened
