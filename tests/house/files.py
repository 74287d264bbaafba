"""The files of this working copy that are, or will be, committed."""

import ast
import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("gongju", "config", "scripts")
TEXT = {".py", ".html", ".css", ".js", ".toml", ".md", ".txt", ".json", ".typ", ".svg", ".yaml", ".yml", ""}


@functools.cache
def committed() -> tuple[Path, ...]:
    """Every text file that git knows, or every file of the known folders where there is no git."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if asked.returncode == 0 and asked.stdout:
        files = [ROOT / name for name in asked.stdout.split("\0") if name]
    else:
        files = [file for top in (*CODE, "tests", "rulebooks", "procedures") for file in (ROOT / top).rglob("*")]
    return tuple(file for file in files if file.suffix in TEXT and file.is_file())


def modules(*tops: str) -> list[Path]:
    """Python files under the given top folders, without the migrations that Django writes."""
    return [
        file
        for file in committed()
        if file.suffix == ".py" and place(file).split("/")[0] in tops and "/migrations/" not in place(file)
    ]


def place(file: Path) -> str:
    """The path inside the working copy, with strokes as on every machine."""
    return file.relative_to(ROOT).as_posix()


def functions(source: str) -> list[tuple[str, int]]:
    """Name and number of lines of each function in a module's text."""
    return [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
