"""Every help entry: the files of the release, and those an office has published since in the running system."""

from django.conf import settings

from gongju.enquiries.models import HelpEntry
from gongju.enquiries.queries import published
from gongju.portals.public.help_entries import LINK, Entry, blocks_of, read_help

LAST = 900
"""Where published entries stand among the others."""


def all_help() -> tuple[Entry, ...]:
    """Files and published entries in one order. One query."""
    files = read_help(settings.GONGJU.help_dir)
    made = tuple(_entry(one) for one in published())
    return tuple(sorted((*files, *made), key=lambda one: (one.authority, one.order, one.topic))) if made else files


def _entry(one: HelpEntry) -> Entry:
    return Entry(
        topic=one.topic,
        question=one.question,
        part=one.part,
        order=LAST,
        blocks=tuple(blocks_of(one.text)),
        text=LINK.sub(r"\1", one.text),
        authority=one.authority,
    )
