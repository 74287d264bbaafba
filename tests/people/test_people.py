"""Persons are known by their number's digest; profiles are kept as typed and tell facts where they can."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from gongju.errors import MovedOn
from gongju.facts import FactContent, Trust, most_trusted
from gongju.forms.filling import Standing
from gongju.people import facts, profile, queries, records
from gongju.people.models import Office, Person, ProfilePart, User
from tests import rows
from tests.rows import NOW, TODAY

pytestmark = pytest.mark.django_db


def save(part: str, content: Any) -> ProfilePart:
    kept, checked = profile.check_part(rows.lin(), part, content, on=TODAY)
    return records.save_part(rows.lin().pk, part, now=NOW, content=kept, **checked.as_json())


def known() -> dict[str, FactContent]:
    return {name: one.value for name, one in most_trusted(tuple(facts.facts_of(rows.lin(), TODAY))).items()}


def test_a_person_is_found_by_number_however_typed() -> None:
    lin = rows.lin()
    assert queries.by_identity("110101 1990 0307 0708") == lin
    assert queries.by_identity("１１０１０１１９９００３０７０７０８") == lin
    assert list(queries.by_phone("138-0000-5678")) == [lin]


def test_the_same_number_is_the_same_person_with_the_name_told_last() -> None:
    lin = rows.lin()
    again = records.add_person(name="林晓荷", identity_kind="居民身份证", identity_number="110101199003070708")
    assert (again.pk, again.name, again.phone) == (lin.pk, "林晓荷", "13800005678")


def test_the_database_holds_no_number_in_the_clear() -> None:
    rows.lin()
    save("marriage", {"status": "已婚", "spouse_identity": "110101198512010514"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person")
        stored = str(cursor.fetchall())
        cursor.execute("SELECT * FROM people_profilepart")
        stored += str(cursor.fetchall())
    assert not [number for number in ("110101199003070708", "13800005678", "110101198512010514") if number in stored]


def test_a_number_belongs_to_one_person() -> None:
    rows.lin()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="别人", identity_kind="居民身份证", identity_number="110101199003070708")


def test_what_is_typed_is_kept_even_when_wrong() -> None:
    saved = save("contact", {"phone": "一三八", "postal_address": "龙水路22号"})
    assert saved.content == {"phone": "一三八", "postal_address": "龙水路22号"}
    assert saved.faults[0]["field"] == "phone"
    assert save("contact", {"phone": "13800005678"}).version == 2


def test_what_sign_in_tells_is_not_typed() -> None:
    saved = save("identity", {"name": "冒名", "sex": "女", "birth_date": "1990-03-07"})
    assert "name" not in saved.content
    assert profile.contents(rows.lin())["identity"]["name"] == "林晓禾"


def test_sex_and_birth_must_agree_with_the_number() -> None:
    saved = save("identity", {"sex": "男", "birth_date": "1990-03-08"})
    assert {fault["field"] for fault in saved.faults} == {"sex", "birth_date"}


def test_a_part_stands_empty_wrong_unfinished_or_complete() -> None:
    assert profile.completeness(rows.lin())["hukou"] is Standing.EMPTY
    save("hukou", {"hukou": "本市户口"})
    assert profile.completeness(rows.lin())["hukou"] is Standing.WRONG
    save("hukou", {"hukou": "外省市户籍"})
    assert profile.completeness(rows.lin())["hukou"] is Standing.UNFINISHED
    save("hukou", {"hukou": "港澳台居民"})
    assert profile.completeness(rows.lin())["hukou"] is Standing.COMPLETE


def test_every_part_is_incomplete_at_first() -> None:
    assert [one.part.name for one in profile.incomplete(rows.lin())] == list(profile.form().parts)


def test_completeness_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    lin = rows.lin()
    save("titles", [])
    with django_assert_num_queries(1):
        profile.fillings(lin)


def test_the_profile_tells_facts() -> None:
    save("hukou", {"hukou": "外省市户籍"})
    save("education", [{"degree": "学士"}])
    save("work", [{"from": "2012-07", "to": "2020-06"}, {"from": "2020-07"}])
    assert known()["beijing_hukou"] is False
    assert known()["degree"] == "学士"
    assert known()["work_experience"] == 14 * 12 + 4


def test_what_the_identity_proves_outweighs_what_is_typed() -> None:
    save("identity", {"sex": "男", "birth_date": "1991-01-01"})
    assert (known()["sex"], known()["birth_date"]) == ("女", date(1990, 3, 7))
    assert {one.trust for one in facts.facts_of(rows.lin(), TODAY) if one.source == "登记机关"} == {Trust.VERIFIED}


def test_a_wrong_entry_is_no_fact() -> None:
    save("residence", {"housing": "树屋", "residence_permit": "yes"})
    assert "housing" not in known()
    assert known()["residence_permit"] is True


def test_a_login_stands_for_one_person() -> None:
    user = User.objects.create(username="u1", kind="person")
    records.link_person(user.pk, rows.lin().pk)
    records.link_person(user.pk, rows.lin().pk)
    with pytest.raises(MovedOn):
        records.link_person(user.pk, rows.chen().pk)


def test_staff_cannot_be_applicants_by_the_same_login() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=rows.sun().pk).update(person=rows.lin())


def test_roles_are_set_as_a_whole() -> None:
    user = rows.officer("孙静", rows.changping_office(), "district.accept", "district.review")
    rows.officer("孙静", rows.changping_office(), "district.review")
    assert [one.role for one in user.staff_roles.all()] == ["district.review"]
    assert list(queries.staff_of(rows.changping_office().pk)) == [user]


def test_an_office_is_told_anew_and_stays_one() -> None:
    rows.changping_office()
    rows.changping_office()
    assert Office.objects.count() == 1
    assert settings.AUTH_USER_MODEL == "people.User"
