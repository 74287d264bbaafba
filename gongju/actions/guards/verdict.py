"""Guards about the verdict: nothing hard is plainly unmet; what an officer must decide is decided."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.rules.verdict import Outcome

RECORDED = "系统"
"""The source, in rulebooks/facts.toml, of what the system's own records know."""


def not_plainly_unmet(matter: Matter) -> Iterator[Objection]:
    """No hard criterion is unmet by the facts as they stand."""
    yield from _told(
        matter, Outcome.UNMET, "verdict.unmet", "不符合条件：", "可以退回补正，或者作出不予受理、不予核准的决定。"
    )


def fit_or_restricted(matter: Matter) -> Iterator[Objection]:
    """No hard criterion is unmet, unless the rulebook also takes over those that do not meet its own (CP-031)."""
    if not matter.edition.business(matter.case.type).else_restricted:
        yield from not_plainly_unmet(matter)


def restriction_provided(matter: Matter) -> Iterator[Objection]:
    """The rulebook takes over employers that do not meet its conditions, and this one does not (CP-031, AMB-27)."""
    if not matter.edition.business(matter.case.type).else_restricted:
        yield Objection("business.no_restriction", f"{matter.edition.name}的办理规则没有“业务受限”的转入。")
    elif not matter.undecided:
        yield Objection("verdict.all_met", "单位的条件已全部符合。", "请直接核准转入。")


def criteria_decided(matter: Matter) -> Iterator[Objection]:
    """Every criterion is met, or an officer decided on it with a reason."""
    yield from _told(matter, Outcome.UNMET, "verdict.unmet", "不符合条件：", "请作出不予核准的决定，或退回审核。")
    yield from _told(matter, Outcome.NOT_KNOWN, "verdict.not_known", "还不能判断：", "请退回审核，补充信息。")
    yield from _told(
        matter, Outcome.TO_BE_JUDGED, "verdict.undecided", "需要经办人认定：", "请在审核页写明认定意见和理由。"
    )


def records_allow(matter: Matter) -> Iterator[Objection]:
    """Nothing hard that the system's own records decide stands against it, in the rulebook's words.

    So a window that is not open yet, an employer that is restricted (CP-031, AMB-27) or has no decision on quota this
    year (CY-Q13c) is told before anybody fills anything in; what people say is looked at later.
    """
    rules = matter.edition.rule_set(matter.case.type, matter.day_judged)
    for one in matter.verdict.of(Outcome.UNMET):
        recorded = any(spec.source == RECORDED for spec in rules.facts_of(one.code))
        if recorded and not one.soft and one.kind != "pathway":
            yield Objection("verdict.barred", one.sentence)


def cautions_acknowledged(matter: Matter) -> Iterator[Objection]:
    """Whoever hands it in has taken note of every caution that holds (AMB-07, AMC-23, AMC-26); a page may still ask."""
    if matter.acknowledged is None:
        return
    for one in matter.cautions:
        if one.caution.code not in matter.acknowledged:
            yield Objection("caution.open", f"还没有确认提示：{one.sentence}", "请阅读后勾选确认，再提交。")


def _told(matter: Matter, outcome: Outcome, code: str, lead: str, do: str) -> Iterator[Objection]:
    found = [one for one in matter.undecided if one.outcome == outcome]
    if found:
        yield Objection(code, f"{lead}{'；'.join(one.title for one in found)}。", do)
