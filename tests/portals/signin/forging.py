"""A provider whose tokens a test writes itself: another server, that may be anything but honest."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm


class Forge:
    """Serves discovery, keys and tokens; `claims` go into the next token over honest ones, None takes one away."""

    def __init__(self) -> None:
        self.keys = {"a": rsa.generate_private_key(public_exponent=65537, key_size=2048)}
        self.kid, self.algorithm, self.published = "a", "RS256", ["a"]
        self.claims: dict[str, Any] = {}
        self.nonce = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def rotate(self) -> None:
        """Sign with a new key, and publish that one alone."""
        self.keys["b"] = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.kid, self.published = "b", ["b"]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path: str) -> dict[str, Any]:
        if path.endswith("openid-configuration"):
            ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            return {"issuer": self.issuer, **{name: f"{self.issuer}/{end}" for name, end in ends.items()}}
        if path.endswith("keys"):
            return {"keys": [self._public(kid) for kid in self.published]}
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.token()}

    def token(self) -> str:
        now = int(time.time())
        honest = {
            "iss": self.issuer,
            "aud": "gongju-beijingtong",
            "sub": "s-lin",
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce,
            "name": "林晓禾",
        }
        told = {name: value for name, value in {**honest, **self.claims}.items() if value is not None}
        headers = {"kid": self.kid}
        if self.algorithm == "none":
            return jwt.encode(told, "", algorithm="none", headers=headers)
        if self.algorithm == "HS256":
            return jwt.encode(told, json.dumps(self._public("a")), algorithm="HS256", headers=headers)
        return jwt.encode(told, self.keys[self.kid], algorithm=self.algorithm, headers=headers)

    def _public(self, kid: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(self.keys[kid].public_key()))
        return {**told, "kid": kid, "use": "sig", "alg": "RS256"}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        forge = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = json.dumps(forge.answer(self.path)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.do_GET()

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

        return Handler
