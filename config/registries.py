"""The gateways of other offices: address, token and time limit of each from the environment."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from config.environment import Environment
from gongju.registries.address import Gateway

CODES = ("public_security", "market_regulation", "education", "social_insurance", "tax")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def gateways(env: Environment, *, demo_url: str) -> Mapping[str, Gateway]:
    """Every office that has an address, by `GONGJU_REGISTRY_<OFFICE>_URL` and `…_TOKEN`, in the order of CODES.

    `demo_url` (or "") stands in for each that is not set. Faults E014 (address) and E015 (authorities).
    """
    seconds = env.whole("GONGJU_REGISTRY_SECONDS", 10, lowest=1, highest=60)
    ca_file = _ca_file(env)
    found = {code: _gateway(env, code, demo_url, seconds, ca_file) for code in CODES}
    return {code: one for code, one in found.items() if one.url}


def _gateway(env: Environment, code: str, demo_url: str, seconds: int, ca_file: str) -> Gateway:
    name = f"GONGJU_REGISTRY_{code.upper()}"
    given = env.text(f"{name}_URL").rstrip("/")
    if given and not _is_safe(given):
        hint = "Write an https address; http only on loopback. No user, query or fragment."
        env.fault("E014", f"{name}_URL", f"“{given}” is no address of a gateway", hint)
    token = env.text(f"{name}_TOKEN")
    return Gateway(url=given or demo_url, token=token, seconds=float(seconds), ca_file=ca_file)


def _ca_file(env: Environment) -> str:
    given = env.text("GONGJU_REGISTRY_CA_FILE")
    if given and not Path(given).is_file():
        env.fault("E015", "GONGJU_REGISTRY_CA_FILE", f"{given} is not there", "Name a file of certificates (PEM).")
    return given


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  a port that is none is told by reading it
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return bool(parts.hostname) and plain and secure
