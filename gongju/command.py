"""The console script `gongju`: the law's own commands, and everything else handed to Django."""

import os
import signal
import sys
from importlib import import_module

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from gongju import clock
from gongju.rules.console_input import BAD_INPUT, COMMANDS

CONSOLE = "gongju.rules.console"
"""Read by its own commands alone: its tables of millions take a third of a second that a server need not spend."""
ENDED_BY_CTRL_C = 128 + signal.SIGINT


def _law(arguments: list[str]) -> int:
    """Run one command about the law; a reader that stops listening (`| head`) is no error."""
    try:
        status: int = import_module(CONSOLE).run(arguments, today=clock.today(), out=sys.stdout, err=sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def main() -> None:
    """Run one command; status 3 when the settings are wrong, 130 when Ctrl-C ended it."""
    if sys.argv[1:2] and sys.argv[1] in COMMANDS:
        sys.exit(_law(sys.argv[1:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        print(wrong, file=sys.stderr)
        sys.exit(BAD_INPUT)
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(ENDED_BY_CTRL_C)


if __name__ == "__main__":
    main()
