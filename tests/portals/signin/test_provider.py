"""The demo's provider: it insists on PKCE, tells the subject alone, and asks anew each time."""

import base64
import hashlib
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests

from tests.portals.signin.browser import Provider

VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


def code_for(provider: Provider, subject: str, **query: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(provider.pick(provider.authorize(**query), subject)).query)


def exchange(provider: Provider, code: str, **form: str) -> requests.Response:
    sent = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": "gongju-beijingtong",
        "redirect_uri": f"{provider.site}/signin/beijingtong/back/",
    }
    return requests.post(f"{provider.issuer}/token/", data=sent | form, timeout=10)


@pytest.fixture
def code(provider_process: Provider) -> str:
    return code_for(provider_process, "s-lin", code_challenge=CHALLENGE, code_challenge_method="S256")["code"][0]


def test_right_verifier_gets_a_token_signed_by_the_published_key(provider_process: Provider, code: str) -> None:
    answer = exchange(provider_process, code, code_verifier=VERIFIER)
    keys = jwt.PyJWKClient(f"{provider_process.issuer}/.well-known/jwks.json")
    token = answer.json()["id_token"]
    claims = jwt.decode(
        token,
        keys.get_signing_key_from_jwt(token).key,
        algorithms=["RS256"],
        audience="gongju-beijingtong",
        issuer=provider_process.issuer,
    )
    assert (claims["sub"], claims["name"]) == ("s-lin", "林晓禾")
    assert "email" not in claims


def test_wrong_verifier_is_refused(provider_process: Provider, code: str) -> None:
    assert exchange(provider_process, code, code_verifier="w" * 64).status_code == 400


def test_missing_verifier_is_refused(provider_process: Provider, code: str) -> None:
    assert exchange(provider_process, code).status_code == 400


def test_code_serves_once(provider_process: Provider, code: str) -> None:
    assert exchange(provider_process, code, code_verifier=VERIFIER).ok
    assert exchange(provider_process, code, code_verifier=VERIFIER).status_code == 400


def test_request_without_pkce_is_refused(provider_process: Provider) -> None:
    answer = code_for(provider_process, "s-lin")
    assert "code" not in answer
    assert answer["error"] == ["invalid_request"]


def test_plain_pkce_is_refused(provider_process: Provider) -> None:
    answer = code_for(provider_process, "s-lin", code_challenge=VERIFIER, code_challenge_method="plain")
    assert answer["error"] == ["invalid_request"]


def test_foreign_return_address_is_refused(provider_process: Provider) -> None:
    address = provider_process.authorize(
        redirect_uri="http://127.0.0.1:9/elsewhere", code_challenge=CHALLENGE, code_challenge_method="S256"
    )
    with pytest.raises(KeyError):
        provider_process.pick(address, "s-lin")


def test_list_shows_everybody_by_role(provider_process: Provider) -> None:
    page = requests.get(f"{provider_process.url}/who/", timeout=10).text
    assert page.index("申请人") < page.index("周启明") or page.index("工作人员") < page.index("秦岚")
    assert "海河蓝科技" in page
