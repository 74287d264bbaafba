"""A browser's part in signing in: follows the site and the provider, picks a person, comes back."""

import re
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

import requests
from django.http import HttpResponse
from django.test import Client


@dataclass(frozen=True)
class Provider:
    """Where the provider's process listens, and the site it sends people back to."""

    url: str
    site: str

    @property
    def issuer(self) -> str:
        return f"{self.url}/o"

    def pick(self, address: str, subject: str) -> str:
        """Open `address` at the provider, pick `subject`, and return where the browser is sent."""
        browser = requests.Session()
        browser.trust_env = False
        page = browser.get(address, timeout=10)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token, page.text[:500]
        form = {"csrfmiddlewaretoken": token[1], "subject": subject}
        answer = browser.post(page.url, data=form, timeout=10, allow_redirects=False)
        answer = browser.get(self.url + answer.headers["Location"], timeout=10, allow_redirects=False)
        return str(answer.headers["Location"])

    def authorize(self, **query: str) -> str:
        """Address of an authorization request of the site's 北京通 entrance, with `query` on top."""
        asked = {
            "client_id": "gongju-beijingtong",
            "redirect_uri": f"{self.site}/signin/beijingtong/back/",
            "response_type": "code",
            "scope": "openid profile",
        }
        return f"{self.issuer}/authorize/?{urlencode(asked | query)}"


def sign_in(client: Client, provider: Provider, entrance: str, subject: str, next_url: str = "") -> HttpResponse:
    """The whole way of `subject` through `entrance`; the site's last answer, not followed."""
    off = client.post(f"/signin/{entrance}/", {"next": next_url})
    back = provider.pick(off["Location"], subject)
    assert back.startswith(f"{provider.site}/signin/{entrance}/back/"), back
    return cast(HttpResponse, client.get(back.removeprefix(provider.site)))
