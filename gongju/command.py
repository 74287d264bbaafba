"""The console script `gongju`: hands every command to Django, and tells wrong settings as sentences."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

BAD_INPUT = 3


def main() -> None:
    """Run one command; status 3 when the settings are wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        print(wrong, file=sys.stderr)
        sys.exit(BAD_INPUT)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
