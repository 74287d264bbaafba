"""The yearly list and the city's list as the office and the employer see them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongju.people.models import Office, Person
from gongju.permits.models import Permit
from tests import cast, story
from tests.actions.holders import holding
from tests.cast import NOW, Stage
from tests.portals.conftest import As

pytestmark = pytest.mark.django_db
TABLE = "姓名,证件号码,落户日期\n林晓禾,11010119900307002X,2026-11-20\n"


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_who_is_of_age_is_listed_for_the_district_to_ask(stage: Stage, signed_in: As) -> None:
    """CC-276, AMC-27: listed, and the permit stays what it is."""
    place = holding(stage, "chaoyang", first_day=date(2025, 7, 1), today=NOW.date())
    here = "/office/year/age/"
    district = signed_in(place.accepts)
    assert "没有到退休年龄的持证人" in text(district.get(here))
    Person.objects.filter(pk=place.holder.person_id or 0).update(birth=date(1966, 11, 1), sex="男")
    assert place.permit.number in text(district.get(here))
    assert place.permit.number in text(signed_in(stage.he).get(here))
    assert place.permit.number not in text(signed_in(stage.sun).get(here))


def test_from_the_list_to_the_yearly_list(stage: Stage, signed_in: As) -> None:
    story.approved(stage)
    city = signed_in(cast.officer("秦市局", "beijing", "city.approve", kind=Office.Kind.CITY))
    looked = text(city.post("/office/settled/", {"file": SimpleUploadedFile("名单.csv", TABLE.encode())}))
    assert Permit.objects.get().number in looked
    assert "确认注销这些证件" in looked
    assert "已按名单注销" in text(city.post("/office/settled/", {"text": TABLE, "confirm": "yes"}))
    assert Permit.objects.get().cancelled_on is not None
    district, agent = signed_in(stage.sun), signed_in(stage.zhao)
    for shown in (district.get("/office/year/"), agent.get("/unit/year/")):
        assert "已落户 1 人" in text(shown)
        assert "林晓禾" in text(shown)
    file = text(district.get("/office/year/?year=2026&file=csv"))
    assert "2026-11-25,已落户,林晓禾" in file
    assert "林晓禾" not in text(signed_in(stage.feng).get("/office/year/"))
    assert district.get("/office/settled/").status_code == 403
