"""One case as the employer sees it: what the agent has to do, answers, papers, changes, the person's particulars."""

from dataclasses import dataclass

from gongju.actions.allowed_moves import Move, moves_of
from gongju.actions.ask_back import to_ask_back
from gongju.actions.clocks import no_term
from gongju.actions.comparing import differences_of
from gongju.actions.documents import own_holder
from gongju.actions.expedite import Wish, wish_of
from gongju.actions.hearing import Hearing, hearing_of
from gongju.actions.matter import Matter
from gongju.actions.suitability import Suitability, suitability_of
from gongju.casework.models import Case, Finding
from gongju.documents.models import Version
from gongju.documents.queries import latest
from gongju.employers import profile as particulars
from gongju.people import profile
from gongju.permits.differences import Difference
from gongju.portals.shared.answers import answers_form, questions_of
from gongju.portals.shared.appointments import GoingOn, going_on
from gongju.portals.shared.case_words import timeline_of
from gongju.portals.shared.changed import ChangeRow, changes_of
from gongju.portals.shared.details import Details, about_of, details_of
from gongju.portals.shared.fault_words import FaultRow, fault_rows
from gongju.portals.shared.papers import PaperRow, paper_rows
from gongju.portals.shared.part_forms import PartForm
from gongju.portals.shared.part_words import PartView, views_of
from gongju.portals.shared.parts import Reason, Step
from gongju.portals.shared.verdicts import reasons_of
from gongju.quota.models import QuotaRequest
from gongju.quota.rounds import named_in
from gongju.rules.procedure import AGENT, APPLICANT, Stage

INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Everything the page shows; `mine` are the codes of papers that the employer hands in."""

    case: Case
    business: str
    stage: Stage
    now: GoingOn
    verdict_word: str
    reasons: tuple[Reason, ...]
    editable: bool
    asked: tuple[str, ...]
    answers: PartForm
    papers: tuple[PaperRow, ...]
    mine: frozenset[str]
    kept_papers: tuple[Version, ...]
    findings: tuple[Finding, ...]
    faults: tuple[FaultRow, ...]
    changes: tuple[ChangeRow, ...]
    differences: tuple[Difference, ...]
    hearing: Hearing | None
    wish: Wish
    details: Details | None
    about: str
    no_term: bool
    person_parts: tuple[PartView, ...]
    timeline: tuple[Step, ...]
    moves: tuple[Move, ...]
    blocked: tuple[Move, ...]
    to_ask_back: QuotaRequest | None
    """The request that the employer may ask the office to return; None where it need not or cannot."""
    names: tuple[Suitability, ...] | None
    """Those the case names, where the district asks for names; None where it does not."""

    @property
    def my_turn(self) -> bool:
        """Whether the case waits for the employer."""
        return self.case.open and self.stage.turn == AGENT

    @property
    def correcting(self) -> bool:
        """Whether the faults still wait for the person or the employer, not for the office to look at the answers."""
        return self.case.open and self.stage.turn in (APPLICANT, AGENT)

    @property
    def lacking(self) -> int:
        """How many of the employer's own papers are not handed in yet."""
        return sum(row.state == "missing" and row.material.code in self.mine for row in self.papers)


def case_page(matter: Matter) -> CasePage:
    """The page of a case that the access rule let the agent reach."""
    case = matter.case
    stage = matter.procedure.stage(case.stage)
    editable = case.open and AGENT in stage.edits
    questions = questions_of(matter, particulars.form().fact_names)
    moves = [one for one in moves_of(matter) if one.mine]
    decided = {code: row.reason for code, row in matter.decisions.items()}
    return CasePage(
        case=case,
        business=matter.procedure.title,
        stage=stage,
        now=going_on(case, matter.procedure, matter.edition, on=matter.today),
        verdict_word=matter.verdict.outcome.label,
        reasons=reasons_of(matter.verdict, decided=decided, to_others=case.person_id is not None),
        editable=editable,
        asked=tuple(one.name for one in questions),
        answers=answers_form(matter, questions),
        papers=paper_rows(matter),
        mine=_mine(matter),
        kept_papers=tuple(one for one in latest(own_holder(matter.actor)) if one.is_usable) if editable else (),
        findings=matter.told_findings,
        faults=fault_rows(matter, matter.told_findings),
        changes=changes_of(matter),
        differences=differences_of(matter),
        hearing=hearing_of(matter),
        wish=wish_of(matter),
        details=details_of(matter),
        about=about_of(matter),
        no_term=no_term(matter.edition, case.type),
        person_parts=_person_parts(case),
        timeline=timeline_of(case, matter.procedure),
        moves=tuple(one for one in moves if one.allowed),
        blocked=tuple(one for one in moves if not one.allowed),
        to_ask_back=to_ask_back(matter),
        names=_names(matter),
    )


NAMES = "applicants_fit"
"""The guard of a business that names applicants."""


def _names(matter: Matter) -> tuple[Suitability, ...] | None:
    asked = any(NAMES in move.guards for move in matter.procedure.transitions.values())
    if not asked or not any(one.named for one in matter.edition.rounds):
        return None
    return suitability_of(matter.employer, named_in(matter.case), now=matter.now)


def _mine(matter: Matter) -> frozenset[str]:
    """In a person's business the person hands in what is theirs; the employer's own business is all the employer's."""
    own = matter.case.person_id is None
    return frozenset(one.code for one in matter.edition.materials_of(matter.case.type) if own or one.by != INDIVIDUAL)


def _person_parts(case: Case) -> tuple[PartView, ...]:
    """What the person has filled in, as it stands now."""
    return views_of(profile.form(), profile.contents(case.person)) if case.person else ()
