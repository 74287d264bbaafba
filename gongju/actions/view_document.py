"""Look at a paper that is not one's own: journalled with its purpose, and marked with who looked, when and for what."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongju.access.actor import Actor
from gongju.access.cases import visible_cases
from gongju.access.documents import own_documents
from gongju.actions.telling import tell
from gongju.casework.models import HandedIn
from gongju.clock import BEIJING
from gongju.documents.models import Version
from gongju.documents.queries import check_usable

CONTRACT = "contract"


def view_document(*, actor: Actor, now: datetime, version: Version, page: int | None = None) -> str:
    """Write into the journal that this actor looks at a page (None: takes the whole file); gives the mark to put on it.

    "" for one's own paper, which bears no mark and is told nowhere. Raises Refusal for a file that is not usable.
    """
    check_usable(version)
    if own_documents(actor).filter(pk=version.document_id).exists():
        return ""
    number = _case_of(actor, version)
    data = {"version": version.pk, "page": page, "case": number, "purpose": "case" if number else "other"}
    with transaction.atomic():
        tell(actor=actor, now=now, action="document.view", data=data, quietly=True)
    purpose = f"办理业务{number}" if number else "核对单位关联"
    return f"{actor.name} {now.astimezone(BEIJING):%Y-%m-%d %H:%M} {purpose}"


def _case_of(actor: Actor, version: Version) -> str:
    """The number of the newest case in which this actor may read the paper; "" for a paper of no case."""
    held = HandedIn.objects.filter(version=version, case__in=visible_cases(actor)).order_by("-at", "-pk")
    return held.values_list("case__number", flat=True).first() or ""
