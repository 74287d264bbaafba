"""Makes `.venv` with exactly the locked packages; when nothing has changed it returns at once.

python -m scripts.environment run|dev
"""

import json
import subprocess
import sys
import venv

from scripts.places import PYTHON, REQUIREMENTS, ROOT, VENV, fingerprint, stop

STAMP = VENV / "gongju-stamp.json"
# What pip says when it cannot reach an index, or reaches one that has nothing.
NO_NETWORK = ("NewConnectionError", "ConnectTimeout", "ProxyError", "NameResolution", "No matching distribution")


def main(level: str) -> None:
    """Bring `.venv` to `level`: "run" holds what the system needs, "dev" also the tools and tests."""
    if _stamped(level):
        return
    if not _usable():
        print("Making .venv …")
        _make()
    locks = [REQUIREMENTS / "build.txt", REQUIREMENTS / f"{level}.txt"]
    print(f"Installing the locked packages of {level} (only when they change) …", flush=True)
    _pip("--require-hashes", "--no-deps", *[part for lock in locks for part in ("-r", str(lock))])
    # "compat" puts the folder itself on Python's path: a new package is found without another install.
    _pip("--no-deps", "--no-build-isolation", "--no-index", "-C", "editable_mode=compat", "-e", str(ROOT))
    STAMP.write_text(json.dumps(_wanted(level)))


def _wanted(level: str) -> dict[str, str]:
    """What the stamp says when `.venv` is as this working copy needs it."""
    files = [REQUIREMENTS / "build.txt", REQUIREMENTS / f"{level}.txt", ROOT / "pyproject.toml"]
    return {"place": str(VENV), "level": level, "locks": fingerprint(*files)}


def _stamped(level: str) -> bool:
    """The stamp is of these locks, in this place; "dev" holds all that "run" does."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return False
    return PYTHON.exists() and any(stamp == _wanted(enough) for enough in {level, "dev"})


def _usable() -> bool:
    """There is a `.venv` that was made in this very place and whose Python is new enough."""
    question = "import sys; print(sys.version_info >= (3, 11))"
    try:
        made = (VENV / "pyvenv.cfg").read_text()
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.strip() == "True" and f" {VENV}\n" in f"{made}\n"


def _make() -> None:
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as wrong:
        stop(
            f"No .venv could be made in {ROOT} ({wrong}). Is the folder writable, and is Python's venv module there "
            "(Debian: apt-get install python3-venv)?",
            f"无法在 {ROOT} 建立 .venv。请确认该目录可写, "
            "并已安装 Python 的 venv 模块 (Debian: apt-get install python3-venv)。",
        )


def _pip(*arguments: str) -> None:
    """Run pip quietly; when it fails, say its last words and what most likely is wrong."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", *arguments]
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
