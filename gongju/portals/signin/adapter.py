"""What happens at allauth's turning points: its own accounts, sign-up and connections are never reached."""

import logging
from typing import Any, NoReturn

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.http import HttpRequest

from gongju.deadline import Deadline
from gongju.portals.signin.arrival import arrive, come_back_later, cut_short

SECONDS = 10.0
"""For one call to a provider as a whole: a thread that somebody's page needs waits for it."""

logger = logging.getLogger(__name__)


class SignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Takes over as soon as a provider has vouched for somebody, and when it has not."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Let the person in, or not; allauth's own path ends here."""
        claims = sociallogin.account.extra_data["id_token"]
        next_url = sociallogin.state.get("next", "")
        raise ImmediateHttpResponse(arrive(request, sociallogin.provider.entrance, claims, next_url=next_url))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, object] | None = None,
    ) -> NoReturn:
        """Say in plain words that nobody was signed in; the reason goes to the log."""
        logger.warning("sign-in by %s ended without a user: %s %s", provider.entrance.code, error, exception or "")
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(cut_short(request))
        raise ImmediateHttpResponse(come_back_later(request, provider.entrance))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """There is no sign-up form."""
        return False

    def list_apps(self, request: HttpRequest, provider: object = None, client_id: object = None) -> list[object]:
        """No provider stands in a table."""
        return []

    def get_requests_session(self) -> requests.Session:
        """Calls to the provider: the demo's own stands beside us and is never reached through a proxy."""
        session: requests.Session = super().get_requests_session()
        session.trust_env = not settings.GONGJU.demo
        deadline = Deadline(SECONDS)
        session.mount("https://", deadline)
        session.mount("http://", deadline)
        return session
