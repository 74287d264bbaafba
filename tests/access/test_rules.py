"""The named rules: whom each lets in, what it reaches, and what the others are told."""

from __future__ import annotations

import re
from datetime import time
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from gongju.access.actor import Actor, actor_of
from gongju.access.rules import KEPT_NOWHERE, RULES, Rule, admit, requires
from gongju.actions.gather import start_gathering
from gongju.appointments.models import Booking, Slot
from gongju.casework.models import Case
from gongju.documents.refs import Aim
from gongju.employers import records as employers
from gongju.enquiries.models import Enquiry, HelpEntry
from gongju.errors import NotFound, Refusal
from gongju.people.models import StaffRole, User
from gongju.permits.models import Permit
from gongju.quota.models import QuotaRequest, Round
from gongju.sanctions.models import Checked, Sanction, SpotCheck
from tests import cast, story
from tests.access.test_reach import actors
from tests.cast import Stage

ROOT = settings.GONGJU.root
KINDS = {
    "applicant": "lin chen gao",
    "employer": "zhao ma",
    "case officers": "sun zhou wu zheng feng he",
    "everybody": "lin chen gao zhao ma sun zhou wu zheng feng he new person new agent new staff",
}
LETS_IN = {
    "public": KINDS["everybody"],
    "applicant.newcomer": KINDS["applicant"] + " new person",
    "employer.newcomer": KINDS["employer"] + " new agent",
    "officer.any": "sun zhou wu zheng feng he",
    "officer.employers": "sun zhou wu zheng feng he",
    "officer.employer": "sun zhou wu zheng feng he",
    "officer.lot": "sun zhou wu zheng feng he",
    "officer.lots": "zheng",
    "officer.releases": "sun feng",
    "officer.release": "sun feng",
    "officer.imports": "sun feng",
    "employer.case": KINDS["employer"] + " new agent",
    "employer.version": KINDS["employer"] + " new agent",
    "officer.granting": "zheng",
    "officer.round": "zheng",
    "officer.request": "zheng",
    **dict.fromkeys(("officer.slots", "officer.slot", "officer.booking"), "sun zhou wu feng"),
    **dict.fromkeys(("officer.spot_check", "officer.checked"), "sun zhou wu feng"),
    **dict.fromkeys(("officer.enquiries", "officer.enquiry", "officer.help_entry"), "sun zhou wu feng"),
    **dict.fromkeys(("officer.register", "officer.sanction"), "sun zhou wu feng he"),
    "officer.settled": "",
    "verifier.office": "",
}


def expected(rule: Rule) -> str:
    """Whom a rule lets in before it looks for an object; a rule that is not listed goes by its portal."""
    if rule.name in LETS_IN:
        return LETS_IN[rule.name]
    portal = rule.name.split(".")[0]
    return KINDS["case officers"] if portal == "officer" else KINDS[portal]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_each_rule_lets_in_its_own(stage: Stage, rule: Rule) -> None:
    assert " ".join(name for name, actor in actors(stage).items() if rule.who(actor)) == expected(rule)


def test_each_rule_has_words_for_people() -> None:
    assert all(rule.title and rule.name == name for name, rule in RULES.items())
    assert all(bool(rule.reach) == bool(rule.key) for rule in RULES.values())


def test_the_operator_is_known_by_role(stage: Stage) -> None:
    user = User.objects.get(pk=stage.he.user_id or 0)
    StaffRole.objects.create(user=user, role="operator")
    assert actor_of(user).is_operator


def test_every_role_that_the_code_or_a_procedure_names_exists() -> None:
    named = set()
    for path in [*(ROOT / "gongju").rglob("*.py"), *(ROOT / "procedures").rglob("*.toml")]:
        named |= set(re.findall(r'"((?:district|city|territorial)\.[a-z_]+|operator)"', path.read_text("utf-8")))
    assert len(named) > 5
    assert named <= set(StaffRole.Role.values)


def test_a_role_left_over_from_another_kind_of_office_counts_for_nothing(stage: Stage) -> None:
    user = User.objects.get(pk=stage.he.user_id or 0)
    before = actor_of(user).roles
    StaffRole.objects.create(user=user, role="district.approve")
    assert actor_of(user).roles == before


def test_a_role_that_is_withdrawn_counts_no_more_in_the_same_session(stage: Stage) -> None:
    client, user = Client(), User.objects.get(pk=stage.wu.user_id or 0)
    client.force_login(user)
    assert client.get("/office/cases/").status_code == 200
    StaffRole.objects.filter(user=user).delete()
    assert client.get("/office/cases/").status_code == 403


