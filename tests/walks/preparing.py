"""What a step of a walk does before a move: whatever the move's guards ask for, more or less well."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from gongju.access.actor import STAFF, Actor
from gongju.actions.fill import fill
from gongju.actions.findings import clear_finding, record_finding
from gongju.actions.guards import GUARDS
from gongju.actions.hand_in import hand_in
from gongju.actions.hearing import hearing_of
from gongju.actions.mark_material import mark_all_fit, mark_material
from gongju.actions.matter import Matter
from gongju.actions.preview import preview_of
from gongju.actions.propose_particulars import propose_particulars
from gongju.actions.receive_original import receive_original
from gongju.actions.save_part import save_employer_part, save_profile_part
from gongju.actions.waive import waive
from gongju.casework import queries as casework
from gongju.casework.models import Case, HandedIn
from gongju.ops.demo.numbers import identity_number
from gongju.people import profile as profiles
from gongju.people.models import Person, User
from gongju.permits.facts import CHANGED
from gongju.quota import rounds
from gongju.rules import procedure as parties
from gongju.rules.facts import FactSpec
from gongju.rules.procedure import Transition
from tests import cast
from tests.actions.holders import said
from tests.allotment import ANSWERS
from tests.walks.arranging import choose_office, come, decide_on_quota, give_notice, grant, matter_for, name, propose
from tests.walks.town import DISTRICTS, actor, particulars
from tests.walks.walk import Walk

SLOPPY = 0.04
"""How often a preparation is left out, or an answer is not the one that helps."""


def prepare(walk: Walk, who: Actor, case: Case, chosen: Transition) -> None:
    """What the guards of the move still ask for, each left out now and then."""
    needed = [need for need in NEEDS if need in chosen.guards and not walk.often(SLOPPY)]
    matter = matter_for(walk, who, case)
    for need in needed:
        if need in NEVER_ENOUGH or any(GUARDS[need](matter)):
            NEEDS[need](walk, who, case)
            matter = matter_for(walk, who, case)
    if case.person_id is None and chosen.moment == "submission" and walk.often(0.9):
        _set_right(walk, who, case)
    if case.type == "first_issue" and chosen.name == "submit":
        grant(walk, who, case)
    if chosen.name == "resubmit" and not walk.often(SLOPPY):
        _answer_faults(walk, who, case)


def _answer(walk: Walk, who: Actor, case: Case) -> None:
    """Everything asked, mostly as the rulebook's own example answers it."""
    if case.type == "service_request" and who.kind == parties.AGENT and not case.answers.get("request_kind"):
        _say_what_service(walk, who, case)
    for _ in range(4):
        matter = matter_for(walk, who, case)
        known = _known(matter)
        answers = {one.name: _typed(walk, one, known.get(one.name)) for one in matter.questions}
        if not answers or walk.do(fill, by=who, case_number=case.number, answers=answers) is None:
            break
    other = _other_party(walk, who, case)
    if other is not None and not walk.often(SLOPPY):
        _plain_answers(walk, other, matter_for(walk, other, case))


def _plain_answers(walk: Walk, who: Actor, matter: Matter) -> None:
    known = _known(matter)
    answers = {one.name: said(known.get(one.name)) for one in matter.questions}
    if answers:
        walk.do(fill, by=who, case_number=matter.case.number, answers=answers)


def _known(matter: Matter) -> dict[str, object]:
    """What the rulebook's own example says, and what it leaves open."""
    base = matter.edition.bases.get(matter.case.type)
    more: dict[str, object] = {
        "requested_places": str(max(1, len(rounds.named_in(matter.case)))),
        "cancellation_reason": "本人放弃",
        "tax_voucher_year": str(matter.today.year - 1),
        **WELL_PAID,
    }
    return {**(base.facts if base else {}), **ANSWERS.get(matter.case.authority, {}), **more}


def _other_party(walk: Walk, who: Actor, case: Case) -> Actor | None:
    """The person where the agent prepares: in a business that the agent starts both fill in."""
    if who.kind != parties.AGENT or case.person_id is None:
        return None
    user = User.objects.filter(person_id=case.person_id).first()
    return actor(user.pk) if user else None


