"""Which stored files an actor may reach: what one holds oneself, and what was handed in to a case one may read."""

from uuid import UUID

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, PERSON, SYSTEM, Actor
from gongju.access.cases import visible_cases
from gongju.access.employers import visible_employments
from gongju.access.releases import visible_release_requests
from gongju.casework.models import HandedIn
from gongju.documents.models import Document, Gathering, Version
from gongju.documents.refs import HolderKind
from gongju.employers.models import Employment
from gongju.errors import NotFound

KEPT = (Employment.State.CONFIRMED, Employment.State.ENDED)
"""Employments whose contract both sides may look at."""


def own_documents(actor: Actor) -> QuerySet[Document]:
    """The documents of 附件管理 that this actor keeps: the person's, or the employer's."""
    return Document.objects.filter(_held(actor))


def visible_versions(actor: Actor) -> QuerySet[Version]:
    """Every version this actor may open: of own documents, handed in to a case they may read, of an own contract or
    of its end, of a request to be released.

    What was taken back from a case stays readable to who handles it.
    """
    handed_in = HandedIn.objects.filter(case__in=visible_cases(actor)).values("version_id")
    kept = visible_employments(actor).filter(state__in=KEPT)
    contracts, proofs = kept.values("contract_document_id"), kept.values("leaving_document_id")
    leaving = visible_release_requests(actor).values("document_id")
    evidence = Q(document__in=contracts) | Q(document__in=proofs) | Q(document__in=leaving)
    reach = Q(document__in=own_documents(actor)) | Q(pk__in=handed_in) | evidence
    return Version.objects.filter(reach).select_related("document")


def document_for(actor: Actor, document_id: UUID) -> Document:
    """The document of that key that this actor keeps, or NotFound."""
    document = own_documents(actor).filter(pk=document_id).first()
    if document is None:
        raise NotFound("这份附件")
    return document


def gathering_for(actor: Actor, gathering_id: UUID) -> Gathering:
    """What this actor is gathering under that key, or NotFound."""
    found = Gathering.objects.filter(_held(actor), pk=gathering_id, ended_at=None).first()
    if found is None:
        raise NotFound("正在整理的材料")
    return found


def version_for(actor: Actor, version_id: int) -> Version:
    """The version of that key, or NotFound."""
    version = visible_versions(actor).filter(pk=version_id).first()
    if version is None:
        raise NotFound("这份材料")
    return version


def same_file_elsewhere(actor: Actor, paper: HandedIn) -> tuple[list[str], bool]:
    """Numbers of cases of other people, as this actor may read them, in which another paper has the very same bytes.

    Also whether there are such cases that this actor may not read. One paper of an employer used for many is no matter.
    """
    found = HandedIn.objects.filter(
        removed_at__isnull=True, version__digest=paper.version.digest, case__person__isnull=False
    )
    found = found.exclude(version__document=paper.version.document_id).exclude(case__person=paper.case.person_id)
    cases = set(found.values_list("case_id", flat=True))
    if not cases:
        return [], False
    numbers = list(visible_cases(actor).filter(pk__in=cases).order_by("number").values_list("number", flat=True))
    return numbers, len(numbers) < len(cases)


def _held(actor: Actor) -> Q:
    if actor.kind == SYSTEM:
        return Q()
    if actor.kind == PERSON and actor.person_id is not None:
        return Q(holder_kind=HolderKind.PERSON, holder_id=str(actor.person_id))
    if actor.kind == AGENT and actor.employer_id is not None:
        return Q(holder_kind=HolderKind.EMPLOYER, holder_id=str(actor.employer_id))
    if actor.kind == AGENT:
        return Q(holder_kind=HolderKind.LOGIN, holder_id=str(actor.user_id))
    return Q(pk__in=[])
