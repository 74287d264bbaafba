"""Pages of the demo's provider: who is who, and the authorization that always asks anew."""

from urllib.parse import parse_qs, urlsplit

from django.contrib.auth import get_user_model, login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from oauth2_provider.views import AuthorizationView

from gongju.portals.demo_idp.people import groups, person_of

ENTRANCES = {"gongju-beijingtong": "person", "gongju-yizhengtong": "agent", "gongju-licence": "agent"}


@never_cache
@require_http_methods(["GET", "POST"])
def who(request: HttpRequest) -> HttpResponse:
    """The demo people by role; picking one goes on with the sign-in that was begun at the site."""
    going_on = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(going_on, allowed_hosts=None):
        going_on = ""
    if request.method == "POST" and going_on:
        _pick(request, request.POST.get("subject", ""))
        return redirect(going_on)
    return render(request, "demo_idp/who.html", {"groups": groups(_entrance(going_on)), "going_on": going_on})


class Authorize(AuthorizationView):  # type: ignore[misc]  # the toolkit carries no types
    """Issues a code to whom was just picked, and forgets the choice: the next sign-in shows the list again."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """The code, by redirect; reached only with somebody picked."""
        answer: HttpResponseBase = super().get(request, *args, **kwargs)
        logout(request)
        return answer


def _pick(request: HttpRequest, subject: str) -> None:
    person = person_of(subject)
    if person is None:
        raise Http404
    user, _ = get_user_model()._default_manager.get_or_create(username=person.subject)
    login(request, user, backend="gongju.portals.demo_idp.people.Picked")


def _entrance(going_on: str) -> str:
    """Which kind of user the entrance is for from which the browser came."""
    client = parse_qs(urlsplit(going_on).query).get("client_id", [""])[0]
    return ENTRANCES.get(client, "staff")
