"""A new account: registers once who it belongs to, and sees nothing else before."""

import pytest
from django.test import Client

from gongju.people.models import Person, User
from tests import cast
from tests.cast import Stage

pytestmark = pytest.mark.django_db
FORM = {
    "name": "新来",
    "identity_kind": "居民身份证",
    "identity_number": "110101199511070034",
    "phone": "13800000009",
}


@pytest.fixture
def newcomer(stage: Stage) -> Client:
    client = Client()
    client.force_login(cast.login("新来", User.Kind.PERSON))
    return client


def test_newcomer_is_led_to_registering(newcomer: Client) -> None:
    assert newcomer.get("/my/")["Location"] == "/my/register/"
    page = newcomer.get("/my/register/").content.decode()
    assert "登记身份信息" in page
    assert 'href="/my/cases/"' not in page


def test_other_pages_are_shut_until_then(newcomer: Client) -> None:
    assert newcomer.get("/my/profile/").status_code == 403


def test_registering_makes_the_person_of_the_account(newcomer: Client) -> None:
    assert newcomer.post("/my/register/", FORM)["Location"] == "/my/"
    person = Person.objects.get(identity_digest__of="110101199511070034")
    assert (person.name, person.sex, str(person.birth)) == ("新来", "男", "1995-11-07")
    assert "新来，您好" in newcomer.get("/my/").content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("identity_number", "110101199511070035", "校验码"),
        ("identity_number", "", "请填写证件号码"),
        ("phone", "1380000", "11位"),
        ("name", " ", "请填写姓名"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(newcomer: Client, field: str, typed: str, said: str) -> None:
    answer = newcomer.post("/my/register/", {**FORM, field: typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Person.objects.filter(name="新来").exists()


def test_all_that_is_wrong_is_told_at_once(newcomer: Client) -> None:
    sent = {"name": "", "identity_kind": "居民身份证", "identity_number": "110101199511070035", "phone": "1380000"}
    page = newcomer.post("/my/register/", sent).content.decode()
    for said in ("请填写姓名", "校验码", "11位"):
        assert said in page


def test_identity_of_somebody_else_is_never_handed_over(newcomer: Client, stage: Stage) -> None:
    answer = newcomer.post("/my/register/", {**FORM, "identity_number": "11010119900307002X"})
    assert answer.status_code == 403
    assert Person.objects.get(pk=stage.lin.person_id or 0).name == "林晓禾"


def test_registered_once_is_registered_for_good(lin: Client) -> None:
    assert lin.get("/my/register/")["Location"] == "/my/"
