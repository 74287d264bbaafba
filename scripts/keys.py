"""Makes the secrets of an installation that has none: random, in `var/keys`, for this user's eyes only."""

import base64
import os
import secrets
from pathlib import Path

from gongju.clock import now
from gongju.sealing.pdf_identity import self_signed
from scripts.places import stop

DEMO_SIGNER = "演示签名，没有法律效力"


def make_missing(var: Path) -> None:
    """Write the keys that are absent; refuse to seal an existing database with new ones."""
    folder = var / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    field_keys = folder / "field-keys"
    if (var / "gongju.sqlite3").exists() and not field_keys.exists() and not os.environ.get("GONGJU_KEYS"):
        stop(
            f"{var / 'gongju.sqlite3'} was sealed with keys that are not in {field_keys}. Put that file back, or move "
            "the database away to begin anew.",
            f"数据库 {var / 'gongju.sqlite3'} 的加密密钥 {field_keys} 不见了。请放回该文件; 要重新开始则先移走数据库。",
        )
    _write_once(folder / "secret-key", secrets.token_urlsafe(60))
    _write_once(field_keys, "k1:" + _random_key())
    _write_once(folder / "signing-keys", "s1:" + _random_key())
    if not (folder / "pdf-key.pem").exists() and not os.environ.get("GONGJU_PDF_KEY"):
        own = self_signed(DEMO_SIGNER, now=now())
        _write_once(folder / "pdf-certificate.pem", own.certificates.decode("ascii"))
        _write_once(folder / "pdf-key.pem", own.key.decode("ascii"))


def _random_key() -> str:
    return base64.b64encode(os.urandom(32)).decode("ascii")


def _write_once(file: Path, text: str) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with open(descriptor, "w", encoding="ascii") as opened:
        opened.write(text + "\n")