def keys_of(stage: Stage) -> dict[str, object]:
    """One object of each kind that a rule can reach, all of 林晓禾's story."""
    lot = story.lot_of(stage, 1)
    case = story.approved(stage)
    paper = case.handed_in.filter(version__document__holder_kind="person")[0]
    own = cast.paper(stage.zhao, "licence", "营业执照")
    employment, day = case.person.employments.get(), cast.NOW.date()  # type: ignore[union-attr]
    row = Round.objects.create(authority=cast.CHANGPING, code="annual", first_day=cast.NOW.date())
    asked = QuotaRequest.objects.create(case=Case.objects.get(type="employer_access"), round=row, asked=1)
    slot = Slot.objects.create(authority=cast.CHANGPING, day=day, starts=time(9), ends=time(11), capacity=1)
    by = User.objects.get(pk=stage.sun.user_id or 0)
    done = {"authority": cast.CHANGPING, "by": by}
    decided = Sanction.objects.create(person=case.person, kind="warning", first_day=day, at=cast.NOW, **done)
    sample = SpotCheck.objects.create(title="抽查", drawn_on=day, seed=1, population=1, **done)
    permit = Permit.objects.get(issued_by=case)
    of = {"authority": cast.CHANGPING, "at": cast.NOW, "text": "？"}
    return {
        "enquiry": Enquiry.objects.create(token="t", topic="新办", person=case.person, **of).pk,
        "help_entry": HelpEntry.objects.create(topic="t", question="？", part="新办", by=by, **of).pk,
        "case": case.number,
        "slot": slot.pk,
        "booking": Booking.objects.create(slot=slot, case=case, round=1, at=cast.NOW).pk,
        "sanction": decided.pk,
        "spot_check": sample.pk,
        "checked": Checked.objects.create(check_of=sample, permit=permit, employer=stage.hhl).pk,
        "permit": permit.number,
        "employment": employment.pk,
        "document": paper.version.document_id,
        "employer.document": own.document_id,
        "gathering": gathered(stage.lin),
        "employer.gathering": gathered(stage.zhao),
        "version": paper.version_id,
        "employer": stage.hhl.pk,
        "granting": stage.hhl.pk,
        "lot": lot.pk,
        "release": employers.ask_release(employment.pk, now=cast.NOW, left_on=day, document_id=own.document_id).pk,
        "round": row.pk,
        "request": asked.pk,
    }


def gathered(who: Actor) -> UUID:
    """What this actor begins to gather."""
    return start_gathering(actor=who, now=cast.NOW, aim=Aim(kind="other", title="其他材料")).pk


OWN = {"applicant": "lin", "employer": "zhao", "officer": "sun zhou wu he"}
REACHES = {
    "officer.employer": "sun zhou wu zheng he",
    "officer.lot": "sun zhou wu zheng he",
    "officer.granting": "zheng",
    "officer.release": "sun",
    "officer.round": "zheng",
    "officer.request": "zheng",
    **dict.fromkeys(("officer.slot", "officer.booking", "officer.enquiry", "officer.help_entry"), "sun zhou wu"),
    **dict.fromkeys(("officer.spot_check", "officer.checked"), "sun zhou wu"),
}


def test_each_rule_reaches_what_is_ones_own_and_hides_the_rest(stage: Stage) -> None:
    keys, everybody = keys_of(stage), actors(stage)
    for rule in RULES.values():
        if rule.reach is None:
            continue
        portal, noun = rule.name.split(".")
        key = keys.get(rule.name, keys[noun])
        reached = [name for name, actor in everybody.items() if reaches(rule, actor, key)]
        assert " ".join(reached) == REACHES.get(rule.name, OWN[portal]), rule.name


def reaches(rule: Rule, actor: Actor, key: object) -> bool:
    try:
        return admit(rule, actor, {rule.key: key}) is not None
    except (NotFound, Refusal):
        return False


@requires("applicant.own")
def a_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.actor.name)  # type: ignore[attr-defined]


def test_a_stranger_is_asked_to_sign_in(rf: RequestFactory) -> None:
    request = rf.get("/my/?x=1")
    request.user = AnonymousUser()
    answer = a_page(request)
    assert answer.status_code == 302
    assert "next=/my/%3Fx%3D1" in answer.headers["Location"]


def test_the_view_learns_who_asks(stage: Stage, rf: RequestFactory) -> None:
    request = rf.get("/my/")
    request.user = User.objects.get(pk=stage.lin.user_id or 0)
    assert a_page(request).content.decode() == "林晓禾"  # type: ignore[attr-defined]


def test_what_is_for_one_person_stays_in_no_cache(stage: Stage, client: Client) -> None:
    assert client.get("/my/").headers["Cache-Control"] == KEPT_NOWHERE
    client.force_login(User.objects.get(pk=stage.lin.user_id or 0))
    for page in ("/my/", "/my/profile/", "/unit/", "/my/cases/CP20260000001/"):
        assert client.get(page).headers["Cache-Control"] == KEPT_NOWHERE, page


def test_another_portals_user_is_refused_in_words(stage: Stage, rf: RequestFactory) -> None:
    request = rf.get("/my/")
    request.user = User.objects.get(pk=stage.sun.user_id or 0)
    with pytest.raises(Refusal, match="您的账号不能使用此页面"):
        a_page(request)


def test_a_name_that_is_no_rule_fails_at_import() -> None:
    with pytest.raises(KeyError):
        requires("applicant.everything")
