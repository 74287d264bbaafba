"""Reads, checks and draws files that strangers sent: a program of its own, without our keys and with bounded means.

Some hundred bytes can ask for hours of work or for all memory there is, and a fault in a library that reads them must
not fall into our hands. So it takes work from its standard input (`frames`), answers on its standard output, and ends
with its input.
"""

import resource
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

from gongju.documents.drawing import drawn
from gongju.documents.examining import examined
from gongju.documents.frames import READY, Frame, read_frame, written
from gongju.documents.merging import merged, stamped
from gongju.documents.text_layer import lines_of
from gongju.errors import BadInput

Tasks = Mapping[str, Callable[[Frame], Frame]]


@dataclass(frozen=True)
class Means:
    """`memory` in bytes; `seconds` of the processor for one task, should whoever asked be gone: they end it sooner."""

    memory: int
    seconds: int


MEANS: Final = Means(memory=1536 * 1024 * 1024, seconds=60)


def _draw(asked: Frame) -> Frame:
    return Frame({}, (drawn(asked.files[0], asked.whole("page"), asked.whole("width")),))


def _merge(asked: Frame) -> Frame:
    return Frame({}, (merged(asked.files, asked.wholes("places")),))


def _stamp(asked: Frame) -> Frame:
    return Frame({}, (stamped(*asked.files[:2]),))


def _lines(asked: Frame) -> Frame:
    return Frame({"lines": lines_of(asked.files[0])})


TASKS: Final[Tasks] = {
    "draw": _draw,
    "examine": examined,
    "merge": _merge,
    "stamp": _stamp,
    "lines": _lines,
}


def serve(asked: BinaryIO, told: BinaryIO, tasks: Tasks, means: Means) -> None:
    """Answer until nothing more is asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes our input
    resource.setrlimit(resource.RLIMIT_AS, (means.memory, means.memory))
    told.write(READY)
    told.flush()
    while True:
        try:
            work = read_frame(asked)
        except EOFError:
            return
        answer = _done(work, tasks, means)
        told.write(written(answer.told, answer.files))
        told.flush()


def _done(work: Frame, tasks: Tasks, means: Means) -> Frame:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + means.seconds, resource.RLIM_INFINITY))
    try:
        return tasks[work.text("task")](work)
    except BadInput as refused:
        return Frame({"refused": str(refused)})
    except Exception as fault:  # a strange file may raise anything in a library that reads it
        return Frame({"failed": type(fault).__name__})


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, TASKS, MEANS)