def _typed(walk: Walk, spec: FactSpec, base: object) -> object:
    if walk.often(SLOPPY):
        return walk.chance.choice(["", "abc", "-1", "999999", True, False, ["甲"], "2019-02-30", *spec.choices])
    if spec.type in ("choice", "choices") and (base is None or walk.often(0.3)) and spec.choices:
        one = walk.chance.choice(spec.choices)
        return [one] if spec.type == "choices" else one
    if isinstance(base, frozenset | tuple | set):
        return [str(one) for one in base]
    return said(base) if base is not None or spec.type == "truth" else walk.chance.choice(["1", "30", "2028-12-31"])


def _say_what_service(walk: Walk, who: Actor, case: Case) -> None:
    kind = (
        "找回账号" if case.asked_by_id else walk.chance.choice(["业务退回", "业务退回", "单位名称变更", "历史数据迁移"])
    )
    told: dict[str, object] = {"request_kind": kind, "request_channel": "线上", "login_certificate_renamed": True}
    if kind == "业务退回":
        theirs = Case.objects.filter(employer_id=case.employer_id or 0, open=True, person__isnull=False)
        found = walk.one_of(theirs.filter(submitted_at__isnull=False).order_by("-type", "pk"))
        told |= {"returned_case": found.number} if found else {"request_kind": "单位名称变更"}
    walk.do(fill, by=who, case_number=case.number, answers=told)
    if told["request_kind"] == "单位名称变更":
        name = f"北京改名第{walk.chance.randrange(10_000)}有限公司"
        walk.do(propose_particulars, by=who, case_number=case.number, content={"name": name})


def _hand_in_due(walk: Walk, who: Actor, case: Case) -> None:
    both = [who, *[one for one in (_other_party(walk, who, case),) if one and walk.often(0.9)]]
    for each in both:
        for one in preview_of(matter_for(walk, each, case)).papers:
            if one.lacking and one.mine and not walk.often(SLOPPY / 4):
                _hand_in(walk, each, case, one.due.material.code)


def _hand_in(walk: Walk, who: Actor, case: Case, material: str) -> None:
    version = cast.paper(who, material, material[:40], now=walk.now)
    walk.do(hand_in, by=who, case_number=case.number, material=material, version_id=version.pk)


def _answer_faults(walk: Walk, who: Actor, case: Case) -> None:
    """A new paper for each that was found faulty, from whoever hands it in."""
    for finding in casework.findings(case, open_only=True):
        if finding.about_kind == "material":
            for each in (who, _other_party(walk, who, case)):
                if each is not None:
                    _hand_in(walk, each, case, finding.about)


def _find_faults(walk: Walk, who: Actor, case: Case) -> None:
    papers = [one.material for one in casework.handed_in(case)]
    for _ in range(walk.chance.randint(1, 3)):
        about_kind = walk.chance.choice(["material", "field", "criterion"] if papers else ["field", "criterion"])
        criteria = [one.code for one in matter_for(walk, who, case).verdict.criteria]
        about = {"material": papers, "field": ["monthly_income"], "criterion": criteria or ["age"]}[about_kind]
        told: dict[str, Any] = {
            "about_kind": about_kind,
            "about": walk.chance.choice(about),
            "fault": "incomplete",
            "text": "请补正。",
        }
        walk.do(record_finding, by=who, case_number=case.number, **told)


def _clear_faults(walk: Walk, who: Actor, case: Case) -> None:
    for finding in casework.findings(case, open_only=True):
        walk.do(clear_finding, by=who, case_number=case.number, finding_id=finding.pk)


def _find_fit(walk: Walk, who: Actor, case: Case) -> None:
    for paper in casework.handed_in(case):
        if paper.state == HandedIn.State.UNFIT or walk.often(SLOPPY / 4):
            state = "fit" if walk.often(0.7) else "unfit"
            told: dict[str, Any] = {"handed_in_id": paper.pk, "state": state, "remark": "看不清"}
            walk.do(mark_material, by=who, case_number=case.number, **told)
    walk.do(mark_all_fit, by=who, case_number=case.number)


def _receive(walk: Walk, who: Actor, case: Case) -> None:
    """The sealed papers that an employer brings come in."""
    due = {one.material.code for one in matter_for(walk, who, case).due if one.material.brought_to}
    for paper in casework.handed_in(case):
        if paper.material in due:
            told: dict[str, Any] = {"handed_in_id": paper.pk, "received_on": walk.now.date()}
            walk.do(receive_original, by=who, case_number=case.number, **told)


