"""`gongju seed_demo`: makes the demo city in an empty database."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.timezone import make_aware

from gongju import clock
from gongju.documents.local_files import kept_together
from gongju.ops.demo.city import City
from gongju.ops.demo.registry_known import write_known
from gongju.outbox.models import Task
from gongju.outbox.queries import counts
from gongju.people.models import User


class Command(BaseCommand):
    """About 20 employers, 400 people and cases of 昌平区 in every stage; the same for the same seed and day."""

    help = "Make the demo city by the verbs with a set clock. Refused where there are users already."

    def add_arguments(self, parser: CommandParser) -> None:
        """Size, seed and day."""
        parser.add_argument("--size", type=float, default=1.0, help="1 = 400 people (default), 0.1 for tests")
        parser.add_argument("--seed", type=int, default=20261121)
        parser.add_argument("--today", help="YYYY-MM-DD; the day everything is relative to (default today)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Build all or nothing, write the list of people; messages and other offices are left to the worker."""
        if not settings.GONGJU.demo:
            raise CommandError("这不是演示环境：请设置 GONGJU_DEMO=1。This is no demo: set GONGJU_DEMO=1.")
        if User.objects.exists():
            raise CommandError("数据库里已有账号，不再生成演示数据。There are users already; nothing was made.")
        given = options["today"]
        now = make_aware(datetime.fromisoformat(f"{given}T10:00:00"), clock.BEIJING) if given else clock.now()
        city = City(now=now, issuer=settings.GONGJU.demo_issuer, size=options["size"], seed=options["seed"])
        with transaction.atomic(), kept_together():
            city.build()
            city.write_people(settings.GONGJU.var / "demo-people.json")
            write_known(settings.GONGJU.demo_registries_file, listed=city.listed)
        waiting = counts()[Task.State.WAITING]
        self.stdout.write(f"演示城市已建好，{waiting} 项消息和比对由后台接着办理。")
