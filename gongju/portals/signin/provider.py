"""OpenID Connect towards one entrance: allauth's client, always with PKCE, state and a verified identity token."""

from typing import Any
from urllib.parse import urlencode

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from gongju.portals.signin.entrances import Entrance, origin_of
from gongju.portals.signin.identity_token import keys_at, new_nonce, verified

DISCOVERY_SECONDS = 600


class Conversation(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth carries no types
    """One browser's talk with the provider of one entrance."""

    def __init__(self, request: HttpRequest, entrance: Entrance) -> None:
        """`entrance` is open: it has an issuer."""
        super().__init__(request, entrance.code)
        self.entrance = entrance

    def get_provider(self) -> "EntranceProvider":
        """The provider as allauth sees it; it is never read from a table."""
        return EntranceProvider(self.request, self.entrance)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Where the provider sends the browser back to: registered there, so never taken from the request.

        In the demo it is the loopback name in the address bar, because the cookie that holds the state is bound to it.
        """
        return _here(request, reverse("signin:back", args=[self.entrance.code]))

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself; refused when it calls itself by another name than ours for it."""
        key = f"signin.discovery.{self.entrance.issuer}"
        found: dict[str, Any] | None = cache.get(key)
        if found is None:
            found = super().openid_config
            if found["issuer"] != self.entrance.issuer:
                raise OAuth2Error(f"{self.entrance.issuer} calls itself {found['issuer']}")
            cache.set(key, found, DISCOVERY_SECONDS)
        return found

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Issuer, audience, term, nonce and signature are all checked, though the token came directly."""
        with get_adapter().get_requests_session() as session:
            keys = keys_at(session, self.openid_config["jwks_uri"])
        return verified(self.request, id_token, keys=keys, issuer=self.entrance.issuer, audience=app.client_id)


class EntranceProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth carries no types
    """One entrance as an allauth provider."""

    def __init__(self, request: HttpRequest, entrance: Entrance) -> None:
        """The app lives in memory: providers are settings, not rows."""
        self.entrance = entrance
        app = SocialApp(
            provider="openid_connect",
            provider_id=entrance.code,
            name=entrance.title,
            client_id=entrance.client_id,
            secret=entrance.client_secret,
            settings={
                "server_url": entrance.issuer,
                "oauth_pkce_enabled": True,
                "fetch_userinfo": False,
                "scope": ["openid", "profile"],
            },
        )
        super().__init__(request, app=app)

    def get_oauth2_adapter(self, request: HttpRequest) -> Conversation:
        """The talk in which this provider is spoken to."""
        return Conversation(request, self.entrance)


def begin(request: HttpRequest, entrance: Entrance, *, next_url: str, anew: bool = False) -> HttpResponseBase:
    """Send the browser to the provider; `anew`: whoever is signed in there is asked again.

    Raises RequestException or OAuth2Error when it cannot be reached.
    """
    provider = EntranceProvider(request, entrance)
    told = {"nonce": new_nonce(request), **({"prompt": "login", "max_age": "0"} if anew else {})}
    answer: HttpResponseBase = provider.redirect(
        request, process=AuthProcess.LOGIN, next_url=next_url or None, auth_params=told
    )
    return answer


def farewell(request: HttpRequest, entrance: Entrance) -> str:
    """Where the provider ends its own session and leads back here; "" where it cannot be asked to.

    No identity token is kept for this, so the provider asks the person first, as RP-Initiated Logout wants.
    A sign-out never fails for a provider that does not answer, nor goes where our policy would stop the browser.
    """
    try:
        endpoint = str(Conversation(request, entrance).openid_config.get("end_session_endpoint") or "")
    except (requests.RequestException, OAuth2Error):
        return ""
    if origin_of(endpoint) != entrance.origin:
        return ""
    asked = {"client_id": entrance.client_id, "post_logout_redirect_uri": _here(request, reverse("signin:choose"))}
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"


def _here(request: HttpRequest, path: str) -> str:
    """An address of ours as a provider knows it; in the demo the one in the browser's address bar."""
    return request.build_absolute_uri(path) if settings.GONGJU.demo else f"{settings.GONGJU.public_url}{path}"


def finish(request: HttpRequest, entrance: Entrance) -> HttpResponseBase:
    """Take the browser back: state, code, verifier and token are checked, then `SignInAdapter` decides."""
    view = OAuth2CallbackView.adapter_view(Conversation(request, entrance))
    answer: HttpResponseBase = view(request)
    return answer
