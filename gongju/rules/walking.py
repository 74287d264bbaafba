"""Going through a procedure's worked walks: each step must end where the file says it ends."""

from collections.abc import Iterator

from .procedure import Procedure, Transition, Walk, WalkStep, did_other_part


def failures(procedure: Procedure, walk: Walk) -> Iterator[str]:
    """What does not come out as the walk says, as sentences that name the step; nothing if all of it does."""
    stands = procedure.opening.first_of(walk.steps[0].as_) if walk.steps else procedure.opening.first
    done: list[tuple[str, str]] = []
    for number, step in enumerate(walk.steps, 1):
        move = procedure.transitions.get(step.does)
        if move is None:
            yield f"第 {number} 步：没有 transition {step.does!r}"
            return
        found = _refusal(move, step, stands, done)
        if found != step.refused:
            yield f"第 {number} 步 {step.does}：例子说{_said(step.refused)}，实际{_said(found)}"
            return
        if found:
            continue
        stands = procedure.leg(move, walk.stages).to
        done.append((move.name, step.by))
        if stands != step.stands:
            yield f"第 {number} 步 {step.does}：到了 {stands}，不是 {step.stands}"
            return


def _refusal(move: Transition, step: WalkStep, stands: str, done: list[tuple[str, str]]) -> str:
    if stands not in move.sources:
        return "not_here"
    if step.as_ not in move.who:
        return "not_yours"
    return "four_eyes" if did_other_part(move, step.by, done) else ""


def _said(refused: str) -> str:
    return f"被拒（{refused}）" if refused else "通过"
