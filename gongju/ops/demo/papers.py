"""Papers in the demo city: made-up scans handed in by whoever has to, found fit and decided on by an officer."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, datetime
from functools import lru_cache

from gongju.access.actor import Actor
from gongju.actions.documents import store_checked
from gongju.actions.hand_in import hand_in
from gongju.actions.mark_material import mark_all_fit
from gongju.actions.preview import preview
from gongju.actions.waive import waive
from gongju.casework.models import Case
from gongju.documents.checking import Checked, check_upload
from gongju.documents.models import Version
from gongju.employers.models import Employer
from gongju.ops.demo.scans import specimen

Lines = tuple[tuple[str, str], ...]
"""What a made-up paper says: (name, value) rows."""
LONGEST_TITLE = 58
_maker = ThreadPoolExecutor(max_workers=1)
"""Papers are drawn and checked outside of Python: meanwhile the verbs go on."""


def made(title: str, lines: Lines, dated: date) -> Future[Checked]:
    """A specimen on its way: drawn, and through the checks that every upload goes through."""
    return _maker.submit(_made, title, lines, dated)


@lru_cache(maxsize=512)
def _made(title: str, lines: Lines, dated: date) -> Checked:
    return check_upload(specimen(title=title, lines=list(lines), dated=dated), f"{title[:40]}.pdf")


def keep(who: Actor, kind: str, title: str, paper: Future[Checked], now: datetime) -> Version:
    """The paper among the party's own documents."""
    return store_checked(actor=who, now=now, kind=kind, title=title, checked=paper.result())


def lines_of_employer(employer: Employer) -> Lines:
    """What an employer's own papers say."""
    return (("单位", employer.name), ("代码", employer.uscc))


def hand_in_all(who: Actor, case: Case, lines: Lines, now: datetime) -> None:
    """A specimen of each paper that is lacking and this party's."""
    lacking = [one.due.material for one in preview(actor=who, now=now, case=case).papers if one.lacking and one.mine]
    papers = [made(material.title[:LONGEST_TITLE], lines, now.date()) for material in lacking]
    for material, paper in zip(lacking, papers, strict=True):
        version = keep(who, material.code, material.title[:LONGEST_TITLE], paper, now)
        hand_in(actor=who, now=now, case_number=case.number, material=material.code, version_id=version.pk)


def decide(officer: Actor, case: Case, now: datetime) -> None:
    """Every paper is fit, and every criterion that is the officer's to judge is met."""
    mark_all_fit(actor=officer, now=now, case_number=case.number)
    for one in preview(actor=officer, now=now, case=case).verdict.criteria:
        if one.outcome == "to_be_judged" and one.kind != "pathway":
            why = "已核实，符合要求。"
            waive(actor=officer, now=now, case_number=case.number, criterion=one.code, reason=why)
