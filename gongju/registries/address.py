"""Where another office is asked: plain values, so that the settings may hold them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """The gateway of one office. `seconds` bounds a whole exchange; `ca_file` is "" for the usual authorities."""

    url: str
    token: str
    seconds: float
    ca_file: str = ""
