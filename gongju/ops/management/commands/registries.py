"""`gongju registries`: which other offices are asked, how much waits for each, and which of them fail."""

from typing import Any

from django.core.management.base import BaseCommand

from gongju.registries import queries
from gongju.registries.offices import OFFICES


class Command(BaseCommand):
    """Asks nobody: tells what the worker has seen."""

    help = "Tell how the other offices do: asked or not, how many questions wait, failing since when and why."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """One line for each office."""
        states, waiting = queries.states(), queries.waiting()
        for code, office in OFFICES.items():
            state = states.get(code)
            if queries.gateway(code) is None:
                how = "不询问 not asked here"
            elif state is not None and state.failing_since is not None:
                how = f"自 {state.failing_since:%F %T} 起没有回应，连续 {state.failures} 次 failing: {state.last_error}"
            else:
                how = "正常 in order"
            self.stdout.write(f"{code:18} {office.title}：{how}；{waiting.get(code, 0)} 项等待")
