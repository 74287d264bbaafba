"""The proof of leaving: uploaded by the employer that releases, and in the next employer's case from the start."""

from datetime import date
from typing import Any

import pytest

from gongju.access.documents import visible_versions
from gongju.actions.allot import allot
from gongju.actions.leaving_paper import leaving_papers
from gongju.actions.release import Leaving, release
from gongju.casework.models import HandedIn
from gongju.employers.models import Employment
from gongju.errors import BadInput, NotFound
from tests import cast
from tests.actions.holders import Place, holding
from tests.actions.test_change_of_employer import LEFT, begun, moved
from tests.cast import Stage

FIRST = date(2019, 7, 1)


def leaving(place: Place, **more: Any) -> dict[str, Any]:
    """An ordinary leaving, today."""
    employment = cast.link_of(place.holder)
    return {"now": place.today, "employment_id": employment.pk, "ended_on": LEFT, "reason": "另谋职业", **more}


@pytest.mark.parametrize(
    ("authority", "papers"),
    [
        ("changping", {"left": "原单位离职证明", "transferred": "原单位离职证明"}),
        ("chaoyang", {"left": "离职证明", "transferred": "劳动合同主体变更协议"}),
        ("dongcheng", {}),
        ("daxing", {}),
    ],
)
def test_the_districts_rulebook_says_which_paper_is_uploaded(
    stage: Stage, authority: str, papers: dict[str, str]
) -> None:
    """CP-120, CY-Q79; in 东城区 and 大兴区 the person brings the certificate (DC-146, DX-135)."""
    place = holding(stage, authority, first_day=FIRST, today=LEFT)
    found = {reason: paper.title for reason, paper in leaving_papers(place.employer, LEFT).items()}
    assert found == papers


def test_a_holder_is_not_let_go_without_it(stage: Stage) -> None:
    place = holding(stage, "chaoyang", first_day=FIRST, today=LEFT)
    with pytest.raises(BadInput, match="请上传离职证明") as refused:
        release(actor=place.agent, **leaving(place))
    assert refused.value.faults[0].field == "document"
    with pytest.raises(BadInput, match="请上传劳动合同主体变更协议"):
        release(actor=place.agent, **leaving(place, kind=Leaving.TRANSFERRED))
    others = cast.proof_of_leaving(stage.ma, now=place.today)
    with pytest.raises(NotFound):
        release(actor=place.agent, **leaving(place, document_id=others))
    released = release(actor=place.agent, **leaving(place, kind=Leaving.RETIRED))
    assert (released.leaving, released.leaving_document_id) == ("retired", None)


def test_who_holds_no_permit_is_let_go_without_it(stage: Stage) -> None:
    place = holding(stage, "chaoyang", first_day=FIRST, today=LEFT)
    cast.link(stage.chen, place.agent, place.employer, now=place.today, since=FIRST)
    employment = cast.link_of(stage.chen)
    release(actor=place.agent, **leaving(place, employment_id=employment.pk))
    assert Employment.objects.get(pk=employment.pk).state == "ended"


def test_where_the_person_brings_it_the_employer_owes_none(stage: Stage) -> None:
    place = holding(stage, "dongcheng", first_day=FIRST, today=LEFT)
    assert release(actor=place.agent, **leaving(place)).state == "ended"


def test_the_next_employers_case_has_it_from_the_start(stage: Stage) -> None:
    """The new employer and the person may read it there; it is no paper of theirs."""
    place = moved(stage)
    case = begun(place)
    left = Employment.objects.get(state="ended")
    laid = HandedIn.objects.get(case=case, material="leaving_certificate")
    assert laid.version.document_id == left.leaving_document_id
    for who in (place.agent, place.holder):
        assert visible_versions(who).filter(pk=laid.version_id).exists()
    assert not visible_versions(stage.chen).filter(pk=laid.version_id).exists()


@pytest.mark.parametrize(
    ("kind", "material"), [(Leaving.LEFT, "leaving_certificate"), (Leaving.TRANSFERRED, "transfer_agreement")]
)
def test_a_transfer_inside_a_group_brings_the_agreement(stage: Stage, kind: Leaving, material: str) -> None:
    """What the former employer said decides which paper is due; nobody is asked again (CY-Q79)."""
    place = moved(stage, "chaoyang", kind=kind)
    desk = cast.officer("指标员", "chaoyang", "district.quota")
    until = date(2021, 12, 1)
    allot(actor=desk, now=place.today, employer_id=place.employer.pk, count=0, first_day=LEFT, last_day=until)
    case = begun(place)
    laid = HandedIn.objects.filter(
        case=case, version__document=Employment.objects.get(state="ended").leaving_document_id
    )
    assert [one.material for one in laid] == [material]


def test_nobody_is_let_go_as_expired_while_the_permit_lives(stage: Stage) -> None:
    """CY-Q62: of a permit that has lapsed; it needs no proof, for nobody takes such a holder on."""
    place = holding(stage, "chaoyang", first_day=FIRST, today=LEFT)
    with pytest.raises(BadInput, match="证件还没有失效"):
        release(actor=place.agent, **leaving(place, kind=Leaving.EXPIRED))
    late = place.on(date(2022, 7, 1))
    released = release(actor=place.agent, **leaving(late, kind=Leaving.EXPIRED, ended_on=late.today.date()))
    assert (released.leaving, released.leaving_document_id) == ("expired", None)
