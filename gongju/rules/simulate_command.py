"""`gongju simulate`: two rulebooks over a file of people, and files of made-up people to try it on."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TextIO

from .console_input import Unusable, day_given, write_json, write_lines
from .edition import Edition, Library
from .facts import FactSpec
from .frames import FrameFault
from .made_up import made_up_people
from .nearest import nearest
from .people_file import PART, PartsWriter, PeopleFault, PeopleFile, misspelt
from .reading import read_library_texts, rulebook_texts, rulebooks_folder
from .simulation import ADDED, Simulation, TooManyGroups
from .simulation_report import simulation_json, simulation_lines

BY = ("org_kind", "registered_district")
"""Employer class and district: what people are grouped by unless something else is asked for."""
MISSING = 0.02


def add_simulate(one: argparse.ArgumentParser, today: date) -> None:
    """The command's own arguments."""
    one.add_argument("--rulebook", help="现在的规则，如 changping/2021-08；也可以是一份草稿 x.toml")
    one.add_argument("--against", help="拿来比的规则，如 changping/2027-01；也可以是一份草稿 x.toml")
    one.add_argument("--business", default="first_issue", help="业务；默认 first_issue")
    one.add_argument("--on", type=day_given, default=today, help="按哪一天判断，如 2021-09-15；默认今天")
    one.add_argument("--people", type=Path, help="人员文件：.parquet、.arrow 或 .csv，一行一人，列名是事实的名字")
    one.add_argument("--by", action="append", metavar="列", help="按这一列分组，可以写几次；默认按单位类型和注册登记地")
    one.add_argument("--who", type=Path, metavar="文件", help="把结论改变的人写进 .parquet 或 .csv 文件")
    one.add_argument("--json", action="store_true", help="输出 JSON")
    one.add_argument("--make", type=_count, metavar="人数", help="不比较，造一个这么多人的文件，写到 --out")
    one.add_argument("--out", type=Path, metavar="文件", help="造出来的人写到哪里：.parquet 或 .csv")
    one.add_argument("--seed", type=int, default=1, help="造人用的种子；同一个种子造出同样的人")
    one.set_defaults(step="simulate")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} 不是人数，写成 100000")
    return int(text)


def simulate(given: argparse.Namespace, out: TextIO) -> int:
    """Compare, or make people up. Raises Unusable; faults of rulebooks as they are."""
    try:
        return _make(given, out) if given.make else _compare(given, out)
    except (PeopleFault, TooManyGroups) as fault:
        raise Unusable(str(fault)) from fault


def _make(given: argparse.Namespace, out: TextIO) -> int:
    if given.out is None:
        raise Unusable("造出来的人写到哪里？请写 --out people.parquet")
    if given.seed < 0:
        raise Unusable("--seed 要是 0 或正整数")
    editions = _editions_to_be_like(given)
    with PartsWriter(given.out) as writer:
        for part, start in enumerate(range(0, given.make, PART)):
            count = min(PART, given.make - start)
            seed = given.seed + part
            try:
                people = made_up_people(editions, given.business, count, seed=seed, missing=MISSING, told=True)
            except ValueError as fault:
                raise Unusable(str(fault)) from fault
            writer.add(people)
    write_lines([f"造了 {given.make:,} 人，写在 {given.out}。他们是照规则里的例子造的，不是真人。"], out)
    return 0


def _editions_to_be_like(given: argparse.Namespace) -> Sequence[Edition]:
    named = [name for name in (given.rulebook, given.against) if name]
    if named:
        found = tuple(_edition(name)[1] for name in named)
        for edition in found:
            edition.business(given.business)
        return found
    library = _library({})
    every = tuple(edition for edition in library.districts if given.business in edition.businesses)
    if not every:
        library.districts[0].business(given.business)
    return every


