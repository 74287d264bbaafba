"""`gongju prepare` begins from nothing at all."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from gongju.ops.management.commands import prepare


def test_a_folder_that_is_not_there_yet_is_made_for_this_user_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    var = tmp_path / "new" / "var"
    monkeypatch.setattr(settings, "GONGJU", replace(settings.GONGJU, var=var, demo=False))
    there: list[bool] = []
    monkeypatch.setattr(prepare.Command, "migrate", lambda command: there.append(var.is_dir()))
    monkeypatch.setattr(prepare.Command, "gather_static_files", lambda command: None)
    monkeypatch.setattr(prepare, "call_command", lambda *arguments, **options: None)
    prepare.Command().handle()
    assert there == [True]
    assert stat.S_IMODE(var.stat().st_mode) == 0o700
