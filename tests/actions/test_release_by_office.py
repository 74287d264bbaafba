"""LF-03: the district ends an employment on the leaving certificate once the employer's term is over."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from gongju.access.documents import visible_versions
from gongju.access.releases import visible_release_requests
from gongju.actions.ask_release import ask_release
from gongju.actions.release import release
from gongju.actions.release_by_office import employers_term, refuse_release, release_by_office
from gongju.employers import records
from gongju.employers.models import Employment, ReleaseRequest
from gongju.errors import BadInput, NotFound, Refusal
from gongju.notifications.models import Message
from gongju.outbox.worker import drain
from gongju.permits.models import Permit
from gongju.permits.state import State, state_on
from tests import cast, story
from tests.cast import NOW, Stage

LEFT = date(2026, 11, 23)


def _linked(stage: Stage) -> Employment:
    return Employment.objects.get(person_id=stage.lin.person_id or 0)


def _asked(stage: Stage, *, now: datetime = NOW) -> ReleaseRequest:
    paper = cast.paper(stage.lin, "leaving_certificate", "离职证明", now=now)
    employment = Employment.objects.filter(person_id=stage.lin.person_id or 0).latest("pk")
    return ask_release(
        actor=stage.lin, now=now, employment_id=employment.pk, left_on=LEFT, document_id=paper.document_id, note="催过"
    )


def test_after_the_term_the_district_releases_and_the_permit_is_suspended(stage: Stage) -> None:
    """5 days in 昌平区 (CP-140); what follows is what follows from the employer's own release (CP-144)."""
    story.lot_of(stage, 1)
    story.approved(stage)
    later = NOW + timedelta(days=10)
    asked = _asked(stage, now=later)
    term = employers_term(asked)
    assert term is not None
    assert term.date == date(2026, 11, 30)
    ended = release_by_office(actor=stage.sun, now=later, request_id=asked.pk, reason="离职证明属实")
    assert (ended.state, ended.ended_on) == ("ended", LEFT)
    assert (ended.leaving, ended.leaving_document_id) == ("left", asked.document_id)
    assert state_on(Permit.objects.get(), later.date()) is State.SUSPENDED
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by_id) == ("released", stage.sun.user_id)
    drain(ask=lambda: later)
    told = Message.objects.filter(title__startswith="区里已解除单位关联")
    assert {one.person_id for one in told} == {stage.lin.person_id, None}


def test_the_employer_has_its_term_first_and_is_told_at_once(stage: Stage) -> None:
    cast.link(stage.lin, stage.zhao, stage.hhl)
    asked = _asked(stage)
    drain(ask=lambda: NOW)
    assert Message.objects.filter(employer=stage.hhl, title="员工申请区里解除关联（林晓禾）").exists()
    with pytest.raises(Refusal, match="期限还没有过"):
        release_by_office(actor=stage.sun, now=NOW + timedelta(days=7), request_id=asked.pk, reason="属实")
    assert _linked(stage).state == "confirmed"
    release(actor=stage.zhao, now=NOW, employment_id=asked.employment_id, ended_on=LEFT, reason="离职")
    asked.refresh_from_db()
    assert asked.state == "settled"


@pytest.mark.parametrize(
    ("authority", "last"), [("dongcheng", date(2026, 11, 30)), ("chaoyang", date(2027, 1, 22)), ("daxing", None)]
)
def test_the_term_is_the_districts(stage: Stage, authority: str, last: date | None) -> None:
    """7 days in 东城区 (DC-164), 60 in 朝阳区 (CY-Q73a); 大兴区's guide names none."""
    cast.link(stage.lin, stage.zhao, stage.hhl)
    records.take_over(stage.hhl.pk, authority, on=LEFT, case_number="")
    term = employers_term(_asked(stage))
    assert (term.date if term else None) == last


def test_the_district_may_say_no_and_why(stage: Stage) -> None:
    cast.link(stage.lin, stage.zhao, stage.hhl)
    asked = _asked(stage)
    with pytest.raises(BadInput, match="理由"):
        refuse_release(actor=stage.sun, now=NOW, request_id=asked.pk, reason=" ")
    refused = refuse_release(actor=stage.sun, now=NOW, request_id=asked.pk, reason="证明没有盖章")
    assert (refused.state, refused.answer, _linked(stage).state) == ("refused", "证明没有盖章", "confirmed")
    drain(ask=lambda: NOW)
    assert "证明没有盖章" in Message.objects.get(title="区里没有解除单位关联").text
    assert _asked(stage).state == "waiting"


def test_one_asks_once_with_a_certificate_about_ones_own_employment(stage: Stage) -> None:
    employment = cast.link(stage.lin, stage.zhao, stage.hhl)
    with pytest.raises(BadInput, match="离职证明"):
        ask_release(actor=stage.lin, now=NOW, employment_id=employment.pk, left_on=LEFT, document_id=None)
    others: UUID = cast.paper(stage.chen, "leaving_certificate", "离职证明").document_id
    with pytest.raises(BadInput, match="离职证明"):
        ask_release(actor=stage.lin, now=NOW, employment_id=employment.pk, left_on=LEFT, document_id=others)
    with pytest.raises(BadInput, match="晚于今天"):
        ask_release(
            actor=stage.lin, now=NOW, employment_id=employment.pk, left_on=date(2026, 12, 24), document_id=others
        )
    with pytest.raises(NotFound):
        ask_release(actor=stage.chen, now=NOW, employment_id=employment.pk, left_on=LEFT, document_id=others)
    _asked(stage)
    with pytest.raises(Refusal, match="正在办理"):
        _asked(stage)


def test_it_is_the_district_of_the_employer_and_its_counter_alone(stage: Stage) -> None:
    cast.link(stage.lin, stage.zhao, stage.hhl)
    asked = _asked(stage)
    paper = asked.document_id
    assert visible_versions(stage.sun).filter(document_id=paper).exists()
    assert visible_versions(stage.zhao).filter(document_id=paper).exists()
    for nobody in (stage.feng, stage.zhou, stage.ma, stage.chen):
        assert not visible_release_requests(nobody).exists()
        assert not visible_versions(nobody).filter(document_id=paper).exists()
    with pytest.raises(NotFound):
        release_by_office(actor=stage.feng, now=NOW, request_id=asked.pk, reason="属实")
    with pytest.raises(Refusal):
        release_by_office(actor=stage.wu, now=NOW, request_id=asked.pk, reason="属实")
