"""Somebody comes back from a provider: who it is here, and which portal opens."""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gongju import clock
from gongju.actions.sign_in import sign_in
from gongju.errors import Refusal
from gongju.people.models import User
from gongju.portals.shared.freshness import ENTRANCE, SIGNED_IN_AT, asked_at
from gongju.portals.signin.entrances import Entrance

PORTALS = {"person": "applicant:home", "agent": "employer:home", "staff": "officer:home"}
BACKEND = "gongju.portals.signin.backend.SignedIn"


def arrive(
    request: HttpRequest, entrance: Entrance, claims: Mapping[str, object], *, next_url: str
) -> HttpResponseBase:
    """Sign in whom `claims` (of a verified identity token) name, and open the right portal; else say why not."""
    try:
        user = sign_in(
            now=clock.now(),
            kind=entrance.kind,
            issuer=entrance.issuer,
            subject=str(claims["sub"]),
            name=str(claims.get(entrance.claim) or ""),
            employer_code=str(claims.get(entrance.employer_claim) or "") if entrance.employer_claim else None,
        )
    except Refusal as refusal:
        return render(request, "signin/refused.html", {"refusal": refusal, "entrance": entrance}, status=403)
    login(request, user, backend=BACKEND)
    request.session[ENTRANCE] = entrance.code
    now = clock.now()
    request.session[SIGNED_IN_AT] = asked_at(claims, now)
    # A moment and not a span: a span would begin anew whenever something is written into the session.
    request.session.set_expiry(now + timedelta(minutes=minutes_of(user)))
    return redirect(_way(user, next_url))


def minutes_of(user: User) -> int:
    """How long a sign-in lasts: the shortest of what the settings give the roles held; a role without goes by kind."""
    minutes = settings.GONGJU.session_minutes
    roles = user.staff_roles.values_list("role", flat=True) if user.kind == User.Kind.STAFF else []
    return min((minutes.get(role, minutes[user.kind]) for role in roles), default=minutes[user.kind])


def home_of(user: User) -> str:
    """Address of the portal in which this kind of user works."""
    return reverse(PORTALS[user.kind])


def _way(user: User, next_url: str) -> str:
    """The page asked for, if it lies in the user's own portal; else that portal's first page."""
    home = home_of(user)
    is_ours = url_has_allowed_host_and_scheme(next_url, allowed_hosts=None) and next_url.startswith(home)
    return next_url if is_ours else home


def cut_short(request: HttpRequest) -> HttpResponse:
    """The person turned back at the provider's page."""
    messages.info(request, "您没有完成登录。需要时请重新选择登录方式。")
    return redirect("signin:choose")


def come_back_later(request: HttpRequest, entrance: Entrance) -> HttpResponse:
    """The provider cannot be reached, or its answer was not in order; nobody is signed in."""
    return render(request, "signin/failed.html", {"entrance": entrance}, status=503)
