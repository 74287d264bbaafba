"""Reading the days' roots: whether everything is still as it was sealed, and the receipt of one event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import QuerySet

from gongju.journal.leaves import LATE, end_of, event_of, hash_of, leaf_hashes, rest_for, signature_of, stated, unsealed
from gongju.journal.models import DayRoot, Entry, Leaf, Link, Once
from gongju.journal.refs import ONCE, SubjectRef
from gongju.sealing.merkle import path_of, root_of
from gongju.sealing.receipts import Receipt, is_signed
from gongju.sealing.signing import Signer

AT_ONCE = 2000
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Fault:
    """One place where the journal is not what was sealed: `what` is a code, `sentence` plain Chinese naming the row."""

    what: str
    sentence: str


def day_roots() -> QuerySet[DayRoot]:
    """Every day's root, the first one first."""
    return DayRoot.objects.order_by("number")


def faults(*, now: datetime, signer: Signer) -> Iterator[Fault]:
    """Everything that was changed, taken out or added since it was sealed. Nothing when all holds."""
    roots = list(day_roots())
    yield from _faults_between(roots)
    for root in roots:
        yield from _faults_of_root(root, signer)
        yield from _faults_of_leaves(root)
    yield from _faults_outside(roots, now)
    yield from _faults_of_once()


def faults_against(published: Mapping[int, str]) -> Iterator[Fault]:
    """Where the roots are not those that were copied away before: {number: hash}."""
    here = dict(day_roots().values_list("number", "hash"))
    for number, digest in sorted(published.items()):
        if here.get(number) != digest:
            word = "不一样" if number in here else "不见了"
            yield Fault("published", f"第{number}号每日总指纹与留存的抄件对不上：{word}。")


def links_of(subject: SubjectRef) -> list[Link]:
    """The places of one subject's entries in its chain with the roots they are under, oldest first, in one query."""
    links = Link.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return list(links.select_related("entry", "leaf__root").order_by("sequence"))


def receipt_of(subject: SubjectRef, sequence: int) -> Receipt | None:
    """The receipt of one entry about a subject; None while its day is not sealed, or where there is no such entry."""
    leaves = Leaf.objects.filter(link__subject_kind=subject.kind, link__subject_id=subject.id)
    leaf = leaves.filter(link__sequence=sequence).select_related("root", "entry", "link").first()
    if leaf is None:
        return None
    return Receipt(
        event=event_of(leaf.entry, leaf.link),
        rest=rest_for(leaf.entry, leaf.link, leaf.salt),
        path=path_of(leaf_hashes(leaf.root), leaf.position),
        root=stated(leaf.root),
        signature=signature_of(leaf.root),
    )


def _faults_between(roots: list[DayRoot]) -> Iterator[Fault]:
    for number, root in enumerate(roots[:1], start=1):
        if root.number != number or root.previous:
            yield Fault("root_gap", f"最早的每日总指纹是第{root.number}号，不是第1号，前面的不见了。")
    for earlier, later in pairwise(roots):
        if later.number != earlier.number + 1:
            yield Fault("root_gap", f"第{earlier.number + 1}号每日总指纹不见了，下一个是第{later.number}号。")
        elif later.previous != earlier.hash:
            yield Fault("root_torn", f"第{later.number}号每日总指纹与前一个接不上。")


def _faults_of_root(root: DayRoot, signer: Signer) -> Iterator[Fault]:
    shown = stated(root)
    if shown.hash != root.hash:
        yield Fault("root_changed", f"第{root.number}号每日总指纹（{root.day}）的内容被改动过。")
    if (root.key_id or root.signature) and not is_signed(shown, signature_of(root), signer):
        known = "签名对不上" if root.key_id in signer.public else f"签名用的密钥“{root.key_id}”这里没有公钥"
        yield Fault("root_signature", f"第{root.number}号每日总指纹（{root.day}）的{known}。")
    if not root.key_id and any(signer.public):
        earlier = DayRoot.objects.filter(number__lt=root.number).exclude(key_id="").exists()
        if earlier:
            yield Fault("root_signature", f"第{root.number}号每日总指纹（{root.day}）没有签名，而更早的有。")


def _faults_of_leaves(root: DayRoot) -> Iterator[Fault]:
    leaves = Leaf.objects.filter(root=root).select_related("entry", "link").prefetch_related("entry__links")
    hashes: list[str] = []
    expected, told = 0, False
    for leaf in leaves.order_by("position").iterator(chunk_size=AT_ONCE):
        if leaf.position != expected:
            yield Fault("leaf_gap", f"第{root.number}号每日总指纹下的第{expected + 1}条不见了。")
        expected = leaf.position + 1
        hashes.append(hash_of(leaf.entry, leaf.link, leaf.salt))
        if hashes[-1] != leaf.hash:
            told = True
            yield Fault("entry_changed", f"{_named(leaf.entry, leaf.link)}与封存时不一样。")
    if len(hashes) != root.count:
        yield Fault("leaf_count", f"第{root.number}号每日总指纹封存了{root.count}条，现在是{len(hashes)}条。")
    elif not told and root_of(hashes) != root.merkle:
        yield Fault("leaf_changed", f"第{root.number}号每日总指纹与它下面的各条对不上。")


def _faults_outside(roots: list[DayRoot], now: datetime) -> Iterator[Fault]:
    """Links added to a sealed entry, entries added with an earlier day, and days that were never sealed."""
    for link in Link.objects.filter(leaf__isnull=True, entry__leaves__isnull=False).select_related("entry"):
        yield Fault("link_added", f"{_named(link.entry, link)}是封存以后加进去的。")
    sealed = end_of(roots[-1]) if roots else None
    if sealed is not None:
        for entry in unsealed().filter(at__lt=sealed - LATE).iterator(chunk_size=AT_ONCE):
            yield Fault("entry_added", f"{_named(entry, None)}写的是已经封存的日子，是后来加进去的。")
    due = now - A_DAY - LATE
    waiting = unsealed().filter(at__lt=due, **({"at__gte": sealed} if sealed else {})).count()
    if waiting or (sealed is not None and sealed < due):
        last = f"最后一个每日总指纹是{roots[-1].day}的" if roots else "还没有每日总指纹"
        yield Fault(
            "not_sealed", f"{last}，以后的日子没有封存（{waiting}条记录）：后来的被删掉了，或者每日任务没有运行。"
        )


def _faults_of_once() -> Iterator[Fault]:
    """Keys of what is told once that are not what their entry says, and entries whose key is not there."""
    for row in Once.objects.select_related("entry").iterator(chunk_size=AT_ONCE):
        if row.entry.data.get(ONCE) != row.key:
            yield Fault("once_changed", f"只告知一次的登记“{row.key}”与{_named(row.entry, None)}对不上。")
    for entry in Entry.objects.filter(data__has_key=ONCE, once=None).iterator(chunk_size=AT_ONCE):
        yield Fault("once_gone", f"{_named(entry, None)}的“只告知一次”登记不见了。")


def _named(entry: Entry, link: Link | None) -> str:
    place = f"{link.subject_kind} {link.subject_id} 第{link.sequence}条，" if link else ""
    return f"记录 {entry.pk}（{place}{entry.at.astimezone():%Y-%m-%d %H:%M} {entry.action}）"
