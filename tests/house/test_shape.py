"""The shape of the code: short files and functions, a sentence at the head of each module, names that say something."""

import ast
import warnings
from pathlib import Path
from statistics import median, quantiles

from tests.house.files import CODE, committed, functions, modules, place

LONG_FILE, TOO_LONG_FILE = 300, 500
MEDIAN_FUNCTION, LONG_FUNCTION = 10, 40
DRAWERS = {"utils", "util", "helpers", "helper", "manager", "managers", "handler", "handlers", "base", "common", "misc"}


def _length(text: str) -> int:
    return len(text.splitlines())


def _has_sentence(source: str) -> bool:
    """The module opens with a docstring whose first line ends as a sentence does."""
    said = ast.get_docstring(ast.parse(source)) or ""
    return said.splitlines()[:1] != [] and said.splitlines()[0].rstrip().endswith((".", "?", "!", ":", "。"))


def _is_drawer(file: Path) -> bool:
    return bool(DRAWERS & {file.stem.strip("_"), file.parent.name})


def _written_by_hand(file: Path) -> bool:
    return file.suffix in {".py", ".html", ".css", ".js"} and "/migrations/" not in place(file)


def test_no_file_is_over_five_hundred_lines() -> None:
    lengths = {place(file): _length(file.read_text("utf-8")) for file in committed() if _written_by_hand(file)}
    for name, lines in lengths.items():
        if LONG_FILE < lines <= TOO_LONG_FILE:
            warnings.warn(f"{name} has {lines} lines; {LONG_FILE} is the aim", stacklevel=1)
    assert {name: lines for name, lines in lengths.items() if lines > TOO_LONG_FILE} == {}


def test_functions_are_short() -> None:
    lengths = [lines for file in modules(*CODE) for _, lines in functions(file.read_text("utf-8"))]
    assert median(lengths) < MEDIAN_FUNCTION
    assert quantiles(lengths, n=100)[94] <= LONG_FUNCTION


def test_every_module_opens_with_a_sentence() -> None:
    sources = {place(file): file.read_text("utf-8") for file in modules(*CODE, "tests", "benchmarks")}
    assert [name for name, source in sources.items() if source.strip() and not _has_sentence(source)] == []


def test_no_module_is_a_junk_drawer() -> None:
    assert [place(file) for file in modules(*CODE, "tests", "benchmarks") if _is_drawer(file)] == []


def test_what_is_measured_is_what_is_meant() -> None:
    source = '"""One sentence."""\n\n\ndef two() -> int:\n    return 2\n'
    assert functions(source) == [("two", 2)]
    assert _has_sentence(source)
    assert not _has_sentence("x = 1\n")
    assert not _has_sentence('"""No end"""\n')
    assert _is_drawer(Path("gongju/people/utils.py"))
    assert _is_drawer(Path("gongju/common/names.py"))
    assert not _is_drawer(Path("gongju/people/queries.py"))
