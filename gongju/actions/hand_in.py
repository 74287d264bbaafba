"""Hand papers in to a case, and take them out again while the stage lets one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from gongju.access.actor import AGENT, Actor
from gongju.access.documents import own_documents
from gongju.actions.editing import check_editable
from gongju.actions.matter import matter_of
from gongju.actions.settle import unless_fallen
from gongju.actions.telling import case_ref, tell
from gongju.casework import paper_records
from gongju.casework import queries as casework
from gongju.casework.models import Case, HandedIn
from gongju.documents.models import Version
from gongju.documents.queries import check_kept
from gongju.errors import BadInput, NotFound

INDIVIDUAL = "individual"


def hand_in(
    *,
    actor: Actor,
    now: datetime,
    case_number: str,
    material: str,
    version_id: int,
    instead_of: int | None = None,
) -> HandedIn:
    """Hand one version of one's own document in as a material of the rulebook.

    An earlier version of the same document under the same material is taken out, and so is the paper of that material
    with the key `instead_of`, if it still lies there. Raises NotFound, Refusal (not to be changed here, or
    `case.fallen`: the permit is over and the case closed) or BadInput (the business asks for no such paper, the other
    party hands it in, or it is the very file to be replaced).
    """

    def handed_in(case: Case) -> HandedIn:
        check_editable(actor, case)
        _check_material(actor, now, case, material)
        version = _own_version(actor, version_id)
        paper = paper_records.hand_in(case, material=material, version=version, now=now, instead_of=instead_of)
        if paper.pk == instead_of:
            raise BadInput.of("version", "选的正是要换下的那一份，请选新的文件。")
        _tell(actor, now, case, "case.hand_in", paper)
        return paper

    return unless_fallen(actor, case_number, handed_in, now=now)


def take_back(*, actor: Actor, now: datetime, case_number: str, handed_in_id: int) -> None:
    """Take a paper out of the case. Raises NotFound, Refusal (`case.fallen` too) or MovedOn."""

    def taken_back(case: Case) -> None:
        check_editable(actor, case)
        paper = casework.handed_in(case).filter(pk=handed_in_id).first()
        if paper is None:
            raise NotFound("这份材料")
        paper_records.take_back(paper.pk, now=now)
        _tell(actor, now, case, "case.take_back", paper)

    unless_fallen(actor, case_number, taken_back, now=now)


def document_renewed(actor: Actor, paper: HandedIn) -> UUID | None:
    """The document of which a file sent in the place of this paper becomes the next version; None: it is a new one.

    That of the paper, if the actor still keeps it and it is filed as this material: what was chosen from among other
    papers by mistake stays there as it is.
    """
    own = own_documents(actor).filter(removed_at=None, kind=paper.material, pk=paper.version.document_id)
    return own.values_list("pk", flat=True).first()


def _check_material(actor: Actor, now: datetime, case: Case, code: str) -> None:
    edition = matter_of(actor=actor, now=now, case=case).edition
    found = {one.code: one for one in edition.materials_of(case.type)}.get(code)
    if found is None:
        raise BadInput.of("material", "这项业务不需要这种材料。")
    if actor.kind == AGENT and case.person_id is not None and found.by == INDIVIDUAL:
        raise BadInput.of("material", f"“{found.title}”由申请人本人提交。")
    if actor.kind != AGENT and found.by != INDIVIDUAL:
        raise BadInput.of("material", f"“{found.title}”由单位提交。")


def _own_version(actor: Actor, version_id: int) -> Version:
    own = own_documents(actor).filter(removed_at__isnull=True)
    version = Version.objects.select_related("document").filter(pk=version_id, document__in=own).first()
    if version is None:
        raise NotFound("这份附件")
    check_kept(version)
    return version


def _tell(actor: Actor, now: datetime, case: Case, action: str, paper: HandedIn) -> None:
    tell(
        actor=actor,
        now=now,
        action=action,
        subjects=[case_ref(case.number)],
        data={"material": paper.material, "version": paper.version_id},
        quietly=True,
    )
