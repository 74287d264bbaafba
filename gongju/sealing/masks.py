"""How personal data looks where it is only to be recognised: lists, logs, error texts."""

import re

STAR = "*"
_NUMBER_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?![0-9A-Za-z])")


def mask_identity(number: str) -> str:
    """Keep three characters in front and four behind (`110***…1234`); of a short number one and three."""
    if len(number) >= 15:
        return _keep(number, front=3, back=4)
    if len(number) >= 7:
        return _keep(number, front=1, back=3)
    return STAR * len(number)


def mask_phone(number: str) -> str:
    """Keep three digits in front and four behind of a mobile number: `138****5678`; of others the last three."""
    if len(number) >= 11:
        return _keep(number, front=3, back=4)
    return _keep(number, front=0, back=3) if len(number) >= 6 else STAR * len(number)


def mask_name(name: str) -> str:
    """Keep the first character; a Chinese name keeps its length (`欧**`), others do not show theirs (`J***`)."""
    if not name:
        return ""
    return name[0] + STAR * (3 if name[0].isascii() else max(len(name) - 1, 1))


def mask_text(text: str) -> str:
    """Mask every identity and mobile number that stands in a running text, for logs and kept error texts."""
    return _NUMBER_IN_TEXT.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    number = match.group()
    return mask_phone(number) if len(number) == 11 else mask_identity(number)


def _keep(text: str, *, front: int, back: int) -> str:
    return text[:front] + STAR * (len(text) - front - back) + text[len(text) - back :]
