"""Has pages drawn by `drawing`, a process beside this one that is replaced when it breaks or takes too long."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer

from gongju.documents.drawing import ANSWER, REQUEST, SECONDS

KEPT = ("PATH", "LD_LIBRARY_PATH")
PROGRAM = Path(__file__).with_name("drawing.py")


class NotDrawn(RuntimeError):
    """The page asks for more time or memory than a page may, or cannot be read."""


class Draughtsman:
    """One drawing process, started when first needed; one page at a time."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = Lock()

    def draw(self, content: bytes, *, page: int, width: int) -> bytes:
        """Page `page` (from 0) as WebP; `NotDrawn` when it cannot be had."""
        with self._one_at_a_time:
            process = self._process = self._process or _started()
            too_long = Timer(self._seconds, process.kill)
            too_long.start()
            try:
                picture = _asked(process, content, page, width)
            except (OSError, EOFError):  # it was ended, or ended itself
                process.kill()
                process.communicate()
                self._process, picture = None, b""
            finally:
                too_long.cancel()
        if not picture:
            raise NotDrawn(f"page {page + 1} of a file of {len(content)} bytes")
        return picture


def _started() -> subprocess.Popen[bytes]:
    """-P: nothing of ours can be imported by chance; next to no environment: no key of ours is within its reach."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    command = [sys.executable, "-P", str(PROGRAM)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603  our own file


def _asked(process: subprocess.Popen[bytes], content: bytes, page: int, width: int) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise OSError("the drawing process was started without pipes")
    process.stdin.write(REQUEST.pack(len(content), page, width) + content)
    process.stdin.flush()
    head = process.stdout.read(ANSWER.size)
    if len(head) < ANSWER.size:
        raise EOFError
    (size,) = ANSWER.unpack(head)
    picture = process.stdout.read(size)
    if len(picture) < size:
        raise EOFError
    return picture
