"""Somebody comes back from a provider: who it is here, and which portal opens."""

from collections.abc import Mapping

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
from gongju.portals.shared.freshness import SIGNED_IN_AT
from gongju.portals.signin.entrances import Entrance

PORTALS = {"person": "applicant:home", "agent": "employer:home", "staff": "officer:home"}
BACKEND = "gongju.portals.signin.backend.SignedIn"
ENTRANCE = "entrance"
"""What the session calls the way by which somebody came in."""


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
    request.session[SIGNED_IN_AT] = clock.now().isoformat()
    request.session.set_expiry(settings.GONGJU.session_minutes[user.kind] * 60)
    return redirect(_way(user, next_url))


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
