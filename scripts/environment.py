"""Makes an environment with exactly the locked packages; when nothing has changed it returns at once.

python -m scripts.environment run|dev|bench
"""

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from scripts.places import REQUIREMENTS, ROOT, VENV, fingerprint, stop

# What pip says when it cannot reach an index, or reaches one that has nothing.
NO_NETWORK = ("NewConnectionError", "ConnectTimeout", "ProxyError", "NameResolution", "No matching distribution")


@dataclass(frozen=True)
class Environment:
    """A folder of packages brought to a level: what runs, what is also needed to test, or what is compared against."""

    level: str

    @property
    def place(self) -> Path:
        """The other engines of the benchmarks pull in old packages: they have a folder to themselves."""
        return ROOT / ".venv-bench" if self.level == "bench" else VENV

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.place / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """The file that says which locks it was made from."""
        return self.place / "gongju-stamp.json"

    def wanted(self) -> dict[str, str]:
        """What the stamp says when it is as this working copy needs it."""
        files = [REQUIREMENTS / "build.txt", REQUIREMENTS / f"{self.level}.txt", ROOT / "pyproject.toml"]
        return {"place": str(self.place), "level": self.level, "locks": fingerprint(*files)}

    def stamped(self) -> bool:
        """The stamp is of these locks, in this place; "dev" holds all that "run" does."""
        try:
            stamp = json.loads(self.stamp.read_text())
        except (OSError, ValueError):
            return False
        enough = [self, Environment("dev")] if self.level == "run" else [self]
        return self.python.exists() and any(stamp == environment.wanted() for environment in enough)

    def usable(self) -> bool:
        """There is one that was made in this very place and whose Python is new enough."""
        question = "import sys; print(sys.version_info >= (3, 11))"
        try:
            made = (self.place / "pyvenv.cfg").read_text()
            answer = subprocess.run([self.python, "-c", question], capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            return False
        return answer.strip() == "True" and f" {self.place}\n" in f"{made}\n"


def main(level: str) -> None:
    """Bring the environment of the level up to its locks."""
    environment = Environment(level)
    if environment.stamped():
        return
    if not environment.usable():
        print(f"Making {environment.place.name} …")
        _make(environment.place)
    locks = [REQUIREMENTS / "build.txt", REQUIREMENTS / f"{level}.txt"]
    print(f"Installing the locked packages of {level} (only when they change) …", flush=True)
    _pip(environment, "--require-hashes", "--no-deps", *[part for lock in locks for part in ("-r", str(lock))])
    # "compat" puts the folder itself on Python's path: a new package is found without another install.
    editable = ("--config-settings", "editable_mode=compat", "-e", str(ROOT))
    _pip(environment, "--no-deps", "--no-build-isolation", "--no-index", *editable)
    environment.stamp.write_text(json.dumps(environment.wanted()))


def _make(place: Path) -> None:
    try:
        venv.create(place, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as wrong:
        stop(
            f"No {place.name} could be made in {ROOT} ({wrong}). Is the folder writable, and is Python's venv module "
            "there (Debian: apt-get install python3-venv)?",
            f"无法在 {ROOT} 建立 {place.name}。请确认该目录可写, "
            "并已安装 Python 的 venv 模块 (Debian: apt-get install python3-venv)。",
        )


def _pip(environment: Environment, *arguments: str) -> None:
    """Run pip quietly; when it fails, say its last words and what most likely is wrong."""
    options = ("--quiet", "--no-input", "--disable-pip-version-check")
    command = [str(environment.python), "-m", "pip", "install", *options, *arguments]
    done = subprocess.run(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode == 0:
        return
    print("\n".join(done.stdout.splitlines()[-12:]), file=sys.stderr)
    if any(words in done.stdout for words in NO_NETWORK):
        stop(
            "The packages could not be downloaded. Only the first start needs a network or pip's index.",
            "无法下载所需的软件包。首次启动需要联网 (或可用的 pip 源), 之后不再需要。",
        )
    stop("pip could not install the locked packages; its last words are above.", "pip 安装失败, 原因见上。")


if __name__ == "__main__":
    main(sys.argv[1])
