"""Procedures read from text: what they mean, and how a fault in one is told."""

import textwrap

import pytest

from gongju.rules.procedure import did_other_part
from gongju.rules.procedure_reading import ProcedureFaults, read_procedure

SMALL = textwrap.dedent(
    """
    type = "library_card"
    edition = "1"
    title = "借书证"
    summary = "一个小例子。"
    exclusive = false
    [opening]
    who = "applicant"
    first = "draft"
    [stages.draft]
    title = "填写中"
    turn = "applicant"
    [stages.look]
    title = "初看"
    turn = "office"
    clock = true
    skip_by = "seen"
    [stages.desk]
    title = "办理"
    turn = "office"
    clock = true
    [stages.done]
    title = "办好"
    outcome = "approved"
    [transitions.hand_in]
    title = "提交"
    who = ["applicant"]
    from = ["draft"]
    to = "look"
    effects = ["write_down"]
    [transitions.seen]
    title = "看过"
    who = ["territorial.review"]
    from = ["look"]
    to = "desk"
    effects = ["stamp"]
    events = ["enters_review"]
    [transitions.give]
    title = "发证"
    who = ["district.approve"]
    from = ["desk"]
    to = "done"
    other_than = ["seen"]
    [[walks]]
    title = "一次办好"
    steps = [
      { by = "林晓禾", as = "applicant", does = "hand_in", stands = "desk" },
      { by = "吴桐", as = "district.approve", does = "give", stands = "done" },
    ]
    """
)


def faults_of(text: str) -> list[str]:
    with pytest.raises(ProcedureFaults) as refused:
        read_procedure(text, "procedures/library_card/1.toml")
    return [f"{fault.key}: {fault.what} {fault.hint}" for fault in refused.value.faults]


def test_a_stage_the_rulebook_does_not_list_is_gone_through() -> None:
    procedure = read_procedure(SMALL, "x")
    leg = procedure.leg(procedure.transitions["hand_in"], ())
    assert (leg.to, leg.effects, leg.events) == ("desk", ("write_down", "stamp"), ("enters_review",))


def test_a_stage_the_rulebook_lists_is_stopped_at() -> None:
    procedure = read_procedure(SMALL, "x")
    leg = procedure.leg(procedure.transitions["hand_in"], ("look",))
    assert (leg.to, leg.effects, leg.events) == ("look", ("write_down",), ())


def test_four_eyes_bar_who_did_the_other_part() -> None:
    give = read_procedure(SMALL, "x").transitions["give"]
    assert did_other_part(give, "吴桐", [("seen", "吴桐")]) == "seen"
    assert did_other_part(give, "吴桐", [("seen", "孙静")]) == ""


def test_a_misspelt_key_is_told_with_the_nearest() -> None:
    faults = faults_of(SMALL.replace('other_than = ["seen"]', 'other_then = ["seen"]'))
    assert faults == ["transitions.give.other_then: 没有这个键 是否要写 other_than？"]


def test_every_fault_is_told_at_once() -> None:
    faults = faults_of(
        SMALL.replace('to = "look"', 'to = "lok"').replace('who = ["district.approve"]', 'who = ["boss"]')
    )
    assert any("transitions.hand_in.to" in fault and "look" in fault for fault in faults)
    assert any("transitions.give.who" in fault for fault in faults)


def test_a_walk_that_comes_out_otherwise_is_a_fault() -> None:
    faults = faults_of(SMALL.replace('stands = "desk"', 'stands = "look"'))
    assert faults == ["walks[1]（一次办好）: 第 1 步 hand_in：到了 desk，不是 look "]


def test_a_stage_without_a_way_out_is_a_fault() -> None:
    faults = faults_of(SMALL.replace("[stages.done]", '[stages.lost]\ntitle = "丢了"\nturn = "office"\n[stages.done]'))
    assert faults == ["stages.lost: 没有出路 写一个从它出发的 transition，或写上 outcome"]


def test_a_stage_that_nothing_leads_to_is_a_fault() -> None:
    lost = '[transitions.find]\ntitle = "找到"\nwho = ["system"]\nfrom = ["lost"]\nto = "desk"\n[[walks]]'
    text = SMALL.replace("[stages.done]", '[stages.lost]\ntitle = "丢了"\nturn = "office"\n[stages.done]')
    assert faults_of(text.replace("[[walks]]", lost)) == [
        "stages.lost: 走不到这个阶段 写一个到它的 transition，或删去它"
    ]


def test_skipping_in_a_circle_is_a_fault() -> None:
    faults = faults_of(SMALL.replace('from = ["look"]\nto = "desk"', 'from = ["look"]\nto = "look"'))
    assert any("stages.look.skip_by: 跳过之后又回到这里" in fault for fault in faults)


def test_broken_toml_names_the_file() -> None:
    with pytest.raises(ProcedureFaults, match=r"procedures/library_card/1\.toml"):
        read_procedure("type = ", "procedures/library_card/1.toml")


def test_whom_it_is_about_follows_from_who_starts_it_unless_it_says_so() -> None:
    """An agent starts the employer's own business, or says that it is about one of the staff."""
    by_agent = SMALL.replace('who = "applicant"\n', 'who = "agent"\n')
    about_staff = by_agent.replace('first = "draft"\n', 'about = "person"\nfirst = "draft"\n')
    assert read_procedure(SMALL, "x.toml").about_person
    assert not read_procedure(by_agent, "x.toml").about_person
    assert read_procedure(about_staff, "x.toml").about_person
    assert read_procedure(about_staff, "x.toml").started_by("agent")


def test_several_may_start_it_each_where_it_says() -> None:
    """Who starts may be a list; a party may begin at a stage of its own, which then counts as reached."""
    text = SMALL.replace(
        'who = "applicant"\nfirst = "draft"\n',
        'who = ["applicant", "agent"]\nfirst = "draft"\nfirst_for = { agent = "look" }\n',
    )
    opening = read_procedure(text, "x.toml").opening
    assert opening.firsts == ("draft", "look")
    assert opening.first_of("agent") == "look"


def test_a_person_starts_nothing_about_an_employer() -> None:
    """An opening that would have a person act for an employer is a fault."""
    text = SMALL.replace('first = "draft"\n', 'about = "employer"\nfirst = "draft"\n')
    with pytest.raises(ProcedureFaults, match="只能是关于本人的"):
        read_procedure(text, "x.toml")
