"""A rulebook with other words, loaded over the one on the shelf: what an office does when it changes its rules."""

import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from gongju.access.actor import Actor
from gongju.actions.load_books import load_books
from tests.cast import NOW

CHANGPING = "changping/2021-08.toml"
LATER = timedelta(minutes=1)


def load_reworded(folder: Path, *changes: tuple[str, str], file: str = CHANGPING, more: str = "") -> None:
    """Load the rulebooks with each text replaced once by another, and `more` at the end of the file."""
    rulebooks = folder / "rulebooks"
    shutil.copytree(settings.GONGJU.rulebooks_dir, rulebooks)
    path = rulebooks / file
    text = path.read_text("utf-8")
    for old, new in changes:
        if text.count(old) != 1:
            raise AssertionError(f"{old!r} stands {text.count(old)} times in {file}")
        text = text.replace(old, new)
    path.write_text(f"{text}\n{more}", "utf-8")
    loaded = load_books(
        actor=Actor.system(), now=NOW + LATER, rulebooks=rulebooks, procedures=settings.GONGJU.procedures_dir
    )
    if not loaded.editions:
        raise AssertionError("the text is as it was")
