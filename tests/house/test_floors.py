"""The contracts of the floors know every module that they are about."""

import tomllib
from pathlib import Path

from tests.house.files import ROOT, modules, place

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def _dotted(file: Path) -> str:
    return place(file).removesuffix(".py").replace("/", ".")


def test_every_module_that_writes_is_kept_for_the_verbs() -> None:
    protected = next(one for one in CONTRACTS if one["id"] == "writing")["protected_modules"]
    writing = [_dotted(file) for file in modules("gongju") if file.stem.endswith("records")]
    assert writing != []
    assert [name for name in writing if not name.endswith(".records") and name not in protected] == []


def test_whatever_django_installs_of_ours_stands_on_a_floor() -> None:
    floors = next(one for one in CONTRACTS if one["id"] == "floors")
    assert floors["exhaustive"] is True
    named = {part.strip() for layer in floors["layers"] for part in layer.split("|")}
    apps = {file.parent.relative_to(ROOT / "gongju").parts[0] for file in modules("gongju") if file.name == "apps.py"}
    assert apps - named == set()
