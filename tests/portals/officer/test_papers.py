"""What an officer is told about the file that stands beside the case."""

from gongju.casework.models import Case
from tests import cast, story
from tests.cast import Stage
from tests.portals.officer.conftest import As
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
