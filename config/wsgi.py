"""The WSGI application that the server runs; it refuses to start when a start-up check finds an error."""

import os
from contextlib import suppress

from django.apps import apps
from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

if errors := [message for message in run_checks() if message.level >= ERROR]:
    raise ImproperlyConfigured("\n".join(map(str, errors)))

if apps.is_installed("gongju.casework"):  # the demo's sign-in provider has settings of its own and no law
    from gongju.casework import books

    # Read before the first request: a verb that was the first to read it would hold the write lock meanwhile.
    with suppress(DatabaseError):  # no database yet: the first request will say so
        books.editions()
        books.procedures()
