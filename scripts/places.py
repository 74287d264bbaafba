"""Where things lie in a working copy, and the one way to stop with a sentence."""

import sys
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
NODE_MODULES = ROOT / "node_modules"


def stop(english: str, chinese: str) -> NoReturn:
    """End with status 1 and a sentence in both languages: what is wrong and what to do."""
    print(f"\n{chinese}\n{english}", file=sys.stderr)
    sys.exit(1)


def fingerprint(*files: Path) -> str:
    """One digest over the names and bytes of `files`."""
    total = sha256()
    for file in files:
        total.update(f"{file.name}\0{file.stat().st_size}\0".encode())
        total.update(file.read_bytes())
    return total.hexdigest()
