"""Reading the journal: the history of subjects, and whether their chains still hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from gongju.journal.chain import link_hash
from gongju.journal.models import Entry, Head, Link, Once
from gongju.journal.refs import SubjectRef


@dataclass(frozen=True)
class Break:
    """One place where a chain no longer holds: `what` is gap, changed, torn or cut; `sentence` is plain Chinese."""

    subject: SubjectRef
    sequence: int
    what: str
    sentence: str


def history(subject: SubjectRef) -> list[Entry]:
    """Return the entries about one subject, oldest first, in one query."""
    return list(_entries(subject).order_by("links__sequence"))


def latest(subject: SubjectRef) -> Entry | None:
    """Return the newest entry about one subject."""
    return _entries(subject).order_by("-links__sequence").first()


def entries_of_run(run: str) -> QuerySet[Entry]:
    """Return the entries that one action over many items wrote, in the order of writing."""
    return Entry.objects.filter(run=run).order_by("id")


def done_once(keys: Iterable[str]) -> set[str]:
    """Those of the keys that were claimed already."""
    return set(Once.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def subjects_of(entry: Entry) -> list[SubjectRef]:
    """Return what an entry changed, sorted; prefetch `links` when there are many entries."""
    return sorted(SubjectRef(link.subject_kind, link.subject_id) for link in entry.links.all())


def subjects() -> Iterator[SubjectRef]:
    """Yield every subject that has a chain or a part of one, sorted, for checking all."""
    named = Link.objects.values_list("subject_kind", "subject_id")
    headed = Head.objects.values_list("subject_kind", "subject_id")
    for kind, id in named.union(headed).order_by("subject_kind", "subject_id"):
        yield SubjectRef(kind, id)


def verify(subject: SubjectRef) -> list[Break]:
    """Compute one chain anew and return every place where it differs from what is stored; empty when it holds."""
    links = (
        Link.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
        .select_related("entry")
        .prefetch_related("entry__links")
        .order_by("sequence")
    )
    breaks: list[Break] = []
    previous, expected = "", 1
    for link in links:
        breaks += _breaks_at(link, subject, previous, expected)
        previous, expected = link.hash, link.sequence + 1
    return breaks + _breaks_at_end(subject, previous, expected - 1)


def _entries(subject: SubjectRef) -> QuerySet[Entry]:
    return Entry.objects.filter(links__subject_kind=subject.kind, links__subject_id=subject.id)


def _breaks_at(link: Link, subject: SubjectRef, previous: str, expected: int) -> list[Break]:
    place = link.sequence
    if place != expected:
        return [Break(subject, expected, "gap", f"第{expected}条记录不见了，下一条是第{place}条。")]
    if link.previous_hash != previous:
        return [Break(subject, place, "torn", f"第{place}条记录与前一条接不上。")]
    computed = link_hash(link.entry, subjects_of(link.entry), own=subject, sequence=place, previous=previous)
    if computed != link.hash:
        return [Break(subject, place, "changed", f"第{place}条记录的内容被改动过。")]
    return []


def _breaks_at_end(subject: SubjectRef, last_hash: str, last: int) -> list[Break]:
    head = Head.objects.filter(subject_kind=subject.kind, subject_id=subject.id).first()
    if head is not None and (head.sequence, head.hash) == (last, last_hash):
        return []
    ends = head.sequence if head else 0
    return [Break(subject, last + 1, "cut", f"链条登记到第{ends}条，实际只到第{last}条，末尾对不上。")]
