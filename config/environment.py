"""Typed readers of environment variables: a safe default for each, and a fault with id and hint when one is wrong."""

import base64
import binascii
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.database import BadDatabaseUrl, database

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}
KEY_BYTES = 32
SHORTEST_SECRET = 50
LAST_PORT = 65535


@dataclass(frozen=True)
class Fault:
    """One variable that is wrong: what stands there, and what to write instead."""

    id: str
    name: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"gongju.{self.id}  {self.name}: {self.message}\n    HINT: {self.hint}"


class WrongSettings(ImproperlyConfigured):
    """The environment holds values that this installation refuses to start with."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(["the settings are wrong; nothing was started", *map(str, faults)]))


class Environment:
    """Reads variables by type, remembers every name asked for and every fault found.

    Nothing raises while reading, so that all faults are told at once by `refuse_if_wrong`.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.asked: list[str] = []
        self.faults: list[Fault] = []

    def fault(self, number: str, name: str, message: str, hint: str) -> None:
        """Remember a fault; `number` is the id without the leading `gongju.`."""
        self.faults.append(Fault(number, name, message, hint))

    def refuse_if_wrong(self) -> None:
        """Raise `WrongSettings` with every fault found so far."""
        if self.faults:
            raise WrongSettings(self.faults)

    def text(self, name: str, default: str = "") -> str:
        """The value without blanks around it."""
        self.asked.append(name)
        return self._variables.get(name, "").strip() or default

    def flag(self, name: str) -> bool:
        """Yes or no; no when absent."""
        value = self.text(name).lower()
        if value not in TRUE | FALSE:
            self.fault("E001", name, f"“{value}” is neither yes nor no", "Write 1 for yes, or leave it out for no.")
        return value in TRUE

    def whole(self, name: str, default: int, *, lowest: int, highest: int) -> int:
        """A whole number between `lowest` and `highest`."""
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and lowest <= int(value) <= highest:
            return int(value)
        hint = f"Write a whole number from {lowest} to {highest}, or leave it out for {default}."
        self.fault("E002", name, f"“{value}” is not such a number", hint)
        return default

    def wholes(self, name: str, *, lowest: int, highest: int) -> dict[str, int]:
        """Named whole numbers, `name=number` separated by commas; empty when absent."""
        found: dict[str, int] = {}
        for entry in self.names(name):
            key, _, value = entry.partition("=")
            if not (value.isascii() and value.isdigit() and lowest <= int(value[:9]) <= highest) or key in found:
                hint = f"Write name=number, each name once, a whole number from {lowest} to {highest}."
                self.fault("E002", name, f"“{entry}” is not usable", hint)
                continue
            found[key] = int(value)
        return found

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        """One of `choices`."""
        value = self.text(name, default)
        if value in choices:
            return value
        self.fault("E003", name, f"“{value}” is not one of the choices", f"Write one of: {', '.join(choices)}.")
        return default

    def names(self, name: str) -> list[str]:
        """A list separated by commas; empty when absent."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def path(self, name: str, default: Path) -> Path:
        """An absolute path; a relative one starts at the folder in which the command was given."""
        return Path(self.text(name, str(default))).expanduser().absolute()

    def origin(self, name: str, default: str) -> str:
        """`scheme://host[:port]` without a path."""
        value = self.text(name, default).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme in {"http", "https"} and parts.netloc and not (parts.path or parts.query or parts.username):
            return value
        self.fault("E004", name, f"“{value}” is not an address", "Write it like https://permits.example.org, no path.")
        return default

    def socket(self, name: str) -> str:
        """`host:port`, or `unix:` and a whole path; "" when absent."""
        value = self.text(name)
        host, _, port = value.rpartition(":")
        on_the_net = host not in ("", "unix") and port.isascii() and port.isdecimal() and 0 < int(port[:6]) <= LAST_PORT
        if value and not on_the_net and not value.startswith("unix:/"):
            self.fault("E016", name, f"“{value}” is no socket", "Write host:port, or unix:/run/clamav/clamd.ctl.")
            return ""
        return value

    def database(self, name: str, default: str) -> dict[str, object]:
        """Django's settings of the database named by an address."""
        value = self.text(name, default)
        try:
            return database(value)
        except BadDatabaseUrl as wrong:
            self.fault("E005", name, str(wrong), wrong.hint)
            return database(default)

    def secret(self, name: str, file: Path) -> str:
        """A secret from `name`, else from the file named by `name`_FILE (default `file`); "" when there is none."""
        source = self.path(f"{name}_FILE", file)
        given = self.text(name)
        if given:
            return given
        try:
            held = source.read_text("ascii").strip()
        except FileNotFoundError:
            if source != file:
                self.fault("E006", f"{name}_FILE", f"{source} is not there", "Name a file that holds the secret.")
            return ""
        except (OSError, UnicodeError) as wrong:
            self.fault("E006", f"{name}_FILE", f"{source} cannot be read ({wrong})", "Let this user read it.")
            return ""
        if source.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            self.fault("E007", f"{name}_FILE", f"others may read {source}", f"Run: chmod 600 {source}")
        return held

    def secret_key(self, name: str, file: Path) -> str:
        """The key that signs sessions and forms; "" when there is none."""
        value = self.secret(name, file)
        if value and (len(value) < SHORTEST_SECRET or len(set(value)) < 5):
            self.fault("E008", name, f"a secret needs {SHORTEST_SECRET} varied characters", _HOW_TO_SIGN)
        return value

    def keys(self, name: str, file: Path) -> tuple[tuple[str, bytes], ...]:
        """Keys of sealed fields as (id, 32 bytes): the first one seals, every one unseals; () when there is none."""
        found: dict[str, bytes] = {}
        for entry in self.secret(name, file).replace("\n", ",").split(","):
            identifier, _, encoded = entry.strip().partition(":")
            if not identifier:
                continue
            raw = _decoded(encoded)
            if len(raw) != KEY_BYTES or identifier in found or not identifier.isalnum():
                self.fault("E009", name, f"the key “{identifier}” is not usable", _HOW_TO_SEAL)
            found[identifier] = raw
        return tuple(found.items())


_HOW_TO_SIGN = 'Make one: python -c "import secrets; print(secrets.token_urlsafe(60))"'
LAST_PORT = 65535
_HOW_TO_SEAL = (
    "Write id:base64 of 32 bytes, ids of letters and digits, each once, separated by commas, the newest first. "
    "Make one: python -c \"import base64, os; print('k1:' + base64.b64encode(os.urandom(32)).decode())\""
)


def _decoded(encoded: str) -> bytes:
    """The bytes of base64 text; b"" when it is none."""
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return b""
