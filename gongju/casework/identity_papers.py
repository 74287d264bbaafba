"""Copies of papers that prove who somebody is: which of them nothing needs any more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from gongju.casework import books
from gongju.casework.models import Case, HandedIn
from gongju.documents.models import Version
from gongju.documents.refs import HolderKind
from gongju.employers.models import Employment, ReleaseRequest


def kinds_of_identity_papers() -> frozenset[str]:
    """The codes of the papers that any loaded rulebook calls one that proves identity."""
    return frozenset(one.code for edition in books.editions() for one in edition.materials if one.identity)


def past_need(kinds: Collection[str], *, before: datetime, kept_for: QuerySet[Case]) -> QuerySet[Version]:
    """Copies of these kinds, sent before a moment, in no case that is open or was decided since, the oldest first.

    Left alone is whatever a person with an open case keeps, a contract, the proof that came with a release or was the
    evidence for one, and what was handed in to one of the cases `kept_for`.
    """
    handed_in = HandedIn.objects.filter(version=OuterRef("pk"))
    still_needed = handed_in.filter(Q(case__open=True) | Q(case__decided_at__gte=before) | Q(case__in=kept_for))
    busy = Case.objects.filter(open=True, person__isnull=False).annotate(key=Cast("person_id", CharField()))
    contracts = Employment.objects.filter(contract_document_id__isnull=False)
    proofs = Employment.objects.filter(leaving_document_id__isnull=False)
    evidence = ReleaseRequest.objects.all()
    found = Version.objects.filter(purged_at__isnull=True, uploaded_at__lt=before)
    found = found.filter(Q(document__kind__in=kinds) | Exists(handed_in.filter(material__in=kinds)))
    found = found.exclude(document__holder_kind=HolderKind.PERSON, document__holder_id__in=busy.values("key"))
    found = found.exclude(document__in=contracts.values_list("contract_document_id", flat=True))
    found = found.exclude(document__in=proofs.values_list("leaving_document_id", flat=True))
    found = found.exclude(document__in=evidence.values_list("document_id", flat=True))
    return found.exclude(Exists(still_needed)).order_by("uploaded_at", "pk")
