"""What pictures of a paper's pages say: read once by the worker, where the extra `ocr` is there, and kept beside it."""

import json
from importlib.util import find_spec
from typing import Final

from gongju.documents import store
from gongju.documents.apart import Apart, GaveUp
from gongju.documents.checking import lines_of
from gongju.documents.models import Version
from gongju.documents.queries import check_usable, viewing
from gongju.documents.text_layer import Cell

SECONDS: Final = 100  # below the lease of a task; a second worker that began anew would only read the same
_reader = Apart(program="gongju.documents.picture_bench", seconds=SECONDS)


def can_see() -> bool:
    """Whether the library that reads pictures is installed."""
    return find_spec("rapidocr") is not None


def see(version: Version) -> None:
    """Read the pictures of its pages and keep the lines; none where they cannot be read within bounds.

    Takes some ten seconds a page. Raises what `queries.viewing` does.
    """
    try:
        told = _reader.ask("see", {}, [viewing(version)]).told
    except GaveUp:
        told = {"lines": []}
    store.keep_made(_name(version), json.dumps(told["lines"], ensure_ascii=False).encode())


def lines_kept(version: Version) -> list[list[Cell]]:
    """What was read from its pictures; none where nobody has looked yet. Raises what `check_usable` does."""
    check_usable(version)
    told = store.read_made(_name(version))
    return lines_of(json.loads(told)) if told is not None else []


def _name(version: Version) -> str:
    return store.name_beside(version.viewing_name, "lines.json")
