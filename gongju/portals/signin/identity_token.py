"""The identity token of a provider: whose it is, whether it is ours, fresh, and of this very browser."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import jwt
import requests
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest

NONCES, MOST_NONCES = "signin.nonces", 5
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Signatures by a key pair alone: a token signed with what everybody may read (HS256, none) is nobody's."""
LEEWAY_SECONDS = 60
"""How far the provider's clock may be from ours."""
NEEDED = ("iss", "aud", "exp", "iat", "sub")


def new_nonce(request: HttpRequest) -> str:
    """A number that the token must carry back; several ways in may be open in one browser."""
    nonce = secrets.token_urlsafe(24)
    request.session[NONCES] = [*request.session.get(NONCES, []), nonce][-MOST_NONCES:]
    return nonce


def verified(
    request: HttpRequest, token: str, *, keys: Mapping[str, Any], issuer: str, audience: str
) -> dict[str, Any]:
    """The claims of a token that holds. Raises OAuth2Error; a nonce serves once."""
    try:
        header = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(keys, str(header.get("kid", ""))),
            algorithms=list(ALGORITHMS),
            issuer=issuer,
            audience=audience,
            leeway=LEEWAY_SECONDS,
            options={"require": list(NEEDED)},
        )
    except jwt.PyJWTError as wrong:
        raise OAuth2Error(f"the identity token does not hold: {wrong}") from wrong
    if claims.get("azp", audience) != audience:
        raise OAuth2Error("the identity token was made for another client")
    _check_nonce(request, str(claims.get("nonce", "")))
    return claims


def keys_at(session: requests.Session, address: str) -> Mapping[str, Any]:
    """The provider's public keys as they stand now: asked each time, so that a new key counts at once."""
    answer = session.get(address, timeout=10)
    answer.raise_for_status()
    told: Mapping[str, Any] = answer.json()
    return told


def _key(keys: Mapping[str, Any], kid: str) -> jwt.PyJWK:
    for one in jwt.PyJWKSet.from_dict(dict(keys)).keys:
        if one.key_id == kid:
            return one
    raise jwt.InvalidKeyError(f"the provider has no key '{kid[:40]}'")


def _check_nonce(request: HttpRequest, nonce: str) -> None:
    open_ones = list(request.session.get(NONCES, []))
    if nonce not in open_ones:
        raise OAuth2Error("the identity token belongs to another attempt")
    open_ones.remove(nonce)
    request.session[NONCES] = open_ones
