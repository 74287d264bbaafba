"""The papers of a case as pages list them: what is due, what is handed in for it, and how each stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gongju.casework.models import HandedIn
from gongju.rules.describing_entries import BY, needs_of
from gongju.rules.materials import MaterialDue, missing_materials
from gongju.rules.paper_entries import Material

MISSING, PENDING, FIT, UNFIT, OPTIONAL = "missing", "pending", "fit", "unfit", "optional"
WORDS = {MISSING: "未交", PENDING: "待核验", FIT: "符合", UNFIT: "不符合", OPTIONAL: "不必交"}
TONES = {MISSING: "bad", PENDING: "wait", FIT: "ok", UNFIT: "bad", OPTIONAL: "wait"}


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper that is due (or was handed in all the same), with the files handed in for it."""

    material: Material
    state: str
    due: MaterialDue | None = None
    files: tuple[HandedIn, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def word(self) -> str:
        """The state as people read it."""
        return WORDS[self.state]

    @property
    def tone(self) -> str:
        """The colour that goes with it."""
        return TONES[self.state]

    @property
    def by(self) -> str:
        """Who hands it in."""
        return BY.get(self.material.by, self.material.by)


def paper_rows(
    due: Iterable[MaterialDue], handed_in: Iterable[HandedIn], materials: Iterable[Material] = ()
) -> tuple[PaperRow, ...]:
    """The papers due in the rulebook's order, then what was handed in though it is not due.

    `materials`: all of the business, so that a paper no longer due still has its title.
    """
    due, files = tuple(due), tuple(handed_in)
    lacking = {one.material.code for one in missing_materials(due, {file.material for file in files})}
    rows = [_row(one, lacking, files) for one in due]
    listed = {one.material.code for one in due}
    titles = {material.code: material for material in materials}
    others = dict.fromkeys(file.material for file in files if file.material not in listed and file.material in titles)
    return (*rows, *(_extra(titles[code], files) for code in others))


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
