"""Finds a headless Chromium for the browser tests: the machine's, else one that may be installed here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS_TO_INSTALL = 600


def chromium() -> str:
    """The path of a Chromium that starts; "" when none can be had."""
    for find in (_named, _of_machine, _of_playwright, _from_debian, _from_playwright):
        if (path := find()) and _starts(path):
            return path
    return ""


def _named() -> str:
    return os.environ.get("GONGJU_CHROMIUM", "")


def _of_machine() -> str:
    return next((path for name in NAMES if (path := shutil.which(name))), "")


def _of_playwright() -> str:
    """Where playwright keeps its own, whether or not it is there."""
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as found: print(found.chromium.executable_path)"
    )
    done = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _from_debian() -> str:
    """Install the distribution's, where we may: as root, with apt-get."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return ""
    print("  … installing Chromium and Chinese fonts with apt-get", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _try(["apt-get", "-qq", "update"], quiet)
    _try(["apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"], quiet)
    return _of_machine()


def _from_playwright() -> str:
    print("  … downloading Chromium with playwright", flush=True)
    _try([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))
    return _of_playwright()


def _try(command: list[str], environment: dict[str, str]) -> None:
    """Run it and let the caller look whether it helped: an offline machine is no error."""
    try:
        subprocess.run(
            command,
            env=environment,
            check=False,
            timeout=SECONDS_TO_INSTALL,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
    except subprocess.TimeoutExpired:
        print(f"  … gave up on {command[0]} after {SECONDS_TO_INSTALL} s", flush=True)


def _starts(path: str) -> bool:
    if not Path(path).exists():
        return False
    done = subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60)
    return done.returncode == 0
