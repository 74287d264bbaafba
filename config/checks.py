"""Start-up checks of what stands around the settings: folders and misspelt names. Wrong values are refused earlier."""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

# Read from a file too, when the name ends in _FILE.
SECRETS = (
    "GONGJU_SECRET_KEY",
    "GONGJU_KEYS",
    "GONGJU_SIGNING_KEYS",
    "GONGJU_RETIRED_PUBLIC_KEYS",
    "GONGJU_PDF_KEY",
    "GONGJU_S3_SECRET_KEY",
    "GONGJU_PDF_CERTIFICATE",
)
# Read by the tools in `scripts/` and by tests, not by the running system.
NAMES_OF_TOOLS = {"GONGJU_TEST_DATABASE_URL", "GONGJU_CHROMIUM"}


def writable_folders(**_: Any) -> list[CheckMessage]:
    """E020: files and secrets need a folder that this user may write to."""
    folder = _nearest(settings.GONGJU.var)
    if os.access(folder, os.W_OK | os.X_OK):
        return []
    hint = "Give this user the right to write there, or name another folder in GONGJU_VAR."
    return [Error(f"{folder} cannot be written to", hint=hint, id="gongju.E020")]


def known_names(**_: Any) -> list[CheckMessage]:
    """W001: a variable that looks like ours but is read by nobody is most likely misspelt."""
    return list(_misspelt(os.environ, settings.NAMES_ASKED))


def signing_key(**_: Any) -> list[CheckMessage]:
    """W002: without a signing key neither the journal's roots nor the confirmations are signed."""
    if settings.GONGJU.signing_keys and settings.GONGJU.pdf_key:
        return []
    if settings.GONGJU.signing_keys:
        hint = "Name key and certificate in GONGJU_PDF_KEY and GONGJU_PDF_CERTIFICATE (docs/secrecy.md)."
        return [Warning("the PDF of a confirmation carries no electronic signature", hint=hint, id="gongju.W003")]
    hint = "Name a key in GONGJU_SIGNING_KEYS (docs/settings.md); until then pages and papers say 没有签名."
    told = "nothing is signed: neither the journal's daily roots nor the printed confirmations"
    return [Warning(told, hint=hint, id="gongju.W002")]


def roles_of_sessions(**_: Any) -> list[CheckMessage]:
    """E022: a session length for a role that there is not would protect nobody."""
    roles: list[str] = apps.get_model("people", "StaffRole").Role.values
    wrong = sorted(set(settings.GONGJU.session_minutes) - {*roles, "person", "agent", "staff"})
    hint = f"Write some of: {', '.join(roles)}."
    return [Error(f"GONGJU_SESSION_MINUTES_ROLES: no role “{one}”", hint=hint, id="gongju.E022") for one in wrong]


def _misspelt(given: Iterable[str], asked: frozenset[str]) -> Iterable[CheckMessage]:
    known = asked | {f"{name}_FILE" for name in SECRETS} | NAMES_OF_TOOLS
    for name in sorted(given):
        if name.startswith("GONGJU_") and name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else "docs/settings.md lists every name."
            yield Warning(f"{name} is set, but nothing reads it", hint=hint, id="gongju.W001")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(path for path in (folder, *folder.parents) if path.exists())