def _set_right(walk: Walk, who: Actor, case: Case) -> None:
    """The employer pays its taxes in the district of the case again, as its 单位信息 says."""
    agent = walk.agent_at(case.employer_id)
    if agent is not None:
        content = particulars(DISTRICTS[case.authority])["operation"]
        walk.do(save_employer_part, by=agent, part="operation", content=content)
    if case.person_id is None and who.kind == STAFF:
        decide_on_quota(walk, case.authority, case.employer_id)


def _waive(walk: Walk, who: Actor, case: Case) -> None:
    _answer(walk, who, case)
    for one in matter_for(walk, who, case).undecided:
        if one.outcome == "to_be_judged" or walk.often(SLOPPY):
            walk.do(waive, by=who, case_number=case.number, criterion=one.code, reason="已核实。")


def _let_the_answer_wait(walk: Walk, who: Actor, case: Case) -> None:
    """The days for an answer pass."""
    hearing = hearing_of(matter_for(walk, who, case))
    if hearing is not None and not hearing.provisional and hearing.until >= walk.now.date():
        walk.now += hearing.until - walk.now.date() + timedelta(days=1)


def _differ(walk: Walk, who: Actor, case: Case) -> None:
    """Where the holder lives is another place now; of an old permit what changes is named."""
    address = {**cast.PROFILE["residence"], "address": f"昌平区某路 {walk.chance.randrange(1000)} 号"}
    walk.do(save_profile_part, by=who, part="residence", content=address)
    matter = matter_for(walk, who, case)
    if not matter.held.get(CHANGED):
        named = walk.chance.choice(matter.edition.facts[CHANGED].choices)
        walk.do(fill, by=who, case_number=case.number, answers={CHANGED: [named]})


def _add_a_child(walk: Walk, who: Actor, case: Case) -> None:
    known = profiles.contents(Person.objects.get(pk=case.person_id or 0)).get("children") or []
    walk.do(save_profile_part, by=who, part="children", content=children(walk, known))


def children(walk: Walk, known: list[Any]) -> list[Any]:
    """The children as they are now: one less or one more."""
    if known and walk.often(0.4):
        return known[1:]
    birth = walk.now.date() - timedelta(days=walk.chance.randint(200, 6900))
    child = {
        "name": f"小{walk.chance.choice('明红亮芳')}",
        "sex": "女",
        "birth": birth.isoformat(),
        "identity_kind": "居民身份证",
        "identity_number": identity_number(walk.chance, birth=birth, sex="女"),
        "accompanying": walk.often(0.8),
        "out_of_wedlock": False,
        "hukou_place": "山东省济南市历下区",
    }
    return [*known, child]


def _complete(walk: Walk, who: Actor, case: Case) -> None:
    """What lacks in the profile is written by the person."""
    user = User.objects.filter(person_id=case.person_id or 0).first()
    if user is None:
        return
    for one in profiles.incomplete(Person.objects.get(pk=case.person_id or 0)):
        part = one.part.name
        walk.do(save_profile_part, by=actor(user.pk), part=part, content=cast.PROFILE.get(part, {}))


def _complete_employer(walk: Walk, who: Actor, case: Case) -> None:
    for part, content in particulars(DISTRICTS[case.authority]).items():
        if walk.often(0.3):
            walk.do(save_employer_part, by=who, part=part, content=content)


WELL_PAID = {"monthly_income": "60000", "monthly_income_6": "60000", "insurance_base_6": "36000"}

NEVER_ENOUGH = ("applicants_fit",)
"""Guards that agree with a request that names nobody, though it will not do."""

NEEDS = {
    "round_open": give_notice,
    "profile_complete": _complete,
    "employer_complete": _complete_employer,
    "change_stated": _differ,
    "children_differ": _add_a_child,
    "place_free": grant,
    "particulars_changed": propose,
    "territorial_office_chosen": choose_office,
    "applicants_fit": name,
    "request_named": _answer,
    "answers_complete": _answer,
    "facts_complete": _answer,
    "own_papers_complete": _hand_in_due,
    "all_papers_complete": _hand_in_due,
    "appointment_come": come,
    "no_open_faults": _clear_faults,
    "faults_named": _find_faults,
    "originals_received": _receive,
    "papers_fit": _find_fit,
    "not_plainly_unmet": _set_right,
    "fit_or_restricted": _set_right,
    "criteria_decided": _waive,
    "answer_term_over": _let_the_answer_wait,
}
"""What helps against a guard, in the order in which it is done."""
