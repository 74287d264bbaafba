"""Guards about the permit a business is for: how it stands, and what helps where it stands otherwise."""

from collections.abc import Iterator, Mapping

from gongju.actions.matter import Matter
from gongju.actions.objection import Objection
from gongju.permits.queries import OUTLIVED
from gongju.permits.state import State

RENEWABLE = (State.VALID, State.RENEWING)
NONE = Objection("permit.none", "名下没有工作居住证。", "需要办证的，请申请新办。")
OVER: Mapping[State, Objection] = {
    State.LAPSED: Objection("permit.lapsed", "证件已经失效。", "可以按新办重新申请。"),
    State.CANCELLED: Objection("permit.cancelled", "证件已经注销。", "可以按新办重新申请。"),
    State.FROZEN: Objection("permit.frozen", "证件已被冻结，冻结期间不能办理业务。", "请联系核发证件的区人力社保局。"),
    State.NOT_YET: Objection("permit.not_yet", "证件还没有生效。", "请在生效以后再办。"),
}


def permit_renewable(matter: Matter) -> Iterator[Objection]:
    """The permit is valid, or an accepted renewal carries it past its last day (DC-161, DX-152, CP-148, CY-Q61b)."""
    suspended = Objection("permit.suspended", "证件已经挂起，不能续签。", "请先由新单位办理聘用单位变更。")
    yield from _unless(matter, RENEWABLE, {State.SUSPENDED: suspended})


def permit_transferable(matter: Matter) -> Iterator[Objection]:
    """The permit is suspended and has not run out (DC-074, DC-170, DX-160, CP-146, CY-Q75a)."""
    valid = Objection("permit.not_suspended", "证件没有挂起。", "先由原单位解除关联，证件挂起后再由新单位办理变更。")
    renewing = Objection("permit.lapsed", "证件有效期已过，不能变更聘用单位。", "请等待续签的审核结果。")
    yield from _unless(matter, (State.SUSPENDED,), {State.VALID: valid, State.RENEWING: renewing})


def permit_lives(matter: Matter) -> Iterator[Objection]:
    """There is a permit that has neither run out nor been cancelled, whatever else it is."""
    yield from _unless(matter, tuple(state for state in State if state not in OUTLIVED), {})


def permit_over(matter: Matter) -> Iterator[Objection]:
    """The permit has run out or was cancelled, so that nothing is left to decide (CY-Q61b, CP-148, CP-149)."""
    if matter.permit_state not in OUTLIVED:
        yield Objection("permit.lives", "证件还没有失效。")


def _unless(matter: Matter, fit: tuple[State, ...], more: Mapping[State, Objection]) -> Iterator[Objection]:
    state = matter.permit_state
    if state is None:
        yield NONE
    elif state not in fit:
        yield {**OVER, **more}[state]
