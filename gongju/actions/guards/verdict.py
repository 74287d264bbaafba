"""Guards about the verdict: nothing hard is plainly unmet; what an officer must decide is decided."""

from collections.abc import Iterator

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.rules.verdict import Outcome


def not_plainly_unmet(matter: Matter) -> Iterator[Objection]:
    """No hard criterion is unmet by the facts as they stand."""
    yield from _told(
        matter, Outcome.UNMET, "verdict.unmet", "不符合条件：", "可以退回补正，或者作出不予受理、不予核准的决定。"
    )


def criteria_decided(matter: Matter) -> Iterator[Objection]:
    """Every criterion is met, or an officer decided on it with a reason."""
    yield from _told(matter, Outcome.UNMET, "verdict.unmet", "不符合条件：", "请作出不予核准的决定，或退回审核。")
    yield from _told(matter, Outcome.NOT_KNOWN, "verdict.not_known", "还不能判断：", "请退回审核，补充信息。")
    yield from _told(
        matter, Outcome.TO_BE_JUDGED, "verdict.undecided", "需要经办人认定：", "请在审核页写明认定意见和理由。"
    )


def _told(matter: Matter, outcome: Outcome, code: str, lead: str, do: str) -> Iterator[Objection]:
    found = [one for one in matter.undecided if one.outcome == outcome]
    if found:
        yield Objection(code, f"{lead}{'；'.join(one.title for one in found)}。", do)
