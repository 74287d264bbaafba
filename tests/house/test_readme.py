"""What the READMEs show is what happens, and what they point to is there."""

import re
import subprocess
import sys

import pytest

from tests.house.files import ROOT

READMES = ["README.md", "README.zh-CN.md"]
PEOPLE = [("yes", 0), ("no", 1), ("not-known", 2)]


def quoted(readme: str, person: str) -> list[str]:
    """The lines that a README shows of one person's answer."""
    text = (ROOT / readme).read_text("utf-8")
    told = re.search(rf"docs/people/{person}\.json\n(.*?)(?:\n\n|\n```)", text, re.DOTALL)
    assert told is not None
    return [line for line in told[1].splitlines() if line.strip() != "…"]


@pytest.mark.parametrize(("person", "status"), PEOPLE)
def test_the_three_people_get_the_answers_shown(person: str, status: int) -> None:
    facts = f"docs/people/{person}.json"
    asked = "assess --district changping --business first_issue --on 2021-09-15 --facts"
    command = [sys.executable, "-m", "gongju.command", *asked.split(), facts]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == status
    for readme in READMES:
        assert [line for line in quoted(readme, person) if line not in answer.stdout.splitlines()] == []


@pytest.mark.parametrize("readme", [*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_pointed_to_is_there(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    named = re.findall(r"\]\(([^)]+)\)", text) + re.findall(
        r"`((?:docs|tests|scripts|config|gongju)/[\w./-]*\w)`", text
    )
    assert [name for name in named if not (ROOT / name).exists()] == []
