"""How a piece of work and its answer travel through a pipe: a line of JSON and some files."""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO

READY = b"ready\n"
_HEAD = struct.Struct(">I")


@dataclass(frozen=True)
class Frame:
    """What is told, and the files that go with it."""

    told: dict[str, object]
    files: tuple[bytes, ...] = ()

    def whole(self, name: str) -> int:
        """The whole number of that name; 0 without one."""
        value = self.told.get(name)
        return value if isinstance(value, int) else 0

    def text(self, name: str) -> str:
        """The text of that name; "" without one."""
        value = self.told.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of that name; none without."""
        value = self.told.get(name)
        return tuple(map(str, value)) if isinstance(value, list) else ()

    def wholes(self, name: str) -> tuple[int, ...]:
        """The whole numbers of that name; none without."""
        value = self.told.get(name)
        return tuple(one for one in value if isinstance(one, int)) if isinstance(value, list) else ()


def written(told: Mapping[str, object], files: Sequence[bytes] = ()) -> bytes:
    """The bytes of one piece of work or answer."""
    line = json.dumps({**told, "sizes": [len(file) for file in files]}, ensure_ascii=False).encode()
    return b"".join((_HEAD.pack(len(line)), line, *files))


def read_frame(pipe: IO[bytes]) -> Frame:
    """The next one; `EOFError` when the pipe ends."""
    (length,) = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    told = dict(json.loads(_exactly(pipe, length)))
    sizes = Frame({"sizes": told.pop("sizes", [])}).wholes("sizes")
    return Frame(told, tuple(_exactly(pipe, size) for size in sizes))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    if len(content) < size:
        raise EOFError
    return content
