"""账号编号: how one login names itself to another person, so that nobody is filed by a mistyped or guessed number."""

from __future__ import annotations

from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "gongju.people.account_code"
SIGNS = 6


def account_code(user_id: int) -> str:
    """The code of a login, as "17-3F09A2": its key, and signs that only this installation can make."""
    return f"{user_id}-{_proof(user_id)}"


def user_of_code(text: str) -> int | None:
    """The key of the login of a code, typed in any case and with blanks; None for any other text."""
    key, _, proof = "".join(text.split()).upper().partition("-")
    if not key.isascii() or not key.isdecimal() or len(key) > SIGNS * 2:
        return None
    return int(key) if constant_time_compare(proof, _proof(int(key))) else None


def _proof(user_id: int) -> str:
    return salted_hmac(SALT, str(user_id)).hexdigest()[:SIGNS].upper()
