"""Pages of signing in and out."""

import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongju.access.rules import requires
from gongju.portals.shared.freshness import ENTRANCE
from gongju.portals.signin import provider
from gongju.portals.signin.arrival import come_back_later, home_of
from gongju.portals.signin.entrances import Entrance, entrances, open_entrance


@require_GET
@never_cache
@requires("public")
def choose(request: HttpRequest) -> HttpResponse:
    """The ways in, by who one is."""
    next_url = _own(request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(next_url or home_of(request.user))
    doors = {
        "person": entrances("person"),
        "agent": entrances("agent"),
        "staff": entrances("staff"),
        "next": next_url,
    }
    return render(request, "signin/choose.html", doors)


@require_POST
@never_cache
@requires("public")
def begin(request: HttpRequest, code: str) -> HttpResponseBase:
    """Off to the provider of one entrance."""
    entrance = _entrance(code)
    try:
        anew = request.POST.get("anew") == "1"
        return provider.begin(request, entrance, next_url=_own(request.POST.get("next", "")), anew=anew)
    except (requests.RequestException, OAuth2Error):
        return come_back_later(request, entrance)


@require_GET
@never_cache
@requires("public")
def back(request: HttpRequest, code: str) -> HttpResponseBase:
    """Back from the provider, with a code or with an error."""
    return provider.finish(request, _entrance(code))


@require_POST
@requires("public")
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out here, the session and everything in it is gone; then at the provider, where it has a way for that."""
    entrance = open_entrance(request.session.get(ENTRANCE, ""))
    logout(request)
    messages.success(request, "您已退出登录。")
    answer = redirect((provider.farewell(request, entrance) if entrance else "") or "signin:choose")
    # Pictures of papers may lie in the browser's cache for an hour: the next at a shared machine finds none.
    answer["Clear-Site-Data"] = '"cache"'
    return answer


def _entrance(code: str) -> Entrance:
    entrance = open_entrance(code)
    if entrance is None:
        raise Http404
    return entrance


def _own(address: str) -> str:
    """A path of this site, or ""."""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""
