"""Steps of a walk that look: pages of whoever it is, with the clock where the walk stands; none may fail."""

from __future__ import annotations

import traceback

from django.test import Client

from gongju import clock
from gongju.access.actor import AGENT, PERSON, Actor
from gongju.access.cases import visible_cases
from gongju.access.permits import visible_permits
from gongju.employers.models import Employment
from gongju.people.models import User
from gongju.quota.models import Round
from tests.walks.walk import Walk

FAIR = (200, 302, 403, 404)
OWN = {
    PERSON: ("/my/", "/my/profile/", "/my/employer/", "/my/businesses/", "/my/cases/", "/my/messages/", "/my/papers/"),
    AGENT: (
        "/unit/",
        "/unit/info/",
        "/unit/staff/",
        "/unit/cases/",
        "/unit/business/",
        "/unit/quota/",
        "/unit/quota/who/",
        "/unit/appointments/",
        "/unit/appointments/made/",
        "/unit/year/",
        "/unit/links/",
        "/unit/messages/",
        "/unit/agents/",
    ),
}
DESK = (
    "",
    "cases/",
    "appointments/",
    "releases/",
    "quota/",
    "overdue/",
    "sanctions/",
    "spot-checks/",
    "year/",
    "employers/",
)


def look(walk: Walk) -> None:
    """Somebody opens a page of theirs, of a case, of a permit."""
    who = walk.anybody()
    path = walk.chance.choice(_pages(walk, who))
    walk.lately.append(f"{walk.now:%Y-%m-%d %H:%M} {who.kind} {who.name}({who.user_id}) GET {path}")
    client = Client()
    client.force_login(User.objects.get(pk=who.user_id or 0))
    try:
        with clock.set_clock(walk.now):
            answer = client.get(path)
    except Exception:
        walk.fault(traceback.format_exc())
        return
    walk.done[f"GET {answer.status_code}"] += 1
    if answer.status_code not in FAIR:
        walk.fault(f"{path} answered {answer.status_code}")


def _pages(walk: Walk, who: Actor) -> list[str]:
    root = {PERSON: "/my/", AGENT: "/unit/"}.get(who.kind, "/office/")
    case = walk.one_of(visible_cases(who).order_by("pk"))
    permit = walk.one_of(visible_permits(who).order_by("pk"))
    found = [f"{root}cases/{case.number}/"] * 6 if case else []
    found += [f"{root}permits/{permit.number}/"] * 2 if permit else []
    if who.kind == AGENT:
        staff = walk.one_of(Employment.objects.filter(employer_id=who.employer_id or 0).order_by("pk"))
        found += [f"/unit/staff/{staff.pk}/"] * 2 if staff else []
        found += [f"/unit/appointments/{case.number}/"] if case else []
    if root == "/office/":
        row = walk.one_of(Round.objects.order_by("pk"))
        found += [f"/office/quota/{row.pk}/"] if row else []
        found += [f"/office/{name}" for name in DESK]
    return [*found, *OWN.get(who.kind, ())]
