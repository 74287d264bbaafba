"""The commands about the law that need no installation: assess, facts, simulate, rulebook check, show, diff, new."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from .advice import Advice, advise
from .beginning import begin_edition
from .calendar import WorkCalendar
from .comparing import difference_lines
from .console_input import BAD_INPUT, Unusable, day_given, write_json, write_lines
from .edition import Edition, Library, NoEditionInForce, UnknownBusiness
from .examples import criterion_failure, failures
from .facts import FactSpec, FactValue
from .given import FactFaults, read_facts
from .holidays import published_calendar
from .materials import MaterialDue, materials_due
from .outcome import Outcome
from .question_page import page
from .reading import read_library, rulebooks_folder
from .report import advice_lines, edition_lines, fact_lines, material_lines, term_lines, verdict_lines
from .simulate_command import add_simulate, simulate
from .soundness import unsound
from .terms import TermDate, terms_of
from .toml_table import RulebookFaults
from .verdict import assess

STATUS = {Outcome.MET: 0, Outcome.UNMET: 1, Outcome.NOT_KNOWN: 2, Outcome.TO_BE_JUDGED: 4}
FAULTS = (NoEditionInForce, UnknownBusiness, FactFaults, RulebookFaults)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        raise Unusable(f"命令写得不完整或不对：{message}\n{self.format_usage()}".strip())


def run(arguments: Sequence[str], *, today: date, out: TextIO, err: TextIO) -> int:
    """Run one of COMMANDS; the exit status: 0 met or done, 1 unmet, 2 not known, 3 bad input, 4 an officer decides."""
    try:
        given = _parser(today).parse_args(arguments)
        return _STEPS[given.step](given, out)
    except (*FAULTS, Unusable) as fault:
        err.write(f"{fault}\n")
        return BAD_INPUT


def _parser(today: date) -> argparse.ArgumentParser:
    parser = _Parser(prog="gongju", description="工作居住证规则：判断、事实、检查")
    commands = parser.add_subparsers(dest="command", required=True)
    assess_ = commands.add_parser("assess", help="按规则判断一个人或一个单位")
    assess_.add_argument("--business", required=True, help="业务，如 first_issue")
    assess_.add_argument("--facts", required=True, type=Path, help="事实文件（JSON）；- 表示标准输入")
    assess_.add_argument("--json", action="store_true", help="输出 JSON")
    assess_.set_defaults(step="assess")
    facts = commands.add_parser("facts", help="列出规则用到的事实")
    facts.add_argument("--business", help="只列这项业务用到的")
    facts.add_argument("--json", action="store_true", help="输出 JSON")
    facts.set_defaults(step="facts")
    for command in (assess_, facts):
        command.add_argument("--district", required=True, help="区，如 changping")
        command.add_argument("--on", type=day_given, default=today, help="按哪一天判断，如 2021-09-15；默认今天")
        command.add_argument("--edition", help="指定版本，如 2021-08；默认当天施行的")
    rulebook = commands.add_parser("rulebook", help="检查或查看规则文件")
    actions = rulebook.add_subparsers(dest="action", required=True)
    check = actions.add_parser("check", help="读全部规则文件，跑全部例子")
    show = actions.add_parser("show", help="看一份规则")
    show.add_argument("key", nargs="?", help="如 changping/2021-08；不写则列出全部")
    questions = actions.add_parser("questions", help="未决问题一览（docs/open-questions.md）")
    diff = actions.add_parser("diff", help="两份规则有什么不同，对谁")
    diff.add_argument("first", help="如 changping/2021-08")
    diff.add_argument("second", help="如 dongcheng/2021-05")
    new = actions.add_parser("new", help="从一个区的最新一份开始写新的一份")
    new.add_argument("key", help="新的一份，如 changping/2027-01")
    new.add_argument("--in-force", type=day_given, required=True, help="自哪天施行，如 2027-01-01")
    diff.set_defaults(step="diff")
    new.set_defaults(step="new", today=today)
    check.set_defaults(step="check")
    questions.set_defaults(step="questions")
    show.set_defaults(step="show")
    add_simulate(commands.add_parser("simulate", help="两份规则对一大批人：谁的结论会变，因为哪一条"), today)
    return parser


def _edition(given: argparse.Namespace, library: Library) -> Edition:
    if given.edition:
        return library.edition(f"{given.district}/{given.edition}")
    return library.in_force(given.district, given.on)


def _assess(given: argparse.Namespace, out: TextIO) -> int:
    edition = _edition(given, read_library(rulebooks_folder()))
    facts = read_facts(edition.facts, _given_facts(given.facts))
    verdict = assess(edition, given.business, given.on, facts)
    advice = advise(edition, business=given.business, on=given.on, facts=facts)
    due = materials_due(edition, business=given.business, facts=facts, on=given.on)
    terms = terms_of(edition, given.business, published_calendar(), given.on)
    if given.json:
        write_json(
            {
                "verdict": verdict.as_json(),
                "advice": _advice_json(advice),
                "materials": [_material_json(one) for one in due],
                "terms": [_term_json(one) for one in terms],
            },
            out,
        )
    else:
        write_lines(
            [*verdict_lines(edition, verdict), *advice_lines(advice), *material_lines(due), *term_lines(terms)], out
        )
    return STATUS[verdict.outcome]


def _given_facts(path: Path) -> Mapping[str, object]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
        found = json.loads(text, parse_float=Decimal)
    except OSError as fault:
        raise Unusable(f"读不到事实文件 {path}：{fault.strerror}") from fault
    except ValueError as fault:
        raise Unusable(f"{path} 不是正确的 JSON：{fault}") from fault
    if not isinstance(found, dict):
        raise Unusable(f'{path} 里要写一个对象，如 {{"degree": "学士"}}')
    return found


def _advice_json(advice: Advice) -> dict[str, Any]:
    return {
        "unmet": [one.code for one in advice.unmet],
        "plans": [
            {
                "changes": [asdict(change) for change in plan.changes],
                "cost": plan.cost,
                "outcome": plan.outcome,
                "on": plan.on,
            }
            for plan in advice.plans
        ],
        "first_day": advice.first_day,
        "first_day_reason": advice.first_day_reason,
        "officer": advice.officer,
    }


def _material_json(one: MaterialDue) -> dict[str, Any]:
    return {
        "code": one.material.code,
        "title": one.material.title,
        "by": one.material.by,
        "certain": one.certain,
        "group": one.group,
        "option": one.material.option,
        "ways": list(one.ways),
        "months": [month.isoformat()[:7] for month in one.months],
        "clause": one.material.clause,
        "rows": list(one.material.rows),
    }


def _term_json(one: TermDate) -> dict[str, Any]:
    return {
        "code": one.term.code,
        "title": one.term.title,
        "from": one.event.isoformat(),
        "date": one.date.isoformat(),
        "provisional": one.provisional,
        "sentence": one.sentence,
        "clause": one.term.clause,
        "rows": list(one.term.rows),
    }


def _facts(given: argparse.Namespace, out: TextIO) -> int:
    edition = _edition(given, read_library(rulebooks_folder()))
    specs = _facts_of(edition, given)
    if given.json:
        write_json([_fact_json(spec) for spec in specs], out)
    else:
        write_lines(fact_lines(specs), out)
    return 0


def _facts_of(edition: Edition, given: argparse.Namespace) -> tuple[FactSpec, ...]:
    if given.business:
        return edition.rule_set(given.business, given.on).facts_used
    return tuple(edition.facts.values())


def _fact_json(spec: FactSpec) -> dict[str, Any]:
    kept = {key: value for key, value in asdict(spec).items() if value not in (None, "", ())}
    return {key: _plain(value) for key, value in kept.items()}


def _plain(value: FactValue | object) -> object:
    return str(value) if isinstance(value, date | Decimal) else value


def _check(given: argparse.Namespace, out: TextIO) -> int:
    library = read_library(rulebooks_folder())
    wrong = [line for edition in library.editions for line in _wrong_examples(edition, published_calendar())]
    wrong += unsound(library)
    write_lines(wrong, out)
    for edition in library.editions:
        counts = len(edition.examples) + len(edition.criterion_examples)
        write_lines([f"{edition.key}：{len(edition.criteria)} 条条件，{counts} 个例子"], out)
    write_lines([f"有 {len(wrong)} 处不对。" if wrong else "规则文件没有问题。"], out)
    return 1 if wrong else 0


def _wrong_examples(edition: Edition, calendar: WorkCalendar) -> Iterator[str]:
    for line in edition.criterion_examples:
        found = criterion_failure(edition, line)
        if found:
            yield f"{edition.key}.toml: criteria（{line.criterion}）例子“{line.of}”：{found}"
    for example in edition.examples:
        for sentence in failures(edition, example, calendar):
            yield f"{edition.key}.toml: 例子“{example.name}”：{sentence}"


def _show(given: argparse.Namespace, out: TextIO) -> int:
    library = read_library(rulebooks_folder())
    editions = (library.edition(given.key),) if given.key else library.editions
    for edition in editions:
        write_lines(edition_lines(edition), out)
    return 0


def _diff(given: argparse.Namespace, out: TextIO) -> int:
    library = read_library(rulebooks_folder())
    write_lines(difference_lines(library.edition(given.first), library.edition(given.second)), out)
    return 0


def _new(given: argparse.Namespace, out: TextIO) -> int:
    folder = rulebooks_folder()
    try:
        path = begin_edition(folder, read_library(folder), given.key, in_force=given.in_force, checked_on=given.today)
    except ValueError as fault:
        raise Unusable(str(fault)) from fault
    write_lines([f"已写好 {path}。改完以后运行 gongju rulebook check，再用 gongju rulebook diff 看改了什么。"], out)
    return 0


def _questions(given: argparse.Namespace, out: TextIO) -> int:
    out.write(page(read_library(rulebooks_folder()).editions))
    return 0


_STEPS: Mapping[str, Callable[[argparse.Namespace, TextIO], int]] = {
    "assess": _assess,
    "facts": _facts,
    "check": _check,
    "show": _show,
    "diff": _diff,
    "new": _new,
    "questions": _questions,
    "simulate": simulate,
}