def _compare(given: argparse.Namespace, out: TextIO) -> int:
    wanted = {"--rulebook": given.rulebook, "--against": given.against, "--people": given.people}
    lacking = [option for option, value in wanted.items() if value is None]
    if lacking:
        raise Unusable(f"还要写 {'、'.join(lacking)}")
    people = PeopleFile(given.people)
    (first_name, first), (second_name, second) = _edition(given.rulebook), _edition(given.against)
    names = first_name, second_name
    by = tuple(dict.fromkeys(given.by or (name for name in BY if name in people.columns)))
    found = Simulation(first, second, given.business, given.on, by)
    specs = {**first.facts, **second.facts}
    _check_columns(people, found, specs, asked_for=given.by or ())
    _run(given, people, found, specs)
    missing = [spec.name for spec in found.facts_used if spec.name not in people.columns]
    if given.json:
        write_json(simulation_json(found, missing, names), out)
    else:
        write_lines(simulation_lines(found, missing, names), out)
        if given.who:
            write_lines(["", f"结论改变的人写在 {given.who}。"], out)
    return 0


def _run(given: argparse.Namespace, people: PeopleFile, found: Simulation, specs: dict[str, FactSpec]) -> None:
    looked_at = {*found.by, *(spec.name for spec in found.facts_used)}
    columns = [name for name in people.columns if given.who or name in looked_at]
    with ExitStack() as stack:
        writer = stack.enter_context(_who(given, people)) if given.who else None
        for first_row, frame in people.parts(columns, specs):
            try:
                changed = found.add(frame, first_row=first_row)
            except FrameFault as fault:
                raise people.fault(fault, first_row) from fault
            if writer is not None:
                writer.add(changed)


def _who(given: argparse.Namespace, people: PeopleFile) -> PartsWriter:
    if given.who.resolve() == people.path.resolve():
        raise Unusable("--who 要写到另一个文件，不要盖掉人员文件")
    taken = [name for name in ADDED if name in people.columns]
    if taken:
        raise Unusable(f"{people.path} 已经有 {'、'.join(taken)} 列；--who 要加的列也叫这个名字，请先改名")
    return PartsWriter(given.who)


def _check_columns(
    people: PeopleFile, found: Simulation, specs: dict[str, FactSpec], *, asked_for: Sequence[str]
) -> None:
    for name in asked_for:
        if name not in people.columns:
            meant = nearest(name, people.columns)
            raise Unusable(f"{people.path} 没有 {name} 列" + (f"；是不是 {meant}？" if meant else ""))
    wrong = misspelt(people.columns, specs)
    if wrong:
        raise Unusable(
            "\n".join(f"{people.path}：没有叫 {name} 的事实；是不是 {meant}？" for name, meant in wrong.items())
        )
    used = [spec.name for spec in found.facts_used]
    if not set(used) & set(people.columns):
        raise Unusable(f"{people.path} 没有一列是这两份规则要看的事实。列名要像 {'、'.join(used[:3])}")


def _edition(name: str) -> tuple[str, Edition]:
    """A published edition by its key, or a draft by its file; with the words it is called by."""
    if not name.endswith(".toml"):
        return name, _library({}).edition(name)
    path = Path(name)
    try:
        text = path.read_text("utf-8")
    except OSError as fault:
        raise Unusable(f"读不到规则草稿 {path}：{fault.strerror}") from fault
    key = _key(path, text)
    return f"{key}（草稿 {path.name}）", _library({f"{key}.toml": text}).edition(key)


def _key(path: Path, text: str) -> str:
    try:
        header = tomllib.loads(text)["edition"]
        return f"{header['authority']}/{header['edition']}"
    except (ValueError, KeyError, TypeError) as fault:
        raise Unusable(f"{path} 不是规则文件：要有 [edition]，里面写 authority 和 edition（{fault}）") from fault


def _library(drafts: dict[str, str]) -> Library:
    return read_library_texts({**rulebook_texts(rulebooks_folder()), **drafts})
