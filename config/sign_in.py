"""The sign-in providers of this installation: one entrance each, issuer and client from the environment."""

from urllib.parse import urlsplit

from config.environment import Environment
from gongju.portals.signin.entrances import Entrance, Kind

LOOPBACK = {"127.0.0.1", "localhost", "::1"}

_ENTRANCES: tuple[tuple[str, Kind, str], ...] = (
    ("beijingtong", "person", "北京通"),
    ("yizhengtong", "agent", "法人一证通"),
    ("licence", "agent", "电子营业执照"),
    ("staff", "staff", "工作人员统一认证"),
)


def entrances(env: Environment, *, demo_issuer: str) -> tuple[Entrance, ...]:
    """Every entrance, from `GONGJU_OIDC_<CODE>_ISSUER`, `…_CLIENT_ID`, `…_CLIENT_SECRET`, `…_NAME_CLAIM`.

    `demo_issuer` (or "") stands in for each that is not set. Faults E012 (issuer) and E013 (client).
    """
    return tuple(_entrance(env, code, kind, title, demo_issuer) for code, kind, title in _ENTRANCES)


def _entrance(env: Environment, code: str, kind: Kind, title: str, demo_issuer: str) -> Entrance:
    name = f"GONGJU_OIDC_{code.upper()}"
    given = env.text(f"{name}_ISSUER")
    if given and not _is_safe(given):
        env.fault("E012", f"{name}_ISSUER", f"“{given}” is no https address", "Write the issuer as the provider does.")
    client_id = env.text(f"{name}_CLIENT_ID")
    if given and not client_id:
        env.fault("E013", f"{name}_CLIENT_ID", "the provider is named but not our client there", "Set it.")
    return Entrance(
        code=code,
        kind=kind,
        title=title,
        issuer=given or demo_issuer,
        client_id=client_id or f"gongju-{code}",
        client_secret=env.text(f"{name}_CLIENT_SECRET"),
        claim=env.text(f"{name}_NAME_CLAIM", "name"),
        employer_claim=env.text(f"{name}_EMPLOYER_CLAIM") if kind == "agent" else "",
    )


def _is_safe(issuer: str) -> bool:
    parts = urlsplit(issuer)
    return bool(parts.hostname) and (parts.scheme == "https" or parts.hostname in LOOPBACK)
