"""Reads the text in pictures that strangers sent: a program of its own, because its engine wants much memory and time.

Only where the extra `ocr` is installed. The rest is as in `bench`.
"""

import sys
from typing import Final

from gongju.documents.bench import Means, serve
from gongju.documents.frames import Frame
from gongju.documents.picture_text import lines_seen

MEANS: Final = Means(memory=3 * 1024 * 1024 * 1024, seconds=300)


def _see(asked: Frame) -> Frame:
    return Frame({"lines": lines_seen(asked.files[0])})


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, {"see": _see}, MEANS)
