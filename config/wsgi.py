"""The WSGI application that the server runs; it refuses to start when a start-up check finds an error."""

import os

from django.core.checks import ERROR, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

if errors := [message for message in run_checks() if message.level >= ERROR]:
    raise ImproperlyConfigured("\n".join(map(str, errors)))
