"""What the processes of the verbs' races run: somebody presses a button, and says what came of it."""

from collections.abc import Sequence

from gongju.access.actor import actor_of
from gongju.actions.move import move
from gongju.actions.release import release
from gongju.employers.models import Employment
from gongju.errors import MovedOn, Refusal
from gongju.people.models import User
from tests.cast import NOW


def press(user_id: int, numbers: Sequence[str], transition: str, seen_stage: str) -> list[str]:
    """Make one move on each case: "done", or the code of what was told instead."""
    actor = actor_of(User.objects.get(pk=user_id))
    told = []
    for number in numbers:
        try:
            move(actor=actor, now=NOW, case_number=number, transition=transition, seen_stage=seen_stage)
            told.append("done")
        except (Refusal, MovedOn) as refused:
            told.append(refused.code)
    return told


def let_go(user_id: int, employment_ids: Sequence[int]) -> list[str]:
    """Release each employment; asked again, as a person would, when somebody else was first."""
    actor = actor_of(User.objects.get(pk=user_id))
    told = []
    for key in employment_ids:
        tries = 0
        while Employment.objects.get(pk=key).state == Employment.State.CONFIRMED:
            tries += 1
            try:
                release(actor=actor, now=NOW, employment_id=key, ended_on=NOW.date(), reason="本人辞职")
            except MovedOn:
                continue
        told.append(f"done in {tries}")
    return told
