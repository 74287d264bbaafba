"""The console script: Ctrl-C ends a command without a traceback."""

import pytest

from gongju import command


def test_ctrl_c_ends_a_command_with_its_status_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(arguments: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "execute_from_command_line", pressed)
    monkeypatch.setattr("sys.argv", ["gongju", "prepare"])
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", "")
