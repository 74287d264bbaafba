"""The way out for short messages: what a gateway must do, and the demo's, which writes files."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings


class SmsGateway(Protocol):
    """Hands one text to one phone. The same `key` twice is one message: a gateway that may be asked again drops it.

    Serves (DC-188, DX-180).
    """

    def send(self, *, phone: str, text: str, key: str) -> None:
        """Hand it over, or raise: then it is tried again later."""


@dataclass(frozen=True)
class FileGateway:
    """Writes each message into a file named by its key, instead of sending it."""

    folder: Path

    def send(self, *, phone: str, text: str, key: str) -> None:
        """Write the file whole or not at all; the same key writes the same file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / f"{key.replace(':', '-')}.json"
        draft = target.with_suffix(".part")
        draft.write_text(json.dumps({"phone": phone, "text": text, "key": key}, ensure_ascii=False), "utf-8")
        os.replace(draft, target)


def gateway() -> SmsGateway:
    """The gateway of this installation."""
    return FileGateway(settings.GONGJU.outgoing_sms_dir)
