"""`gongju demo_people`: says who is who in the demo city, as its sign-in page does."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Prints the demo people by role."""

    help = "Print the people of the demo's sign-in page."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """One line each; silent where there is no demo city."""
        path = settings.GONGJU.var / "demo-people.json"
        if not path.exists():
            return
        people = json.loads(path.read_text("utf-8"))
        for role in dict.fromkeys(one["role"] for one in people):
            self.stdout.write(f"{role}：")
            for one in people:
                if one["role"] == role:
                    self.stdout.write(f"  {one['name']}　{one['note']}")
