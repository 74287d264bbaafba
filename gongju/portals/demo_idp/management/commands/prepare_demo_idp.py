"""`prepare_demo_idp`: the tables and clients of the demo's provider; safe to run again."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from oauth2_provider.models import Application

CLIENTS = ("gongju-beijingtong", "gongju-yizhengtong", "gongju-licence", "gongju-staff")


def _sites() -> list[str]:
    """The site under its public address and under either loopback name; its port may change between starts."""
    own = settings.GONGJU
    return sorted({own.public_url, f"http://127.0.0.1:{own.port}", f"http://localhost:{own.port}"})


class Command(BaseCommand):
    """Runs under config.demo_idp_settings alone."""

    requires_system_checks = ()  # the provider needs none of the site
    help = "Make the tables and clients of the demo's sign-in provider."

    def handle(self, *args: Any, **options: Any) -> None:
        """One public client per entrance of the site; PKCE stands in for a secret."""
        call_command("migrate", verbosity=0)
        for client in CLIENTS:
            code = client.removeprefix("gongju-")
            Application.objects.update_or_create(
                client_id=client,
                defaults={
                    "name": client,
                    "client_type": Application.CLIENT_PUBLIC,
                    "client_secret": "",
                    "authorization_grant_type": Application.GRANT_AUTHORIZATION_CODE,
                    "algorithm": Application.RS256_ALGORITHM,
                    "skip_authorization": True,
                    "redirect_uris": " ".join(f"{site}/signin/{code}/back/" for site in _sites()),
                    "post_logout_redirect_uris": " ".join(f"{site}/signin/" for site in _sites()),
                },
            )
