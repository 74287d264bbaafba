"""The papers of a case as pages list them: what is due, what is handed in for it, and how each stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from gongju.access.actor import STAFF
from gongju.actions.matter import Matter
from gongju.casework.models import Finding, HandedIn
from gongju.portals.shared.fault_words import is_answered
from gongju.rules.describing_entries import BY, needs_of
from gongju.rules.materials import MaterialDue, missing_materials
from gongju.rules.paper_entries import Material

MISSING, PENDING, FIT, UNFIT, OPTIONAL = "missing", "pending", "fit", "unfit", "optional"
WORDS = {MISSING: "未交", PENDING: "待核验", FIT: "符合", UNFIT: "不符合", OPTIONAL: "不必交"}
TO_REPLACE = "要更换"
TONES = {MISSING: "bad", PENDING: "wait", FIT: "ok", UNFIT: "bad", OPTIONAL: "wait"}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper that is due (or was handed in all the same), with the files handed in for it.

    `at_fault`: an office found it faulty and no new one has come in since. `replaced`: what new ones took the place of.
    """

    material: Material
    state: str
    due: MaterialDue | None = None
    files: tuple[HandedIn, ...] = ()
    notes: tuple[str, ...] = field(default=())
    at_fault: bool = False
    replaced: tuple[HandedIn, ...] = ()

    @property
    def word(self) -> str:
        """The state as people read it."""
        return TO_REPLACE if self.at_fault and self.state != UNFIT else WORDS[self.state]

    @property
    def tone(self) -> str:
        """The colour that goes with it."""
        return TONES[UNFIT if self.at_fault else self.state]

    @property
    def by(self) -> str:
        """Who hands it in."""
        return BY.get(self.material.by, self.material.by)

    @property
    def place(self) -> HandedIn | None:
        """The file whose place a new one most likely takes: the only one of a paper at fault."""
        return self.files[0] if self.at_fault and len(self.files) == 1 else None

    @property
    def asks_which(self) -> bool:
        """Whether the place is to be chosen because the faulty one may be any of several files."""
        return self.at_fault and len(self.files) > 1


def paper_rows(matter: Matter, replaced: Iterable[HandedIn] = ()) -> tuple[PaperRow, ...]:
    """The papers due in the rulebook's order, then what was handed in though it is not due.

    `replaced`: papers that new ones took the place of, for whoever is to see them.
    """
    due, files, gone = matter.due, matter.handed_in, tuple(replaced)
    lacking = {one.material.code for one in missing_materials(due, {file.material for file in files})}
    rows = [_row(one, lacking, files) for one in due]
    listed = {one.material.code for one in due}
    titles = {material.code: material for material in matter.edition.materials_of(matter.case.type)}
    others = dict.fromkeys(file.material for file in files if file.material not in listed and file.material in titles)
    at_fault = _at_fault(matter)
    unfit = at_fault if matter.actor.kind == STAFF else set()
    return tuple(
        replace(
            row,
            state=UNFIT if row.files and row.material.code in unfit else row.state,
            at_fault=row.material.code in at_fault,
            replaced=tuple(file for file in gone if file.material == row.material.code),
        )
        for row in (*rows, *(_extra(titles[code], files) for code in others))
    )


def _at_fault(matter: Matter) -> set[str]:
    """Codes of the materials with an open fault, as far as the reader may know, after which no file came in."""
    known = matter.open_findings if matter.actor.kind == STAFF else matter.told_findings
    about_papers = (one for one in known if one.about_kind == Finding.About.MATERIAL)
    return {one.about for one in about_papers if not is_answered(matter, one)}


def _row(one: MaterialDue, lacking: set[str], files: tuple[HandedIn, ...]) -> PaperRow:
    mine = tuple(file for file in files if file.material == one.material.code)
    state = _worst(mine) if mine else MISSING if one.material.code in lacking else OPTIONAL
    return PaperRow(one.material, state, one, mine, notes_of(one))


def _extra(material: Material, files: tuple[HandedIn, ...]) -> PaperRow:
    mine = tuple(file for file in files if file.material == material.code)
    return PaperRow(material, _worst(mine), None, mine)


def _worst(files: tuple[HandedIn, ...]) -> str:
    states = {file.state for file in files}
    return next(state for state in (UNFIT, PENDING, FIT) if state in states)


def notes_of(one: MaterialDue) -> tuple[str, ...]:
    """What the paper must be like on the day, one short sentence each, from the rulebook's figures."""
    covers = (f"覆盖{one.look_back_text}",) if one.look_back_text else ()
    return (*covers, *needs_of(one.material))


def months_read(facts: Mapping[str, object]) -> Iterator[str]:
    """What its owner has confirmed of a record, with the marks that were told then; for whoever may open the paper."""
    months, told, income = facts.get("months"), facts.get("marks"), facts.get("sum")
    if isinstance(months, list) and months:
        summed = f"，收入合计 {income} 元" if income else ""
        yield (
            f"{facts.get('kind')}：{months[0]} 至 {months[-1]}，共 {len(months)} 个月{summed}，"
            f"{facts.get('confirmed_on')} 由提交人核对确认。"
        )
    yield from map(str, told if isinstance(told, list) else [])
