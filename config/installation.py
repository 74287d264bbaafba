"""What the rest of the house may know of this installation, as one frozen object: `settings.GONGJU`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongju.registries.address import Gateway


@dataclass(frozen=True)
class Installation:
    """Folders, limits and addresses; made once in `config.settings`, read everywhere as `settings.GONGJU`.

    `keys` are (id, 32 bytes): the first one seals, every one unseals. `upload_limit` is in bytes of one file.
    `look_ups_an_hour`: how often one network address may verify a permit. `reissues_a_day`: how often a holder may
    make a printed confirmation void and print another.
    `keep_days`: how long each kind of personal data that nothing needs any more is kept (0: for ever).
    `session_minutes`: how long a sign-in lasts, by kind of user and, where set, by role; `fresh_minutes`: how old it
    may be when an officer decides (0: however old).
    `national_algorithms`: new values are sealed with SM4 and digested with SM3.
    `signing_keys` are Ed25519 seeds in the same form (the first one signs; none: nothing is signed), and
    `retired_public_keys` the public keys of seeds that were put away: what they signed still verifies.
    `pdf_key` and `pdf_certificates` are PEM, empty where papers get no electronic signature.
    `behind_proxy`: a proxy of our own says by which way and from where a request came.
    `files_sealed`: stored files are sealed on disk with `keys`.
    `scanner`: where clamd listens, `host:port` or `unix:/path`; empty where no virus scanner is.
    `registries`: by its code where each other office is asked; an office that is not there is not asked.
    `registry_fresh_days`: for how long an office's answer is relied on.
    `public_url` and `demo_idp_url` have no stroke at the end.
    """

    root: Path
    var: Path
    demo: bool
    host: str
    port: int
    workers: int
    public_url: str
    demo_idp_port: int
    upload_limit: int
    upload_pages: int
    scanner: str
    files_sealed: bool
    look_ups_an_hour: int
    reissues_a_day: int
    behind_proxy: bool
    demo_registries_port: int
    registries: Mapping[str, Gateway]
    registry_fresh_days: int
    keys: tuple[tuple[str, bytes], ...]
    keep_days: Mapping[str, int]
    session_minutes: Mapping[str, int]
    fresh_minutes: int
    national_algorithms: bool
    signing_keys: tuple[tuple[str, bytes], ...]
    retired_public_keys: tuple[tuple[str, bytes], ...]
    pdf_key: bytes
    pdf_certificates: bytes

    @property
    def files_dir(self) -> Path:
        """Stored documents, named by their digest."""
        return self.var / "files"

    @property
    def outgoing_sms_dir(self) -> Path:
        """Where the demo's gateway writes messages instead of sending them."""
        return self.var / "outgoing-sms"

    @property
    def rulebooks_dir(self) -> Path:
        """Published rules, one folder per authority."""
        return self.root / "rulebooks"

    @property
    def procedures_dir(self) -> Path:
        """Business types, one folder each."""
        return self.root / "procedures"

    @property
    def notices_dir(self) -> Path:
        """The words of messages."""
        return self.root / "notices"

    @property
    def forms_dir(self) -> Path:
        """The fields of profile and employer forms."""
        return self.root / "forms"

    @property
    def statements_dir(self) -> Path:
        """The wording of statements that are signed by hand."""
        return self.root / "statements"

    @property
    def sanctions_file(self) -> Path:
        """The kinds of decisions that an office may enter in the register."""
        return self.root / "sanctions" / "kinds.toml"

    @property
    def help_dir(self) -> Path:
        """Answers to questions."""
        return self.root / "help"

    @property
    def demo_idp_url(self) -> str:
        """Address of the demo's sign-in provider, a process of its own beside the server."""
        return f"http://127.0.0.1:{self.demo_idp_port}"

    @property
    def demo_people_file(self) -> Path:
        """Who is who in the demo: written by the demo city, read by the demo's provider."""
        return self.var / "demo-people.json"

    @property
    def demo_registries_file(self) -> Path:
        """What the other offices of the demo know: written by the demo city, read by their simulator."""
        return self.var / "demo-registries.json"

    @property
    def demo_issuer(self) -> str:
        """The issuer's name of the demo's provider, as its identity tokens carry it."""
        return f"{self.demo_idp_url}/o"
