"""Which stored files an actor may reach: what one holds oneself, and what was handed in to a case one may read."""

from uuid import UUID

from django.db.models import Q, QuerySet

from gongju.access.actor import AGENT, PERSON, SYSTEM, Actor
from gongju.access.cases import visible_cases
from gongju.access.employers import visible_employments
from gongju.casework.models import HandedIn
from gongju.documents.models import Document, Version
from gongju.employers.models import Employment
from gongju.errors import NotFound


def own_documents(actor: Actor) -> QuerySet[Document]:
    """The documents of 附件管理 that this actor keeps: the person's, or the employer's with its staff's contracts."""
    return Document.objects.filter(_held(actor))


def visible_versions(actor: Actor) -> QuerySet[Version]:
    """Every version this actor may open; what was taken back from a case stays readable to who handles it."""
    handed_in = HandedIn.objects.filter(case__in=visible_cases(actor)).values("version_id")
    return Version.objects.filter(Q(document__in=own_documents(actor)) | Q(pk__in=handed_in)).select_related("document")


def document_for(actor: Actor, document_id: UUID) -> Document:
    """The document of that key that this actor keeps, or NotFound."""
    document = own_documents(actor).filter(pk=document_id).first()
    if document is None:
        raise NotFound("这份附件")
    return document


def version_for(actor: Actor, version_id: int) -> Version:
    """The version of that key, or NotFound."""
    version = visible_versions(actor).filter(pk=version_id).first()
    if version is None:
        raise NotFound("这份材料")
    return version


def _held(actor: Actor) -> Q:
    if actor.kind == SYSTEM:
        return Q()
    if actor.kind == PERSON and actor.person_id is not None:
        return _of(Document.HolderKind.PERSON, [actor.person_id]) | _contracts(actor)
    if actor.kind == AGENT and actor.employer_id is not None:
        return _of(Document.HolderKind.EMPLOYER, [actor.employer_id]) | _contracts(actor)
    return Q(pk__in=[])


def _of(kind: str, ids: list[int]) -> Q:
    return Q(holder_kind=kind, holder_id__in=[str(each) for each in ids])


def _contracts(actor: Actor) -> Q:
    shown = visible_employments(actor).filter(state__in=[Employment.State.CONFIRMED, Employment.State.ENDED])
    return _of(Document.HolderKind.EMPLOYMENT, list(shown.values_list("pk", flat=True)))
