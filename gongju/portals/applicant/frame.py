"""What every page of the applicant's portal shows around its content."""

from gongju import clock
from gongju.access.actor import Actor
from gongju.access.rules import Asked
from gongju.actions.editing import check_profile_free
from gongju.errors import Refusal
from gongju.notifications.inbox import unread


def framed(request: Asked, **context: object) -> dict[str, object]:
    """The context of a page with its frame. Somebody not yet registered has no navigation."""
    actor = request.actor
    return {
        "signed_in": {"name": actor.name, "of": ""},
        "registered": actor.person_id is not None,
        "unread": unread(actor),
        "today": clock.today(),
        **context,
    }


def why_shut(actor: Actor) -> str:
    """Why the profile and the papers may not be changed now; "" when they may."""
    try:
        check_profile_free(actor.person_id or 0)
    except Refusal as refusal:
        return str(refusal)
    return ""
