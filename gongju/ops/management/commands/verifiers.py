"""`gongju verifiers`: the offices that may ask the interface whether a permit is in force; adding, renewing, ending."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongju import clock
from gongju.access.actor import Actor
from gongju.actions.admit_verifier import AN_HOUR, admit_verifier, end_verifier, renew_key
from gongju.errors import Told
from gongju.permits.models import VerifyingOffice


class Command(BaseCommand):
    """A key is printed once, when it is made."""

    help = "List the offices with a key for the interface; --add, --renew or --end one (docs/verifiers.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """One office at a time."""
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--add", metavar="NAME", help="register an office and print its key")
        which.add_argument("--renew", metavar="NAME", help="print a new key; the old one stops counting")
        which.add_argument("--end", metavar="NAME", help="the office asks no more")
        parser.add_argument("--purpose", default="", help="with --add: on what ground and for what it asks")
        parser.add_argument("--an-hour", type=int, default=AN_HOUR, help="with --add: questions an hour (%(default)s)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the one thing, or list."""
        said: dict[str, Any] = {"actor": Actor.system(), "now": clock.now()}
        try:
            if name := options["add"]:
                _, key = admit_verifier(**said, name=name, purpose=options["purpose"], an_hour=options["an_hour"])
                self._show(name, key)
            elif name := options["renew"]:
                self._show(name, renew_key(**said, name=name))
            elif name := options["end"]:
                end_verifier(**said, name=name)
                self.stdout.write(f"{name}：已停用。")
            else:
                self._list()
        except Told as told:
            raise CommandError(str(told)) from told

    def _show(self, name: str, key: str) -> None:
        self.stdout.write(f"{name} 的密钥（只显示这一次，请当面或加密交给对方）：")
        self.stdout.write(key)

    def _list(self) -> None:
        offices = VerifyingOffice.objects.order_by("admitted_at", "pk")
        for one in offices:
            state = f"{one.ended_at:%F} 停用" if one.ended_at else f"每小时 {one.an_hour} 次"
            self.stdout.write(f"{one.name}　{state}　{one.purpose}")
        if not offices:
            self.stdout.write("还没有登记用证部门。")
